import { type AnyDuration, secondsOf } from '../../model/duration';
import { type LabelPairs, pairsKey, pairValue, withPair } from '../../promql/evaluate/storage/pairs';
import { type SeriesStorage, type StoredSeries, seriesIn } from '../../promql/evaluate/storage/series';
import type { PlayableRule } from './playable';
import type { PlayFault, Result, Stage } from './stage';
import { type AlertSample, expandedText, isTemplate } from './templates';

export type AlertState = 'inactive' | 'pending' | 'firing';

/** What one alert with its labels was at each evaluation. */
export interface AlertHistory {
  readonly rule: PlayableRule;
  /** With its alertname. */
  readonly labels: LabelPairs;
  readonly states: AlertState[];
  /** The element of the query's result that it comes from, at each evaluation that had one. */
  readonly samples: (AlertSample | undefined)[];
}

interface ActiveAlert {
  readonly history: AlertHistory;
  readonly key: string;
  state: AlertState;
  activeSince: number;
  /** When its element went, while it goes on firing. */
  keptSince?: number;
  /** What it is in ALERTS, pending and firing, and in ALERTS_FOR_STATE. */
  readonly series: { pending?: StoredSeries; firing?: StoredSeries; since?: StoredSeries };
}

export interface AlertStates {
  readonly histories: readonly AlertHistory[];
  /** Takes the result of the query at one evaluation, and returns the samples of ALERTS and ALERTS_FOR_STATE. */
  step(samples: readonly AlertSample[], time: number): readonly Result[] | PlayFault['fault'];
  /** The query had no value at this evaluation: all stays as it was. */
  skip(): void;
}

const nothing: readonly Result[] = [];

const milliseconds = (duration: AnyDuration | undefined): number => (duration === undefined ? 0 : secondsOf(duration) * 1000);

/** An alerting rule from one evaluation to the next (rules/alerting.go, `Eval`). */
export function alertStates(rule: PlayableRule, limit: number, storage: SeriesStorage, stage: Stage): AlertStates {
  const holds = milliseconds(rule.for);
  const keeps = milliseconds(rule.keepFiringFor);
  const histories = new Map<string, AlertHistory>();
  const active = new Map<string, ActiveAlert>();
  const labelsOf = alertLabels(rule, storage, stage);
  let steps = 0;

  function step(samples: readonly AlertSample[], time: number): readonly Result[] | PlayFault['fault'] {
    if (samples.length === 0 && active.size === 0) return nothing;
    const found = new Map<string, { readonly labels: LabelPairs; readonly sample: AlertSample }>();
    for (const sample of samples) {
      const { key, labels } = labelsOf(sample);
      if (found.has(key)) {
        return { code: 'same-alert-labels', message: `two alerts of ${rule.name} have the same labels, once those of the rule are set` };
      }
      found.set(key, { labels, sample });
    }
    for (const [key, { labels }] of found) {
      if (active.has(key)) continue;
      const history = histories.get(key) ?? { rule, labels, states: [], samples: [] };
      histories.set(key, history);
      active.set(key, { history, key, state: 'pending', activeSince: time, series: {} });
    }
    const alive = [...active.values()].filter((alert) => moves(alert, found.has(alert.key), time));
    if (limit > 0 && alive.length > limit) {
      active.clear();
      return { code: 'limit', message: `${rule.name} has ${alive.length} alerts, and its group allows ${limit}` };
    }
    for (const { history, key, state } of active.values()) {
      history.states[steps] = state;
      history.samples[steps] = found.get(key)?.sample;
      // What was resolved may come again, and is then another alert.
      if (state === 'inactive') active.delete(key);
    }
    return stage.writesAlerts ? alive.flatMap(resultsOf) : nothing;
  }

  /** Whether an alert is pending or firing, after its state was moved on. */
  function moves(alert: ActiveAlert, isFound: boolean, time: number): boolean {
    if (isFound) alert.keptSince = undefined;
    else {
      const keepsFiring = alert.state === 'firing' && keeps > 0 && time - (alert.keptSince ??= time) < keeps;
      if (!keepsFiring) {
        alert.state = 'inactive';
        return false;
      }
    }
    alert.state = time - alert.activeSince >= holds ? 'firing' : 'pending';
    return true;
  }

  function resultsOf({ history: { labels }, state, activeSince, series }: ActiveAlert): readonly Result[] {
    if (state === 'inactive') return [];
    const named = (name: string): LabelPairs =>
      Object.entries(rule.labels).reduce(withoutEmpty(labels), withPair(labels, '__name__', name));
    series[state] ??= seriesIn(storage, withPair(named('ALERTS'), 'alertstate', state));
    series.since ??= seriesIn(storage, named('ALERTS_FOR_STATE'));
    return [
      { series: series[state]!, value: 1 },
      { series: series.since, value: Math.trunc(activeSince / 1000) },
    ];
  }

  return {
    get histories() {
      return [...histories.values()];
    },
    step(samples, time) {
      const results = step(samples, time);
      steps++;
      return results;
    },
    skip() {
      for (const { history, state } of active.values()) history.states[steps] = state;
      steps++;
    },
  };
}

/** A label whose template expands to nothing keeps the text of the template in these series (rules/alerting.go, `sample`). */
const withoutEmpty =
  (labels: LabelPairs) =>
  (pairs: LabelPairs, [name, text]: [string, string]): LabelPairs =>
    text === '' || pairValue(labels, name) !== '' ? pairs : withPair(pairs, name, text);

/** The labels of an alert: those of the query's result without the name, those of the rule, and the alert's name. */
function alertLabels(rule: PlayableRule, storage: SeriesStorage, stage: Stage) {
  const own = Object.entries(rule.labels);
  const isFixed = !own.some(([, text]) => isTemplate(text));
  // The result of a query over several steps has one list of labels for all of them.
  const known = new Map<LabelPairs, { readonly key: string; readonly labels: LabelPairs }>();
  return (sample: AlertSample) => {
    const cached = isFixed ? known.get(sample.labels) : undefined;
    if (cached !== undefined) return cached;
    let labels = withPair(sample.labels, '__name__', '');
    for (const [name, text] of own) labels = withPair(labels, name, expandedText(text, sample, storage, stage));
    labels = withPair(labels, 'alertname', rule.name);
    const made = { key: pairsKey(labels), labels };
    if (isFixed) known.set(sample.labels, made);
    return made;
  };
}
