import type { RemoteRead, RemoteWrite } from '../../model/remote';
import { authKind, clientTlsKind } from '../../model/shape/auth';
import { type Fields, fields, required } from '../../model/shape/fields';
import { anything, characters, choiceOf, labels, listOf, satisfying, yes } from '../../model/shape/kinds';
import { inside, problem } from '../../model/shape/problem';
import { wholeUrl } from '../../model/shape/references';
import { positiveDuration } from '../../model/shape/units';

/** A header with a secret would stand in plain text. */
const headers = satisfying<Readonly<Record<string, string>>>(labels, (value, at) =>
  Object.keys(value)
    .filter((name) => /authorization|api-?key|token|secret|password|cookie/i.test(name))
    .map((name) => problem(inside(at, name), 'a secret would stand in plain text', 'Use `auth`, which reads it from a Secret.')),
);

const remoteFields: Fields<Omit<RemoteRead, 'readRecent' | 'requiredMatchers'>> = {
  url: required(wholeUrl),
  name: characters,
  auth: authKind,
  tls: clientTlsKind,
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
