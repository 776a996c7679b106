import type { Auth, ClientTls } from '../../model/auth';
import type { RemoteRead, RemoteWrite } from '../../model/remote';
import { type Fields, fields, required } from '../../model/shape/fields';
import { anything, characters, choiceOf, labels, listOf, satisfying, yes } from '../../model/shape/kinds';
import { inside, isNo, type Kind, problem } from '../../model/shape/problem';
import { secretKeyReference, wholeUrl } from '../../model/shape/references';
import { positiveDuration } from '../../model/shape/units';
import { isMapping } from '../../yaml/value';

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

const auth: Kind = (value, at) => {
  if (!isMapping(value))
    return isNo(at, value, 'login', 'Write basicAuth({ username, password }), authorization(...), oauth2({ ... }) or sigv4({ ... }).');
  const problems = choiceOf(...Object.keys(auths))(value.kind, inside(at, 'kind'));
  return problems.length > 0 ? problems : auths[value.kind as Auth['kind']](value, at);
};

const keyOfConfigMap = fields<{ readonly configMap: string; readonly key: string }>('a key of a ConfigMap', {
  configMap: required(characters),
  key: required(characters),
});

const tls = fields<ClientTls>('a mapping of TLS', {
  ca: (value, at) => (isMapping(value) && 'configMap' in value ? keyOfConfigMap : secretKeyReference)(value, at),
  cert: secretKeyReference,
  key: secretKeyReference,
  serverName: characters,
  insecureSkipVerify: yes,
});

/** A header with a secret would stand in plain text. */
const headers = satisfying<Readonly<Record<string, string>>>(labels, (value, at) =>
  Object.keys(value)
    .filter((name) => /authorization|api-?key|token|secret|password|cookie/i.test(name))
    .map((name) => problem(inside(at, name), 'a secret would stand in plain text', 'Use `auth`, which reads it from a Secret.')),
);

const remoteFields: Fields<Omit<RemoteRead, 'readRecent' | 'requiredMatchers'>> = {
  url: required(wholeUrl),
  name: characters,
  auth,
  tls,
  headers,
  remoteTimeout: positiveDuration,
};

export const remoteWriteKind = fields<RemoteWrite>('a remote write', {
  ...remoteFields,
  writeRelabelConfigs: listOf(anything),
  sendExemplars: yes,
  sendNativeHistograms: yes,
  messageVersion: choiceOf('V1.0', 'V2.0'),
  queueConfig: anything,
});

export const remoteReadKind = satisfying<RemoteRead>(
  fields<RemoteRead>('a remote read', { ...remoteFields, readRecent: yes, requiredMatchers: labels }),
  (value, at) =>
    value.auth?.kind === 'sigv4'
      ? [problem(inside(at, 'auth'), 'the Prometheus resource has no signature of AWS for what is read', 'Log in another way.')]
      : [],
);
