import { isMapping } from '../../yaml/value';
import type { Auth, ClientTls } from '../auth';
import { fields, required } from './fields';
import { anything, characters, choiceOf, labels, listOf, yes } from './kinds';
import { inside, isNo, type Kind } from './problem';
import { secretKeyReference, wholeUrl } from './references';

type AuthOf<K extends Auth['kind']> = Extract<Auth, { readonly kind: K }>;

const kindOf = required(anything);
const auths: Readonly<Record<Auth['kind'], Kind>> = {
  basic: fields<AuthOf<'basic'>>('a login', {
    kind: kindOf,
    username: required(secretKeyReference),
    password: required(secretKeyReference),
  }),
  authorization: fields<AuthOf<'authorization'>>('a login', {
    kind: kindOf,
    credentials: required(secretKeyReference),
    type: required(characters),
  }),
  oauth2: fields<AuthOf<'oauth2'>>('a login', {
    kind: kindOf,
    clientId: required(secretKeyReference),
    clientSecret: required(secretKeyReference),
    tokenUrl: required(wholeUrl),
    scopes: listOf(characters),
    endpointParams: labels,
  }),
  sigv4: fields<AuthOf<'sigv4'>>('a login', {
    kind: kindOf,
    region: required(characters),
    roleArn: characters,
    accessKey: secretKeyReference,
    secretKey: secretKeyReference,
  }),
};

/** How a program logs in elsewhere. */
export const authKind: Kind = (value, at) => {
  if (!isMapping(value))
    return isNo(at, value, 'login', 'Write basicAuth({ username, password }), authorization(...), oauth2({ ... }) or sigv4({ ... }).');
  const problems = choiceOf(...Object.keys(auths))(value.kind, inside(at, 'kind'));
  return problems.length > 0 ? problems : auths[value.kind as Auth['kind']](value, at);
};

const keyOfConfigMap = fields<{ readonly configMap: string; readonly key: string }>('a key of a ConfigMap', {
  configMap: required(characters),
  key: required(characters),
});

export const clientTlsKind = fields<ClientTls>('a mapping of TLS', {
  ca: (value, at) => (isMapping(value) && 'configMap' in value ? keyOfConfigMap : secretKeyReference)(value, at),
  cert: secretKeyReference,
  key: secretKeyReference,
  serverName: characters,
  insecureSkipVerify: yes,
});
