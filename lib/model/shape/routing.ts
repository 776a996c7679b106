import { inWords } from '../../text/list';
import { nearest } from '../../text/nearest';
import type { RouteMatcher } from '../matchers';
import { type Inhibition, type Route, type Routing, receiversIn, timeIntervalsIn } from '../routing';
import { fields, required } from './fields';
import { characters, choiceOf, lazily, listOf, right, satisfying, textLike, twice, yes } from './kinds';
import { inside, type Kind, type OptionProblem, problem } from './problem';
import { receiverKind } from './receiver';
import { timeIntervalKind } from './time-interval';
import { duration, positiveDuration } from './units';

const matchers = listOf(
  fields<RouteMatcher>('a matcher', {
    name: required(textLike('name of a label', /./, 'Write the label in quotes.')),
    value: required(characters),
    matchType: choiceOf('=', '!=', '=~', '!~'),
  }),
);

const inhibition = fields<Inhibition>('an inhibition', {
  sourceMatch: required(matchers),
  targetMatch: required(matchers),
  equal: listOf(characters),
});

const route: Kind = lazily(() => routeKind);

const routeKind = fields<Route>('a route', {
  receiver: required((value, at) => (typeof value === 'string' ? right : receiverKind(value, at))),
  groupBy: listOf(characters),
  groupWait: duration,
  groupInterval: positiveDuration,
  repeatInterval: positiveDuration,
  matchers,
  continue: yes,
  muteTimeIntervals: listOf(timeIntervalKind),
  activeTimeIntervals: listOf(timeIntervalKind),
  routes: listOf(route),
});

const shape = fields<Routing>('a routing', {
  route: required(route),
  receivers: listOf(receiverKind),
  inhibitRules: listOf(inhibition),
  templates: listOf(textLike('path of a file of templates', /./, "Write a path in quotes, such as 'messages/shop.tmpl'.")),
});

export const routingKind = satisfying<Routing>(shape, (routing, at) => {
  const receivers = receiversIn(routing);
  const names = receivers.map(({ name }) => name);
  const intervals = timeIntervalsIn(routing).map(({ name }) => name);
  return [
    ...twice(names, inside(at, 'receivers'), 'receivers', 'Give one of the two another name, or use one receiver in both places.'),
    ...twice(intervals, inside(at, 'route'), 'time intervals', 'Give one of the two another name, or use one value in both places.'),
    ...unknownReceivers(routing.route, inside(at, 'route'), new Set(names)),
  ];
});

function unknownReceivers({ receiver: wanted, routes = [] }: Route, at: string, names: ReadonlySet<string>): readonly OptionProblem[] {
  const below = routes.flatMap((child, index) => unknownReceivers(child, inside(inside(at, 'routes'), index), names));
  if (typeof wanted !== 'string' || names.has(wanted)) return below;
  const near = nearest(wanted, names);
  const known =
    names.size === 0 ? 'There is no receiver yet: write the receiver itself here.' : `The receivers are ${inWords([...names])}.`;
  return [
    problem(inside(at, 'receiver'), `there is no receiver ${wanted}`, near === undefined ? known : `Did you mean ${near}?`),
    ...below,
  ];
}
