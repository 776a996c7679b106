import type { Query } from '../promql/ast';
import { type AnyDuration, durationText, type PromDuration, secondsOf } from './duration';
import type { Labels } from './labels';
import { type Rehearsal, shifted } from './rehearsal';
import type { RuleSource } from './rule-group';
import { type NoThresholds, type Settings, type Thresholds, type Values, valuesOf, withSettings } from './threshold';

/** Labels beside those that have options of their own. */
export type OtherLabels = Labels & { readonly severity?: never; readonly component?: never; readonly alertname?: never };

/** How fast somebody must act: at once (critical), in working hours (warning), when reading a report (info), or never: it serves other alerts (none). */
export type Severity = 'critical' | 'warning' | 'info' | 'none';

export interface AlertOptions<T extends Thresholds = NoThresholds> {
  /** Numbers that `tune` can change; the functions below get the values in force. @default - none */
  readonly thresholds?: T;
  /** Fires once for each series that this query returns. */
  readonly expr: Query | ((tuned: Values<T>) => Query);
  /** How long the query must return a series before the alert fires. @default - fires at the first evaluation */
  readonly for?: AnyDuration;
  /** How long the alert goes on firing after the query stopped returning the series. @default - it resolves at once */
  readonly keepFiringFor?: AnyDuration;
  readonly severity: Severity;
  /** One line for a notification; a Go template of Prometheus. */
  readonly summary: string | ((tuned: Values<T>) => string);
  /** What is known, what it means and where to look first; a Go template of Prometheus. @default - the summary is all there is */
  readonly description?: string | ((tuned: Values<T>) => string);
  /** What the alert is about; routing groups by it. @default - the name of the target that declares the alert */
  readonly component?: string;
  /** More labels. @default - severity and component only */
  readonly labels?: OtherLabels;
  /** More annotations. @default - summary, description and runbook only */
  readonly annotations?: Labels;
  /** Histories in which the alert fires or stays quiet. @default - none yet; `rehearse` adds them */
  readonly rehearsals?: readonly Rehearsal[] | ((tuned: Values<T>) => readonly Rehearsal[]);
}

/** An alerting rule with the values of its thresholds that are in force. */
export interface Alert<N extends string = string, T extends Thresholds = NoThresholds> {
  readonly kind: 'alert';
  readonly name: N;
  readonly thresholds: T;
  readonly expr: Query;
  readonly for?: PromDuration;
  readonly keepFiringFor?: PromDuration;
  readonly severity: Severity;
  readonly summary: string;
  readonly description?: string;
  readonly component?: string;
  readonly labels?: OtherLabels;
  readonly annotations?: Labels;
  /** The SLO that the alert is made of. @default - it is declared itself */
  readonly slo?: string;
  /** The file that it stands in, as whose text it is written and judged. @default - it is declared */
  readonly source?: RuleSource;
  readonly rehearsals: readonly Rehearsal[];
}

/** What an alert was declared with, by its thresholds: a copy of an alert has the same. */
const declaredWith = new WeakMap<object, AlertOptions<Thresholds>>();

/**
 * An alerting rule.
 *
 *     alert('DiskFills', {
 *       thresholds: { free: { ratio: 0.1, min: 0, max: 1, is: 'share of the disk that is free' } },
 *       expr: (tuned) => promql`disk_free_ratio < ${tuned.free}`,
 *       severity: 'warning',
 *       summary: 'A disk of {{ $labels.instance }} fills.',
 *     })
 */
export function alert<const N extends string, const T extends Thresholds = NoThresholds>(name: N, options: AlertOptions<T>): Alert<N, T> {
  const { thresholds = {} as T, expr, for: pending, keepFiringFor, summary, description, rehearsals = [], ...others } = options ?? {};
  const own = { ...thresholds };
  const values = valuesOf(own, pending);
  const inForce = <V>(value: V | ((tuned: Values<T>) => V)): V =>
    typeof value === 'function' ? (value as (tuned: Values<T>) => V)(values) : value;
  const played = inForce<readonly Rehearsal[]>(rehearsals);
  declaredWith.set(own, options as unknown as AlertOptions<Thresholds>);
  return {
    kind: 'alert',
    name,
    thresholds: own,
    ...others,
    expr: inForce(expr),
    summary: inForce(summary),
    ...(description !== undefined && { description: inForce(description) }),
    ...(pending !== undefined && { for: durationText(pending) }),
    ...(keepFiringFor !== undefined && { keepFiringFor: durationText(keepFiringFor) }),
    // A list of its own, which `rehearse` adds to.
    rehearsals: Array.isArray(played) ? [...played] : played,
  };
}

