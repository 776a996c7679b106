import { type PromDuration, secondsOf } from '../../model/duration';
import type { Labels } from '../../model/labels';
import type { SeriesHistory } from '../../model/rehearsal';
import type { Rule } from '../../model/rule';
import { parseHistory } from '../../promql/evaluate/storage/notation';
import { labelsFrom, pairsOf } from '../../promql/evaluate/storage/pairs';
import { formatDuration } from '../../promql/numbers';
import type { AlertHistory, AlertState } from './alert-states';
import { type PlayedGroups, playGroups } from './play-groups';
import { playableRule } from './playable';
import type { InputSeries, Stage } from './stage';
import { expandedLabels } from './templates';
import { drawTimeline } from './timeline';

/** An alert that fires: its labels with its alertname, and its annotations. */
export interface Firing {
  readonly labels: Labels;
  readonly annotations: Labels;
}

/** What rules do with a history. */
export interface Played {
  /** What is pending and what fires at a time, counted from the first sample. */
  at(time: PromDuration): { readonly pending: readonly Labels[]; readonly firing: readonly Firing[] };
  /** The alerts that fire at some evaluation, each with the time at which it begins to. @default - until the last sample */
  firings(until?: PromDuration): readonly { readonly from: PromDuration; readonly labels: Labels }[];
  /** Each alert's way from the first sample to the last, one sign for each evaluation. */
  timeline(): string;
}

/** One sample a minute, and an evaluation as often. */
const minute = 60_000;

/** Plays rules over histories as Prometheus would, each rule after those before it: `play(alert, series(...)).at('15m').firing`. */
export function play(rules: Rule | readonly Rule[], ...given: readonly SeriesHistory[]): Played {
  const groups = [{ rules: ([] as Rule[]).concat(rules).map(playableRule) }];
  const input = given.map(inputOf);
  const played = (end: number): PlayedGroups => playGroups(groups, { ...plainStage, input, end });
  const last = Math.max(0, ...input.map(({ values }) => values.length - 1)) * minute;
  return {
    at: (time) => stateAt(played(secondsOf(time) * 1000)),
    firings: (until) => firingsIn(played(until === undefined ? last : secondsOf(until) * 1000)),
    timeline: () => drawTimeline(played(last)),
  };
}

const firingsIn = ({ alerts, stage }: PlayedGroups) =>
  alerts.flatMap(({ labels, states }) =>
    states.flatMap((state, step) =>
      state === 'firing' && states[step - 1] !== 'firing'
        ? [{ from: formatDuration(step * stage.interval) as PromDuration, labels: labelsFrom(labels) }]
        : [],
    ),
  );

export const plainStage: Omit<Stage, 'input' | 'end'> = {
  sampleInterval: minute,
  interval: minute,
  start: 0,
  externalLabels: {},
  externalUrl: '',
  writesAlerts: true,
};

/** The history as series; a RangeError says what is wrong with its text. */
export function inputOf({ name, labels, values }: SeriesHistory): InputSeries {
  const parsed = parseHistory(values);
  if ('code' in parsed) throw new RangeError(`the history of ${name}: ${parsed.message}`);
  return { labels: pairsOf({ ...labels, __name__: name }), values: parsed };
}

/** The alerts that are in a state at the last evaluation. */
export function alertsIn(state: AlertState, { alerts, stage }: PlayedGroups): readonly AlertHistory[] {
  const last = Math.floor((stage.end - stage.start) / stage.interval);
  return alerts.filter(({ states }) => states[last] === state);
}

/** The alerts that are in a state at the evaluation at a time, or at the last one before it; the time counts from the first. */
export function alertsAt(state: AlertState, time: number, { alerts, stage, storage }: PlayedGroups): readonly Firing[] {
  const step = Math.floor(time / stage.interval);
  return alerts
    .filter(({ states }) => states[step] === state)
    .map(({ rule, labels, samples }) => {
      // While it keeps firing without a result, an alert has the annotations of its last one.
      const sample = samples.slice(0, step + 1).findLast((candidate) => candidate !== undefined);
      return {
        labels: labelsFrom(labels),
        annotations: sample === undefined ? {} : expandedLabels(rule.annotations, sample, storage, stage),
      };
    });
}

/** The state at the last evaluation, with annotations. */
export function stateAt(played: PlayedGroups) {
  const { start, end } = played.stage;
  return {
    pending: alertsIn('pending', played).map(({ labels }) => labelsFrom(labels)),
    firing: alertsAt('firing', end - start, played),
  };
}
