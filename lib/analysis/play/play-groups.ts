import type { Query } from '../../promql/ast';
import { evaluateAt, evaluateRows } from '../../promql/evaluate/evaluate';
import type { KnownRows, ValueRow } from '../../promql/evaluate/frame';
import { type LabelPairs, noPairs, pairsKey, pairValue, withPair } from '../../promql/evaluate/storage/pairs';
import { emptyStorage, type SeriesStorage, type StoredSeries, seriesIn } from '../../promql/evaluate/storage/series';
import { type AlertHistory, type AlertStates, alertStates } from './alert-states';
import { canGoRuleByRule } from './order';
import type { PlayableGroup, PlayableRule } from './playable';
import { inputFeeder, type PlayFault, type Result, resultWriter, type Stage } from './stage';
import type { AlertSample } from './templates';

/** The series over which queries are evaluated, and what was found of them so far. */
export interface PlayedSeries {
  readonly stage: Stage;
  readonly storage: SeriesStorage;
  readonly known: KnownRows;
}

/** A query at each evaluation. */
export function rowsOver(query: Query, { stage: { start, end, interval }, storage, known }: PlayedSeries) {
  return evaluateRows(query, { start, end, step: interval }, storage, { subqueryStep: interval, known });
}

/** What happened while rules were played. */
export interface PlayedGroups extends PlayedSeries {
  readonly alerts: readonly AlertHistory[];
  readonly faults: readonly PlayFault[];
  /** All series at the end: the input and what rules returned. */
  readonly storage: SeriesStorage;
  /** Of parts of queries, once all series are there. */
  readonly known: KnownRows;
}

/** A rule with what it remembers from one evaluation to the next. */
interface Player {
  readonly rule: PlayableRule;
  /** Takes the result of the query at a time. */
  readonly take: (samples: readonly AlertSample[], time: number) => PlayFault['fault'] | undefined;
  readonly states?: AlertStates;
}

/** Evaluates groups of rules as `promtool test rules` does: at each interval, in their order, one rule after the other. */
export function playGroups(groups: readonly PlayableGroup[], stage: Stage): PlayedGroups {
  const given = new Set(stage.input.map(({ labels }) => pairValue(labels, '__name__')));
  return (canGoRuleByRule(groups, given) ? ruleByRule(groups, stage) : undefined) ?? stepByStep(groups, stage);
}

/** Another form of an alert over the series that were there when the first was played; all that it reads is among them. */
export function playOver(rule: PlayableRule, series: PlayedSeries): PlayedGroups | undefined {
  const alone = [{ rules: [rule] }];
  if (series.stage.writesAlerts || !canGoRuleByRule(alone, new Set())) return undefined;
  return overSeries(alone, series);
}

function playersOf(groups: readonly PlayableGroup[], storage: SeriesStorage, stage: Stage): readonly Player[] {
  return groups.flatMap(({ limit = 0, rules }) =>
    rules.map((rule) => (rule.kind === 'alert' ? alertPlayer(rule, limit, storage, stage) : recordingPlayer(rule, limit, storage))),
  );
}

function alertPlayer(rule: PlayableRule, limit: number, storage: SeriesStorage, stage: Stage): Player {
  const states = alertStates(rule, limit, storage, stage);
  const write = resultWriter();
  return {
    rule,
    states,
    take(samples, time) {
      const results = states.step(samples, time);
      if ('code' in results) return results;
      return write(time, results);
    },
  };
}

/** rules/recording.go, `Eval`. */
function recordingPlayer(rule: PlayableRule, limit: number, storage: SeriesStorage): Player {
  const write = resultWriter();
  const known = new Map<LabelPairs, StoredSeries>();
  const seriesOf = (labels: LabelPairs): StoredSeries => {
    const found = known.get(labels) ?? seriesIn(storage, recordedLabels(rule, labels));
    known.set(labels, found);
    return found;
  };
  return {
    rule,
    take(samples, time) {
      const results: Result[] = samples.map(({ labels, value }) => ({ series: seriesOf(labels), value }));
      if (new Set(results.map(({ series }) => series)).size < results.length) {
        return { code: 'same-labels', message: `two series of ${rule.name} have the same labels, once those of the rule are set` };
      }
      if (limit > 0 && results.length > limit)
        return { code: 'limit', message: `${rule.name} has ${results.length} series, and its group allows ${limit}` };
      return write(time, results);
    },
  };
}

