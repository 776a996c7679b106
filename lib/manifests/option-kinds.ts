import type { SecretKey } from '../model/secret-key';
import { type Fields, fields, required } from '../model/shape/fields';
import { anything, characters, choiceOf, kubernetesLabels, labels, listOf, mapOf, right, wholeNumber } from '../model/shape/kinds';
import { isNo, type Kind } from '../model/shape/problem';
import { imageReference, secretKeyReference } from '../model/shape/references';
import { duration, size } from '../model/shape/units';
import { isMapping } from '../yaml/value';
import type { Connection } from './context';
import type { NetworkOptions } from './network';
import type { Amounts, PodOptions, ProgramOptions, Resources } from './program-options';
import type { Storage, VolumeOptions } from './storage';

const cores: Kind = (value, at) => {
  const isNumber = typeof value === 'number' && Number.isFinite(value) && value > 0;
  const isText = typeof value === 'string' && /^\d+m$/.test(value);
  const isCpu = isMapping(value) && typeof value.amount === 'string';
  return isNumber || isText || isCpu ? right : isNo(at, value, 'number of cores', 'Write a number such as 0.5, or a text such as 500m.');
};

const amounts = fields<Amounts>('a mapping of resources', { cpu: cores, memory: size, ephemeralStorage: size });

/** `off`, or what the kind takes. */
export const offOr =
  (kind: Kind): Kind =>
  (value, at) =>
    value === 'off' ? right : kind(value, at);

const environment: Kind = (value, at) => {
  if (typeof value === 'string' || (isMapping(value) && ('field' in value || 'configMap' in value || 'secret' in value))) return right;
  const hint = "Write a text, secretKey('name', 'key'), { configMap, key } or { field }.";
  return isMapping(value)
    ? secretKeyReference(value satisfies Partial<Record<keyof SecretKey, unknown>>, at)
    : isNo(at, value, 'value of a variable', hint);
};

const pod = fields<PodOptions>('a pod', {
  nodeSelector: kubernetesLabels,
  tolerations: listOf(anything),
  affinity: anything,
  topologySpreadConstraints: listOf(anything),
  priorityClassName: characters,
  imagePullSecrets: listOf(anything),
  labels: kubernetesLabels,
  annotations: labels,
  terminationGracePeriod: duration,
});

/** The kind of each option that every program has. */
export const programFields: Fields<ProgramOptions> = {
  image: imageReference,
  resources: fields<Resources>('a mapping of resources', { requests: amounts, limits: offOr(amounts) }),
  args: listOf(characters),
  env: mapOf(environment),
  pod,
  labels: kubernetesLabels,
  annotations: labels,
};

const volumeOptions = fields<VolumeOptions>('a volume', {
  storageClass: characters,
  accessModes: listOf(characters),
  labels: kubernetesLabels,
});

export const storageKind = fields<Storage>(
  'a storage',
  { kind: required(choiceOf('volume', 'ephemeral')), size: required(size), options: required(volumeOptions) },
  "volume('20Gi') or ephemeral('20Gi')",
);

const peer: Kind = (value, at) =>
  typeof value === 'string' || (isMapping(value) && typeof value.kind === 'string')
    ? right
    : isNo(at, value, 'end of a connection', "Write the name of a component, or { kind: 'pods', namespace, labels }.");

const ports = listOf(wholeNumber(1));

const connection = fields<Connection>('a connection', { from: required(peer), to: required(peer), ports: required(ports) });

export const networkKind = offOr(
  fields<NetworkOptions>(
    'a network',
    {
      allow: listOf(connection),
      apiServer: fields<NonNullable<NetworkOptions['apiServer']>>('an API server', { ports: required(ports), cidr: characters }),
    },
    "'off', or { allow, apiServer }",
  ),
);
