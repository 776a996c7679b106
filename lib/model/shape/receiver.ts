import { schemaOf } from '../../kubernetes/schema/crds';
import { validate } from '../../kubernetes/schema/schema';
import { type Schema, schemaOfField } from '../../kubernetes/schema/schema-type';
import { isMapping } from '../../yaml/value';
import type { Receiver } from '../receivers/receiver';
import { type Fields, fields, required } from './fields';
import { furtherSchemas } from './further-channels';
import { lazily, listOf, right, satisfying, textLike } from './kinds';
import { inside, isNo, type Kind, type OptionProblem, problem } from './problem';
import { secretKeyReference } from './references';

/** A channel's settings: where a secret belongs, nothing is shown of what is there; else they are what the custom resource takes. */
const settings =
  (schema: Schema): Kind =>
  (value, at) => {
    const secrets = wrongSecrets(value, schema, at);
    if (secrets.length > 0) return secrets;
    return validate(withReferences(value), schema).map(({ path, message, hint }) => problem(path.reduce(inside, at), message, hint));
  };

function wrongSecrets(value: unknown, schema: Schema, at: string): readonly OptionProblem[] {
  if (isSecretKey(schema)) return value === undefined ? right : secretKeyReference(value, at);
  if (Array.isArray(value)) return value.flatMap((element, index) => wrongSecrets(element, schema.items ?? {}, inside(at, index)));
  if (!isMapping(value)) return right;
  return Object.entries(value).flatMap(([option, inner]) => wrongSecrets(inner, schemaFor(schema, option, inner), inside(at, option)));
}

/** A user name or an id is no secret, and may be a text too: where a backend cannot write it, it says so. */
const schemaFor = (schema: Schema, option: string, value: unknown): Schema =>
  isPlainName(option, value) ? {} : (schemaOfField(schema, option) ?? {});

const isPlainName = (option: string, value: unknown): boolean =>
  (option === 'username' || option === 'clientId') && typeof value === 'string' && value !== '';

/** The schema of a reference to a key of a Secret: what the CRDs call a SecretKeySelector. */
const isSecretKey = ({ properties }: Schema): boolean =>
  properties !== undefined && 'key' in properties && 'name' in properties && 'optional' in properties;

/** Settings with a reference in the place of a user name or an id that is a text, for the schema of the custom resource. */
function withReferences(value: unknown): unknown {
  if (!isMapping(value) || !isMapping(value.httpConfig)) return value;
  const { basicAuth, oauth2 } = value.httpConfig;
  const named = { name: 'a', key: 'a' };
  const put = (login: unknown, option: string, reference: object) =>
    isMapping(login) && isPlainName(option, login[option]) ? { ...login, [option]: reference } : login;
  const logins = { basicAuth: put(basicAuth, 'username', named), oauth2: put(oauth2, 'clientId', { secret: named }) };
  return { ...value, httpConfig: { ...value.httpConfig, ...logins } };
}

/** The schemas of all channels, by the names of their lists: those of the custom resource, and what Alertmanager has besides. */
function channelSchemas(): Readonly<Record<string, Schema>> {
  const schema = schemaOf({ apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig' })!;
  const { name: _, ...lists } = schema.properties!.spec!.properties!.receivers!.items!.properties!;
  const known = Object.fromEntries(Object.entries(lists).map(([kind, list]) => [kind, list.items!]));
  return { ...known, ...furtherSchemas(known.webhookConfigs!.properties!.httpConfig!) };
}

const slackChannel = textLike('channel of Slack', /^(?:[#@].|[CDGU][A-Z0-9]{6,}$|.*\{\{)/s, 'Write #channel, or @person.');

function makeReceiverKind(): Kind {
  const channels = Object.entries(channelSchemas()).map(([kind, schema]) => [kind, listOf(settings(schema))] as const);
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

let made: Kind | undefined;

/** A receiver: the kinds of its channels are the fields of the custom resource, and what Alertmanager has besides. */
export const receiverKind = lazily(() => (made ??= makeReceiverKind()));
