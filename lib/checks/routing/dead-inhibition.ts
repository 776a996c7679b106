import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { type Inhibition, inhibitionsOf } from '../../alertmanager/inhibition';
import { everything, knownOf, type LabelKnowledge, narrowAll, type Possible, valuesOf } from '../../alertmanager/knowledge';
import { type Matcher, printMatcher } from '../../alertmanager/matcher';
import { type Judgement, labelsOf, type RoutedAlert } from '../../analysis/routing-context';

/** An inhibition that can never silence anything. `alerts` are all that Alertmanager gets; without any, only the rule is judged. */
export function* judgeDeadInhibition(config: AlertmanagerConfiguration, alerts: readonly RoutedAlert[]): Generator<Judgement> {
  const inhibitions = inhibitionsOf(config);
  const names = [
    ...new Set(inhibitions.flatMap(({ source, target, equal }) => [...[...source, ...target].map(({ name }) => name), ...equal])),
  ];
  // Alerts with the same labels, as far as they are asked for, are judged once.
  const known = [...new Map(alerts.map(labelsOf).map((labels) => [knownOf(labels, names), labels])).values()];
  for (const inhibition of inhibitions) yield* judge(inhibition, known);
}

const printed = (matchers: readonly Matcher[]) => matchers.map(printMatcher).join(', ');

function* judge({ path, source, target, equal }: Inhibition, alerts: readonly LabelKnowledge[]): Generator<Judgement> {
  for (const [side, matchers] of [
    ['source', source],
    ['target', target],
  ] as const) {
    if (narrowAll(everything({ labels: {} }), matchers) !== undefined) continue;
    yield {
      message: `no alert can match the ${side} ${printed(matchers)}`,
      hint: 'use one matcher with =~ and alternatives',
      path,
    };
    return;
  }
  if (sameSet(source, target)) {
    yield {
      message: `source and target are the same, ${printed(source)}: an alert that matches both is not silenced by another that does`,
      hint: 'let the source match the more severe alerts alone',
      path,
    };
    return;
  }
  if (alerts.length === 0) return;
  const of = (matchers: readonly Matcher[]) =>
    alerts.map((alert) => narrowAll(everything(alert), matchers)).filter((possible) => possible !== undefined);
  const sources = of(source);
  const targets = of(target);
  for (const [side, matchers, matching] of [
    ['source', source, sources],
    ['target', target, targets],
  ] as const) {
    if (matching.length > 0) continue;
    yield {
      message: `no alert has the labels of the ${side}, ${printed(matchers)}`,
      hint: 'correct the matchers, or take the inhibition out',
      path,
    };
    return;
  }
  yield* judgeEqual(path, equal, sources, targets);
}

/** Labels that source and target must share, but cannot. */
function* judgeEqual(
  path: string,
  equal: readonly string[],
  sources: readonly Possible[],
  targets: readonly Possible[],
): Generator<Judgement> {
  const apart = equal.filter((label) => !sources.some((source) => targets.some((target) => mayAgree(source, target, label))));
  if (apart.length > 0) {
    yield {
      message: `source and target never have the same ${apart.join(', ')}`,
      hint: 'take the label out of equal, or give it to both alerts',
      path: `${path}.equal`,
    };
    return;
  }
  const absent = equal.filter((label) => [...sources, ...targets].every((possible) => isAbsent(possible, label)));
  if (absent.length > 0) {
    yield {
      message: `neither source nor target has ${absent.join(', ')}, so that every source silences every target`,
      hint: 'two alerts that lack a label agree in it: name labels that the alerts have',
      path: `${path}.equal`,
    };
  }
}

function mayAgree(source: Possible, target: Possible, label: string): boolean {
  const [a, b] = [valuesOf(source, label), valuesOf(target, label)];
  return a === undefined || b === undefined || a.some((value) => b.includes(value));
}

const isAbsent = (possible: Possible, label: string) => valuesOf(possible, label)?.every((value) => value === '') === true;

function sameSet(a: readonly Matcher[], b: readonly Matcher[]): boolean {
  const [left, right] = [a, b].map((matchers) => [...new Set(matchers.map(printMatcher))].sort().join());
  return left === right;
}
