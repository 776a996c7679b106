import type { Expr, Query } from '../promql/ast';
import { parse } from '../promql/parse';
import { print } from '../promql/print';
import type { PromDuration } from './duration';
import type { Labels } from './labels';
import { fires, quiet, type SeriesHistory, series } from './rehearsal';
import { type Alert, alert, type Recording, recording } from './rule';

export interface SloOptions {
  /** The share of events that must be good, between 0 and 1: 0.99 leaves one event in a hundred to the error budget. */
  readonly objective: number;
  /** The counter of bad events, without `rate`: `promql\`${errors}{job="iris-api"}\``. */
  readonly bad: Query;
  /** The counter of good events, without `rate`; bad and good together are all events. */
  readonly good: Query;
  /** What the promise is, in a sentence. */
  readonly summary: string;
  /** @default - the name of the target that declares the SLO */
  readonly component?: string;
}

export interface Slo extends SloOptions {
  readonly kind: 'slo';
  readonly name: string;
}

/** A service level objective over 30 days, watched by multi-window, multi-burn-rate alerts. */
export function slo(name: string, options: SloOptions): Slo {
  return { kind: 'slo', name, ...options };
}

/**
 * When an error budget of 30 days burns too fast (Site Reliability Workbook, chapter 5, table 5-8): a long window that shows that it
 * matters and a short one, a twelfth of it, that shows that it goes on. The factor is budget share * 30 d / long window.
 */
const burns = [
  { severity: 'critical', long: '1h', short: '5m', factor: 14.4 },
  { severity: 'critical', long: '6h', short: '30m', factor: 6 },
  { severity: 'warning', long: '1d', short: '2h', factor: 3 },
  { severity: 'warning', long: '3d', short: '6h', factor: 1 },
] as const;

const windows = [...new Set(burns.flatMap(({ long, short }) => [short, long]))];

/** The recording and alerting rules that watch an SLO. */
export function rulesOf(objective: Slo): { readonly recordings: readonly Recording[]; readonly alerts: readonly Alert[] } {
  const labels = { slo: objective.name };
  const slo = objective.name;
  const recordings = windows.map((window) => ({
    ...recording(recordedRatio(window), { expr: errorRatio(objective, window), labels }),
    slo,
  }));
  const alerts = (['critical', 'warning'] as const).map((severity) => ({ ...burnAlert(objective, severity), slo }));
  return { recordings, alerts };
}

const recordedRatio = (window: PromDuration) => `slo:sli_error:ratio_rate${window}`;

function errorRatio({ bad, good }: Slo, window: PromDuration): Query {
  const rate = (query: Query) => `sum(rate(${selectorText(query)}[${window}]))`;
  // A counter with labels has no series before its first event: no bad event is a ratio of 0, and no good one must not hide the bad.
  return parse(`(${rate(bad)} or vector(0)) / ((${rate(bad)} or vector(0)) + (${rate(good)} or vector(0)) > 0)`);
}

function selectorText(query: Query): string {
  return query.expr === undefined ? query.text : print(bare(query.expr));
}

const bare = (expr: Expr): Expr => (expr.kind === 'paren' ? bare(expr.expr) : expr);

function burnAlert(objective: Slo, severity: 'critical' | 'warning'): Alert {
  const budget = 1 - objective.objective;
  const own = burns.filter((burn) => burn.severity === severity);
  const factors = own.map(({ factor }) => factor);
  const terms = own.map(({ long, short, factor }) => {
    // Twelve significant digits: 14.4 * (1 - 0.99) is 0.144, not 0.14400000000000013.
    const threshold = Number((factor * budget).toPrecision(12));
    const above = (window: PromDuration) => `${recordedRatio(window)}{slo="${objective.name}"} > ${threshold}`;
    return `(${above(long)} and ${above(short)})`;
  });
  const speed = severity === 'critical' ? 'so fast that it is gone within days' : 'faster than it refills';
  return alert(`${pascal(objective.name)}BudgetBurn${severity === 'critical' ? 'Fast' : 'Slow'}`, {
    expr: parse(terms.join(' or ')),
    severity,
    component: objective.component,
    labels: { slo: objective.name },
    summary: `The error budget of ${objective.name} burns ${speed}.`,
    description: `${objective.summary} {{ $value | humanizePercentage }} of the events fail now; the objective allows ${percent(budget)}.`,
    rehearsals: [
      fires('3h', {}, ...failing(objective, Math.min(1, 1.5 * Math.max(...factors) * budget))),
      quiet('3h', ...failing(objective, 0.5 * Math.min(...factors) * budget)),
    ],
  });
}

/** Three hours of sixty events a minute, of which this share is bad. */
function failing({ bad, good }: Slo, share: number): readonly SeriesHistory[] {
  const growing = (events: number) => `0+${Number(events.toPrecision(6))}x180`;
  return [history(bad, growing(60 * share)), history(good, growing(60 * (1 - share)))];
}

/** A history of the series that a plain selector reads: the labels that its `=` matchers name. */
function history(query: Query, values: string): SeriesHistory {
  const selector = query.expr === undefined ? undefined : bare(query.expr);
  if (selector?.kind !== 'selector') return series(query.text, {}, values);
  const labels: Labels = Object.fromEntries(selector.matchers.filter(({ op }) => op === '=').map(({ name, value }) => [name, value]));
  return series(selector.metric ?? labels.__name__ ?? '', labels, values);
}

const pascal = (name: string) => name.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_, first: string) => first.toUpperCase());
const percent = (share: number) => `${Number((share * 100).toPrecision(6))}%`;
