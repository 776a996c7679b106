import type { AlertState } from '../analysis/play/alert-states';
import { rowsOver } from '../analysis/play/play-groups';
import { whyQuiet } from '../analysis/play/rehearsal';
import type { PlayedRehearsal, PlayedRehearsals } from '../analysis/play/rehearsed';
import { durationText, secondsOf } from '../model/duration';
import type { Labels } from '../model/labels';
import type { Binary, Expr } from '../promql/ast';
import { labelsFrom } from '../promql/evaluate/storage/pairs';
import { isComparison } from '../promql/operators';
import { print } from '../promql/print';
import { typeOf } from '../promql/types';
import { withoutParens } from '../promql/walk';

/** A value at each evaluation; undefined where there is none. */
export interface ValuesOverTime {
  readonly labels: Labels;
  readonly values: readonly (number | undefined)[];
}

/** An alert with its labels, and what it is at each evaluation. */
export interface StatesOverTime {
  readonly labels: Labels;
  readonly states: readonly AlertState[];
}

/** A rehearsal as it is drawn: what is measured, what it is compared with, and what the alert becomes. */
export interface RehearsalTimeline {
  /** `rehearsal 1 (a rolling update)`. */
  readonly title: string;
  /** What the rehearsal expects: `it fires with {queue="mail"} at 15m`. */
  readonly expects: string;
  readonly verdict: 'holds' | 'fails' | 'not-played';
  /** Why it fails or is not played. @default - it holds */
  readonly why?: string;
  /** Milliseconds between two evaluations. */
  readonly interval: number;
  /** Evaluations, the first one at 0s. */
  readonly steps: number;
  /** What is measured: the side of the comparison that is no threshold, or all of the expression. */
  readonly measured: string;
  readonly series: readonly ValuesOverTime[];
  /** @default - the alert compares nothing */
  readonly threshold?: { readonly op: string; readonly text: string; readonly series: readonly ValuesOverTime[] };
  readonly alerts: readonly StatesOverTime[];
}

/** The timeline of a rehearsal that was played, or why there is none. */
export function timelineOf({ subject, interval }: PlayedRehearsals, played: PlayedRehearsal): RehearsalTimeline {
  const { rehearsal, title } = played;
  const time = durationText(rehearsal.at);
  const wanted = rehearsal.fires.map(labelsInWords).join(' and ');
  const expects = rehearsal.fires.length === 0 ? `it stays quiet at ${time}` : `it fires with ${wanted} at ${time}`;
  const common = { title, expects, interval, measured: subject.query.text };
  if (played.kind !== 'played') return { ...common, verdict: 'not-played', why: played.why, steps: 0, series: [], alerts: [] };
  const { outcome } = played;
  const { stage, alerts } = outcome.played;
  const steps = Math.floor((secondsOf(rehearsal.at) * 1000) / interval) + 1;
  const compared = subject.query.expr && comparisonIn(subject.query.expr);
  const over = (expr: Expr | undefined): readonly ValuesOverTime[] => {
    if (expr === undefined) return [];
    const rows = rowsOver({ text: print(expr), expr, diagnostics: [] }, outcome.played);
    if ('code' in rows) return [];
    return rows.map(({ labels, values, present }) => ({
      labels: labelsFrom(labels),
      values: Array.from({ length: steps }, (_, step) => (present[step] === 1 ? values[step] : undefined)),
    }));
  };
  return {
    ...common,
    ...(outcome.holds ? { verdict: 'holds' } : { verdict: 'fails', why: whatHappened(subject, outcome) }),
    interval: stage.interval,
    steps,
    measured: compared === undefined ? subject.query.text : print(compared.measured),
    series: over(compared?.measured ?? subject.query.expr),
    ...(compared && { threshold: { op: compared.op, text: print(compared.threshold), series: over(compared.threshold) } }),
    alerts: alerts
      .filter(({ rule }) => rule.name === subject.name)
      .map(({ labels, states }) => ({
        labels: labelsFrom(labels),
        states: Array.from({ length: steps }, (_, step) => states[step] ?? 'inactive'),
      })),
  };
}

function whatHappened(subject: PlayedRehearsals['subject'], outcome: Extract<PlayedRehearsal, { kind: 'played' }>['outcome']): string {
  const { fires, faults } = outcome;
  return faults.length === 0 && fires.length > 0 ? `it fires with ${fires.map(labelsInWords).join(' and ')}` : whyQuiet(subject, outcome);
}

/** `{queue="mail"}`; of no labels `{}`. */
export const labelsInWords = ({ __name__ = '', ...labels }: Labels): string =>
  `${__name__}{${Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ')}}`;

interface Comparison {
  readonly measured: Expr;
  readonly threshold: Expr;
  readonly op: string;
}

const turned = { '>': '<', '<': '>', '>=': '<=', '<=': '>=', '==': '==', '!=': '!=' } as const;

/** The first comparison that decides whether an alert is there. */
function comparisonIn(expr: Expr): Comparison | undefined {
  const inner = withoutParens(expr);
  if (inner.kind !== 'binary') return undefined;
  if (filters(inner)) {
    const { left, right, op } = inner;
    return typeOf(left) === 'vector'
      ? { measured: left, threshold: right, op }
      : { measured: right, threshold: left, op: turned[op as keyof typeof turned] };
  }
  if (inner.op === 'unless') return comparisonIn(inner.left);
  return inner.op === 'and' || inner.op === 'or' ? (comparisonIn(inner.left) ?? comparisonIn(inner.right)) : undefined;
}

const filters = ({ op, bool }: Binary): boolean => isComparison(op) && !bool;

/** Where the threshold of a series is: its own where there are several, else the one that all have. */
export function thresholdOf({ threshold }: RehearsalTimeline, { labels }: ValuesOverTime): ValuesOverTime | undefined {
  const all = threshold?.series ?? [];
  return all.length < 2 ? all[0] : all.find((one) => labelsInWords(one.labels) === labelsInWords(labels));
}