/** What of an alert can be set by others: its thresholds by their names, and what each alert has. */
export type TuneOptions<T extends Thresholds> = Settings<T> & {
  readonly for?: AnyDuration;
  readonly keepFiringFor?: AnyDuration;
  readonly severity?: Severity;
  readonly labels?: OtherLabels;
  readonly annotations?: Labels;
};

/** Thresholds by any name, beside what each alert has. */
type AlertChange = Pick<AlertOptions, 'for' | 'keepFiringFor' | 'labels' | 'annotations'> & { readonly severity?: Severity };

type Named<A extends Alert, N> = A extends { readonly name: N; readonly thresholds: infer T extends Thresholds } ? T : never;

/** By the names of alerts: `off`, or what is other. */
export type Tuning<A extends Alert> = { readonly [N in A['name']]?: 'off' | TuneOptions<Named<A, N>> };

/**
 * Alerts with other values, or without some. Their rehearsals follow: they are computed from the thresholds.
 *
 *     tune([diskFills], { DiskFills: { free: 0.05, for: '30m', severity: 'critical' } })
 */
export function tune<const A extends Alert>(alerts: readonly A[], by: Tuning<A>): readonly Alert[] {
  const settings = by as Readonly<Record<string, 'off' | TuneOptions<Thresholds> | undefined>>;
  const names = new Set<string>(alerts.map(({ name }) => name));
  const unknown = Object.keys(settings).filter((name) => settings[name] !== undefined && !names.has(name));
  const tuned = (alerts as readonly Alert[]).flatMap((one) => {
    const change = settings[one.name];
    return change === undefined ? [one] : change === 'off' ? [] : [tunedAlert(one, change)];
  });
  // It is told where the alerts are declared, with everything else that is wrong there.
  return unknown.length === 0 ? tuned : [...tuned, ...unknown.map((name) => ({ kind: 'untuned', name }) as unknown as Alert)];
}

function tunedAlert(subject: Alert, change: TuneOptions<Thresholds>): Alert {
  const options = declaredWith.get(subject.thresholds);
  if (options === undefined) return subject;
  const { for: pending, keepFiringFor, severity, labels, annotations, ...settings } = change as AlertChange;
  const remade = alert(subject.name, {
    ...options,
    thresholds: withSettings(subject.thresholds as Thresholds, settings as Settings<Thresholds>),
    ...(pending !== undefined && { for: pending }),
    ...(keepFiringFor !== undefined && { keepFiringFor }),
    ...(severity !== undefined && { severity }),
    ...(labels !== undefined && { labels: { ...options.labels, ...labels } as OtherLabels }),
    ...(annotations !== undefined && { annotations: { ...options.annotations, ...annotations } }),
  });
  const before = { ...options, thresholds: remade.thresholds as Thresholds };
  const rehearsals = inTime(alert(subject.name, { ...before, for: subject.for }), remade);
  const misnamed = Object.keys(settings).filter((name) => !Object.hasOwn(subject.thresholds, name));
  return { ...subject, ...remade, rehearsals, ...(misnamed.length > 0 && { misnamed }) } as Alert;
}

/** Rehearsals that were written for another `for` and do not say so are looked at as much later, or earlier. */
function inTime(before: Alert, now: Alert): readonly Rehearsal[] {
  const [old, pending] = [before.for, now.for].map((one) => (one === undefined ? 0 : secondsOf(one)));
  return now.rehearsals.map((rehearsal, index) => {
    const follows = rehearsal.at !== before.rehearsals[index]?.at;
    return follows || pending === old ? rehearsal : shifted(rehearsal, pending! - old!);
  });
}

/** Adds a unit test to an alert: a history in, the alerts that fire out (`fires: []` means that it stays quiet). */
export function rehearse(subject: Alert, rehearsal: Rehearsal): void {
  (subject.rehearsals as Rehearsal[]).push(rehearsal);
}

export interface RecordingOptions {
  readonly expr: Query;
  /** Labels to add or, with an empty value, to take away. @default - the labels of the query's result */
  readonly labels?: Labels;
  /** How often it is evaluated. @default - as often as the rules of the stack */
  readonly interval?: PromDuration;
  /** People, or programs elsewhere, know it by its name: that nothing here reads it is right. @default - what nothing reads is told */
  readonly published?: true;
}

export interface Recording extends RecordingOptions {
  readonly kind: 'recording';
  readonly name: string;
  /** The SLO that the recording is made of. @default - it is declared itself */
  readonly slo?: string;
  /** The file that it stands in, as whose text it is written and judged. @default - it is declared */
  readonly source?: RuleSource;
}

/** A recording rule. Its name follows `level:metric:operations`; interpolated into a query it stands for the recorded series. */
export function recording(name: string, options: RecordingOptions): Recording {
  return { kind: 'recording', name, ...options };
}

export type Rule = Alert | Recording;
