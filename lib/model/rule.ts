import type { Query } from '../promql/ast';
import { type AnyDuration, durationText, type PromDuration } from './duration';
import type { Labels } from './labels';
import type { Rehearsal } from './rehearsal';

/** Labels beside those that have options of their own. */
export type OtherLabels = Labels & { readonly severity?: never; readonly component?: never; readonly alertname?: never };

/** How fast somebody must act: at once (critical), in working hours (warning), or when reading a report (info). */
export type Severity = 'critical' | 'warning' | 'info';

export interface AlertOptions {
  /** Fires once for each series that this query returns. */
  readonly expr: Query;
  /** How long the query must return a series before the alert fires. @default - fires at the first evaluation */
  readonly for?: AnyDuration;
  /** How long the alert goes on firing after the query stopped returning the series. @default - it resolves at once */
  readonly keepFiringFor?: AnyDuration;
  readonly severity: Severity;
  /** One line for a notification; a Go template of Prometheus. */
  readonly summary: string;
  /** What is known, what it means and where to look first; a Go template of Prometheus. @default - the summary is all there is */
  readonly description?: string;
  /** What the alert is about; routing groups by it. @default - the name of the target that declares the alert */
  readonly component?: string;
  /** More labels. @default - severity and component only */
  readonly labels?: OtherLabels;
  /** More annotations. @default - summary, description and runbook only */
  readonly annotations?: Labels;
  /** Histories in which the alert fires or stays quiet. @default - none yet; `rehearse` adds them */
  readonly rehearsals?: readonly Rehearsal[];
}

export interface Alert extends AlertOptions {
  readonly kind: 'alert';
  readonly name: string;
  readonly for?: PromDuration;
  readonly keepFiringFor?: PromDuration;
  /** The SLO that the alert is made of. @default - it is declared itself */
  readonly slo?: string;
  readonly rehearsals: readonly Rehearsal[];
}

/** An alerting rule. */
export function alert(name: string, options: AlertOptions): Alert {
  const { for: pending, keepFiringFor, rehearsals = [], ...others } = options ?? {};
  return {
    kind: 'alert',
    name,
    ...others,
    ...(pending !== undefined && { for: durationText(pending) }),
    ...(keepFiringFor !== undefined && { keepFiringFor: durationText(keepFiringFor) }),
    // A list of its own, which `rehearse` adds to.
    rehearsals: Array.isArray(rehearsals) ? [...rehearsals] : rehearsals,
  };
}

/** Adds a unit test to an alert: a history in, the alerts that fire out (`fires: []` means that it stays quiet). */
export function rehearse(subject: Alert, rehearsal: Rehearsal): void {
  (subject.rehearsals as Rehearsal[]).push(rehearsal);
}

export interface RecordingOptions {
  readonly expr: Query;
  /** Labels to add or, with an empty value, to take away. @default - the labels of the query's result */
  readonly labels?: Labels;
}

export interface Recording extends RecordingOptions {
  readonly kind: 'recording';
  readonly name: string;
  /** The SLO that the recording is made of. @default - it is declared itself */
  readonly slo?: string;
}

/** A recording rule. Its name follows `level:metric:operations`; interpolated into a query it stands for the recorded series. */
export function recording(name: string, options: RecordingOptions): Recording {
  return { kind: 'recording', name, ...options };
}

export type Rule = Alert | Recording;

/** Rules that are evaluated one after the other, at one instant. */
export interface RuleGroup {
  readonly name: string;
  /** @default - the evaluation interval of the stack */
  readonly interval?: PromDuration;
  readonly rules: readonly Rule[];
}
