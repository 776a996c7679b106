import { secondsOf } from '../../model/duration';
import type { Labels } from '../../model/labels';
import type { Rehearsal } from '../../model/rehearsal';
import { labelsFrom } from '../../promql/evaluate/storage/pairs';
import { isComparison } from '../../promql/operators';
import { print } from '../../promql/print';
import { typeOf } from '../../promql/types';
import { metricOf, selectorsOf, withoutParens } from '../../promql/walk';
import { memoize } from '../../text/memoize';
import type { AlertState } from './alert-states';
import { alertsIn, inputOf, plainStage } from './play';
import { type PlayedGroups, type PlayedSeries, playGroups, playOver, rowsOver } from './play-groups';
import type { PlayableRule } from './playable';
import type { PlayFault } from './stage';
import { whyEmpty } from './why-empty';

/** What an alert does in one of its rehearsals. */
export interface RehearsalOutcome {
  readonly holds: boolean;
  /** What fires, without the labels that the alert itself sets. */
  readonly fires: readonly Labels[];
  readonly pending: readonly Labels[];
  readonly faults: readonly PlayFault[];
  readonly played: PlayedGroups;
}

/** Plays a rehearsal with the alert and the rules that it reads, evaluated every `interval` milliseconds. */
export function playRehearsal(
  subject: PlayableRule,
  needed: readonly PlayableRule[],
  rehearsal: Rehearsal,
  interval: number,
): RehearsalOutcome {
  const end = secondsOf(rehearsal.at) * 1000;
  const sampleInterval = rehearsal.interval === undefined ? plainStage.sampleInterval : secondsOf(rehearsal.interval) * 1000;
  const stage = {
    ...plainStage,
    sampleInterval,
    interval,
    end,
    input: rehearsal.given.map(inputOf),
    writesAlerts: needed.some(readsAlerts),
  };
  return outcomeOf(subject, rehearsal, playGroups([{ rules: needed }], stage));
}

/** Whether a rehearsal that was played would also hold for another form of its alert. */
export function holdsFor(
  other: PlayableRule,
  { played }: RehearsalOutcome,
  needed: readonly PlayableRule[],
  rehearsal: Rehearsal,
  interval: number,
): boolean {
  const again = playOver(other, played);
  if (again !== undefined) return outcomeOf(other, rehearsal, again).holds;
  const others = needed.map((rule) => (rule.kind === 'alert' && rule.name === other.name ? other : rule));
  return playRehearsal(other, others, rehearsal, interval).holds;
}

function outcomeOf(subject: PlayableRule, rehearsal: Rehearsal, played: PlayedGroups): RehearsalOutcome {
  const isSubject = (labels: Labels): boolean => labels.alertname === subject.name;
  const labelsIn = (state: AlertState): readonly Labels[] =>
    alertsIn(state, played)
      .map(({ labels }) => labelsFrom(labels))
      .filter(isSubject);
  const fired = labelsIn('firing');
  const own = { ...subject.labels, alertname: subject.name };
  const expected = rehearsal.fires.map((labels) => ({ ...own, ...labels }));
  const faults = played.faults.filter(({ rule }) => rule === subject.name);
  return {
    holds: faults.length === 0 && sameSets(fired, expected),
    fires: fired.map((labels) => withoutOwn(labels, own)),
    pending: labelsIn('pending').map((labels) => withoutOwn(labels, own)),
    faults,
    played,
  };
}

const keyOf = (labels: Labels): string =>
  JSON.stringify(
    Object.entries(labels)
      .filter(([, value]) => value !== '')
      .sort(),
  );
const sameSets = (a: readonly Labels[], b: readonly Labels[]): boolean => a.map(keyOf).sort().join() === b.map(keyOf).sort().join();
const withoutOwn = (labels: Labels, own: Labels): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name, value]) => own[name] !== value));

/** The names of the series that a rule reads; undefined is among them where a name is left open. */
const namesIn = memoize(
  ({ query }: PlayableRule): ReadonlySet<string | undefined> =>
    new Set(query.expr === undefined ? [] : selectorsOf(query.expr).map(metricOf)),
);

const readsAlerts = (rule: PlayableRule): boolean => ['ALERTS', 'ALERTS_FOR_STATE', undefined].some((name) => namesIn(rule).has(name));

/** The alert and all rules whose series it reads, directly or through others, in their order. */
export function neededRules(subject: PlayableRule, rules: readonly PlayableRule[]): readonly PlayableRule[] {
  const needed = new Set<PlayableRule>([subject]);
  for (const rule of needed) {
    const names = namesIn(rule);
    const reads = readsAlerts(rule);
    for (const other of rules) {
      if (other.kind === 'recording' ? names.has(undefined) || names.has(other.name) : reads) needed.add(other);
    }
  }
  return rules.includes(subject) ? rules.filter((rule) => needed.has(rule)) : [...rules.filter((rule) => needed.has(rule)), subject];
}

/** Why nothing fires at the end of a rehearsal, or what was there instead: for who expected an alert. */
export function whyQuiet(subject: PlayableRule, { played, pending, faults }: RehearsalOutcome): string {
  const [fault] = faults;
  if (fault !== undefined) return fault.fault.message;
  if (pending.length > 0) return `it is pending, for less than ${subject.for}: ${JSON.stringify(pending[0])}`;
  const { expr } = subject.query;
  return expr === undefined ? 'its expression does not parse' : whyEmpty(expr, played.stage.end, played.storage);
}

/** What an alert compares with its threshold, from the first evaluation to the last: `0x5 12x3`; `_` where it has no value. */
export function valuesOverTime(
  subject: PlayableRule,
  series: PlayedSeries,
): readonly { readonly labels: Labels; readonly values: string }[] {
  const expr = subject.query.expr && withoutParens(subject.query.expr);
  if (expr?.kind !== 'binary' || !isComparison(expr.op)) return [];
  const measured = typeOf(expr.left) === 'vector' ? expr.left : expr.right;
  const rows = rowsOver({ text: print(measured), expr: measured, diagnostics: [] }, series);
  if ('code' in rows) return [];
  return rows.map(({ labels, values, present }) => ({
    labels: labelsFrom(labels),
    values: inRuns(Array.from(values, (value, step) => (present[step] === 1 ? String(Number(value.toPrecision(4))) : '_'))),
  }));
}

/** The first and the last of a long list. */
function inOrder(texts: readonly string[], most = 12): string {
  const shown = texts.length > most ? [...texts.slice(0, most / 2), '...', ...texts.slice(-most / 2)] : texts;
  return shown.join(', ');
}

function inRuns(texts: readonly string[]): string {
  const runs: { text: string; count: number }[] = [];
  for (const text of texts) {
    const last = runs[runs.length - 1];
    if (last?.text === text) last.count++;
    else runs.push({ text, count: 1 });
  }
  return inOrder(runs.map(({ text, count }) => (count === 1 ? text : `${text} (${count} times)`)));
}
