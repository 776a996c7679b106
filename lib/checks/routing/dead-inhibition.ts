import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { inhibitionsOf, type ParsedInhibition } from '../../alertmanager/inhibition';
import { type AlertKnowledge, allPossible, knownOf, narrowAll, type Possible, possibleValues } from '../../alertmanager/knowledge';
import { type AlertMatcher, printMatcher } from '../../alertmanager/matcher';
import { labelsOfAlert, type RoutedAlert } from '../../analysis/alert-labels';
import type { CheckInput, RoutingInput } from '../../analysis/check-input';
import { slipIn } from '../../analysis/matcher-slips';
import { allAlerts, type FoundInConfiguration, inKnownConfiguration } from '../../analysis/routing';
import { type AddedMatcher, addedMatcher, isSameMatcher, strategyAdvice } from '../../analysis/routing-origins';
import { check } from '../check';

export const deadInhibition = check('dead-inhibition', {
  finds: 'an inhibition that can never mute an alert, or that mutes every alert of its target',
  severity: 'warning',
  kinds: { label: 'error' },
  run: (input) =>
    inKnownConfiguration<'label'>(input, function* (config, routing) {
      yield* deadInhibitions(config, allAlerts(input), routing);
      if (allAlerts(input).length === 0) yield* slips(config, input);
    }),
});

/** Others may send alerts too: only what is nearly an alert that is here is sure. */
function* slips(config: AlertmanagerConfiguration, input: CheckInput): Iterable<FoundInConfiguration<'label'>> {
  for (const { path, source, target } of inhibitionsOf(config)) {
    for (const matcher of [...source, ...target]) {
      const slip = slipIn(matcher, input);
      if (slip !== undefined) yield { ...(slip.kind === 'label' && { kind: 'label' }), message: slip.message, hint: slip.hint, path };
    }
  }
}

/** Without any alert only the rules themselves are looked at. */
function* deadInhibitions(
  config: AlertmanagerConfiguration,
  alerts: readonly RoutedAlert[],
  routing: RoutingInput,
): Iterable<FoundInConfiguration> {
  const inhibitions = inhibitionsOf(config);
  const names = [
    ...new Set(inhibitions.flatMap(({ source, target, equal }) => [...[...source, ...target].map(({ name }) => name), ...equal])),
  ];
  // Alerts with the same labels, as far as they are asked for, are looked at once.
  const known = [...new Map(alerts.map(labelsOfAlert).map((labels) => [knownOf(labels, names), labels])).values()];
  for (const inhibition of inhibitions) yield* deadSide(inhibition, known, addedMatcher(routing, inhibition.path));
}

const isPossible = (matchers: readonly AlertMatcher[]) => narrowAll(allPossible({ labels: {} }), matchers) !== undefined;
const printed = (matchers: readonly AlertMatcher[]) => matchers.map(printMatcher).join(', ');

function* deadSide(
  { path, source, target, equal }: ParsedInhibition,
  alerts: readonly AlertKnowledge[],
  added: AddedMatcher | undefined,
): Iterable<FoundInConfiguration> {
  for (const [side, matchers] of [
    ['source', source],
    ['target', target],
  ] as const) {
    if (isPossible(matchers)) continue;
    const own = added === undefined ? matchers : matchers.filter((matcher) => !isSameMatcher(matcher, added.matcher));
    const wanted = own.filter(({ name }) => name === added?.matcher.name);
    const advice = added !== undefined && isPossible(own) ? strategyAdvice(added, wanted) : undefined;
    yield {
      message: `no alert can match the ${side} ${advice === undefined ? printed(matchers) : `${printed(wanted)}: ${advice.because}`}`,
      hint: advice?.hint ?? 'use one matcher with =~ and alternatives',
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
  const of = (matchers: readonly AlertMatcher[]) =>
    alerts.map((alert) => narrowAll(allPossible(alert), matchers)).filter((possible) => possible !== undefined);
  const sources = of(source);
  const targets = of(target);
  for (const [side, matchers, matching] of [
    ['source', source, sources],
    ['target', target, targets],
  ] as const) {
    if (matching.length > 0) continue;
    yield {
      message: `no alert has the labels of the ${side}, ${printed(matchers)}`,
      hint: 'correct the matchers, or remove the inhibition',
      path,
    };
    return;
  }
  yield* deadEqual(path, equal, sources, targets);
}

/** Labels that source and target must share, but cannot. */
function* deadEqual(
  path: string,
  equal: readonly string[],
  sources: readonly Possible[],
  targets: readonly Possible[],
): Iterable<FoundInConfiguration> {
  const apart = equal.filter((label) => !sources.some((source) => targets.some((target) => mayAgree(source, target, label))));
  if (apart.length > 0) {
    yield {
      message: `source and target never have the same ${apart.join(', ')}`,
      hint: 'remove the label from equal, or give it to both alerts',
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
  const [a, b] = [possibleValues(source, label), possibleValues(target, label)];
  return a === undefined || b === undefined || a.some((value) => b.includes(value));
}

const isAbsent = (possible: Possible, label: string) => possibleValues(possible, label)?.every((value) => value === '') === true;

function sameSet(a: readonly AlertMatcher[], b: readonly AlertMatcher[]): boolean {
  const [left, right] = [a, b].map((matchers) => [...new Set(matchers.map(printMatcher))].sort().join());
  return left === right;
}
