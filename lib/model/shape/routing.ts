import { schemaOf } from '../../kubernetes/schema/crds';
import { validate } from '../../kubernetes/schema/schema';
import { type Schema, schemaOfField } from '../../kubernetes/schema/schema-type';
import { inWords } from '../../text/list';
import { nearest } from '../../text/nearest';
import { isMapping } from '../../yaml/value';
import { type Inhibition, type Receiver, type Route, type RouteMatcher, type Routing, receiversIn } from '../routing';
import { type Fields, fields, required } from './fields';
import { characters, choiceOf, lazily, listOf, right, satisfying, textLike, twice, yes } from './kinds';
import { inside, isNo, type Kind, type OptionProblem, problem } from './problem';
import { secretKeyReference } from './references';
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

/** A channel's settings: where a secret belongs, nothing is shown of what is there; else they are what the custom resource takes. */
const settings =
  (schema: Schema): Kind =>
  (value, at) => {
    const secrets = wrongSecrets(value, schema, at);
    if (secrets.length > 0) return secrets;
    return validate(value, schema).map(({ path, message, hint }) => problem(path.reduce(inside, at), message, hint));
  };

function wrongSecrets(value: unknown, schema: Schema, at: string): readonly OptionProblem[] {
  if (isSecretKey(schema)) return value === undefined ? right : secretKeyReference(value, at);
  if (Array.isArray(value)) return value.flatMap((element, index) => wrongSecrets(element, schema.items ?? {}, inside(at, index)));
  if (!isMapping(value)) return right;
  return Object.entries(value).flatMap(([option, inner]) => wrongSecrets(inner, schemaOfField(schema, option) ?? {}, inside(at, option)));
}

/** The schema of a reference to a key of a Secret: what the CRDs call a SecretKeySelector. */
const isSecretKey = ({ properties }: Schema): boolean =>
  properties !== undefined && 'key' in properties && 'name' in properties && 'optional' in properties;

const slackChannel = textLike('channel of Slack', /^(?:[#@].|[CDGU][A-Z0-9]{6,}$|.*\{\{)/s, 'Write #channel, or @person.');

/** The kinds of channels are the fields of the custom resource. */
function receiverKind(): Kind {
  const schema = schemaOf({ apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig' })!;
  const { name: _, ...kinds } = schema.properties!.spec!.properties!.receivers!.items!.properties!;
  const channels = Object.entries(kinds).map(([kind, list]) => [kind, listOf(settings(list.items!))] as const);
  const named = { name: required(textLike('name', /./, 'Write a name in quotes.')) };
  const table = { ...named, ...Object.fromEntries(channels) } as unknown as Fields<Receiver>;
  const receiver = fields<Receiver>('a receiver', table, "receiver('name', ...)");
  return satisfying<Receiver>(withChannels(receiver), ({ slackConfigs = [] }, at) =>
    slackConfigs.flatMap(({ channel }, index) =>
      channel === undefined ? right : slackChannel(channel, inside(inside(inside(at, 'slackConfigs'), index), 'channel')),
    ),
  );
}

/** What was given to `receiver()` and is no channel. */
const withChannels =
  (kind: Kind): Kind =>
  (value, at) => {
    if (!isMapping(value)) return kind(value, at);
    const strangers = Object.keys(value).filter((key) => /^channel \d+$/.test(key));
    const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !strangers.includes(key)));
    const hint = 'Write slack(...), webhook(...), or channels in the words of an AlertmanagerConfig.';
    return [
      ...strangers.flatMap((key) => isNo(inside(at, key), (value[key] as readonly unknown[])[0], 'channel', hint)),
      ...kind(rest, at),
    ];
  };

let madeReceiverKind: Kind | undefined;
const receiver = lazily(() => (madeReceiverKind ??= receiverKind()));

const route: Kind = lazily(() => routeKind);

const routeKind = fields<Route>('a route', {
  receiver: required((value, at) => (typeof value === 'string' ? right : receiver(value, at))),
  groupBy: listOf(characters),
  groupWait: duration,
  groupInterval: positiveDuration,
  repeatInterval: positiveDuration,
  matchers,
  continue: yes,
  routes: listOf(route),
});

const shape = fields<Routing>('a routing', { route: required(route), receivers: listOf(receiver), inhibitRules: listOf(inhibition) });

export const routingKind = satisfying<Routing>(shape, (routing, at) => {
  const receivers = receiversIn(routing);
  const names = receivers.map(({ name }) => name);
  return [
    ...twice(names, inside(at, 'receivers'), 'receivers', 'Give one of the two another name, or use one receiver in both places.'),
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