const recordedLabels = ({ name, labels: own }: PlayableRule, labels: LabelPairs): LabelPairs =>
  Object.entries(own).reduce((pairs, [label, value]) => withPair(pairs, label, value), withPair(labels, '__name__', name));

/** Each rule over all times at once; undefined where one fails, which may be at some of the times only. */
function ruleByRule(groups: readonly PlayableGroup[], stage: Stage): PlayedGroups | undefined {
  const storage = emptyStorage();
  inputFeeder(stage, storage)(stage.end);
  return overSeries(groups, { stage, storage, known: new WeakMap() });
}

function overSeries(groups: readonly PlayableGroup[], series: PlayedSeries): PlayedGroups | undefined {
  const { stage, storage } = series;
  const players = playersOf(groups, storage, stage);
  const faults: PlayFault[] = [];
  const { start, end, interval } = stage;
  for (const { rule, take } of players) {
    const rows = rowsOver(rule.query, series);
    if ('code' in rows) return undefined;
    for (let step = 0; start + step * interval <= end; step++) {
      const time = start + step * interval;
      const fault = take(samplesAt(rows, step, time), time);
      if (fault !== undefined) faults.push({ rule: rule.name, time, fault });
    }
  }
  return { ...series, faults, alerts: players.flatMap(({ states }) => states?.histories ?? []) };
}

function samplesAt(rows: readonly ValueRow[], step: number, time: number): readonly AlertSample[] {
  const samples: AlertSample[] = [];
  for (const { labels, values, present } of rows) if (present[step] === 1) samples.push({ labels, value: values[step]!, time });
  return samples;
}

/** All rules at one time, then at the next: no rule sees a sample that is still to come. */
function stepByStep(groups: readonly PlayableGroup[], stage: Stage): PlayedGroups {
  const storage = emptyStorage();
  const feed = inputFeeder(stage, storage);
  const players = playersOf(groups, storage, stage);
  const faults: PlayFault[] = [];
  const labels = internedLabels();
  for (let time = stage.start; time <= stage.end; time += stage.interval) {
    feed(time);
    for (const { rule, take, states } of players) {
      const result = evaluateAt(rule.query, time, storage, { subqueryStep: stage.interval });
      if (result.kind === 'fault') states?.skip();
      const fault = result.kind === 'fault' ? result : take(resultSamples(result, time, labels), time);
      if (fault !== undefined) faults.push({ rule: rule.name, time, fault });
    }
  }
  return { stage, storage, known: new WeakMap(), faults, alerts: players.flatMap(({ states }) => states?.histories ?? []) };
}

/** The same list for the same labels, so that what is made of them is made once. */
function internedLabels(): (labels: LabelPairs) => LabelPairs {
  const known = new Map<string, LabelPairs>();
  return (labels) => {
    const key = pairsKey(labels);
    const found = known.get(key) ?? labels;
    known.set(key, found);
    return found;
  };
}

type Resulting = Exclude<ReturnType<typeof evaluateAt>, { kind: 'fault' }>;

function resultSamples(result: Resulting, time: number, intern: (labels: LabelPairs) => LabelPairs): readonly AlertSample[] {
  switch (result.kind) {
    case 'vector':
      return result.samples.map(({ labels, value }) => ({ labels: intern(labels), value, time }));
    case 'scalar':
      return [{ labels: noPairs, value: result.value, time }];
    // A rule with such an expression is refused when it is read.
    case 'string':
    case 'matrix':
      return [];
  }
}
