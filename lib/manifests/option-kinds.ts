import type { DnsConfig, HostAlias } from '../../imports/monitoring.coreos.com/pod';
import { subdomain } from '../kubernetes/names';
import type { SecretKey } from '../model/secret-key';
import { type Fields, fields, required } from '../model/shape/fields';
import {
  anything,
  characters,
  choiceOf,
  filledListOf,
  kubernetesLabels,
  labels,
  listOf,
  mapOf,
  named,
  right,
  satisfying,
  textLike,
  wholeNumber,
  yes,
} from '../model/shape/kinds';
import { inside, isNo, type Kind, problem } from '../model/shape/problem';
import { imageReference, secretKeyReference } from '../model/shape/references';
import { duration, size } from '../model/shape/units';
import { inWords } from '../text/list';
import { isMapping } from '../yaml/value';
import type { Connection } from './context';
import { volumeSources } from './mounted-volumes';
import type { NetworkOptions } from './network';
import type { Amounts, PodOptions, ProgramOptions, Replicated, Resources } from './program-options';
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

/** Something of the cluster by its name, or a construct. */
const nameOrConstruct =
  (what: string): Kind =>
  (value, at) =>
    named(what, subdomain)(isMapping(value) && typeof value.name === 'string' ? value.name : value, at);

export const pullSecrets = listOf(nameOrConstruct('name of a Secret'));

const hostAlias = fields<HostAlias>('an alias of a host', { ip: required(characters), hostnames: required(filledListOf(characters)) });

const pod = fields<PodOptions>('a pod', {
  nodeSelector: kubernetesLabels,
  tolerations: listOf(anything),
  affinity: anything,
  topologySpreadConstraints: listOf(anything),
  priorityClassName: characters,
  imagePullSecrets: pullSecrets,
  labels: kubernetesLabels,
  annotations: labels,
  hostAliases: listOf(hostAlias),
  dnsConfig: fields<DnsConfig>('a mapping of DNS', {
    nameservers: listOf(characters),
    searches: listOf(characters),
    options: listOf(anything),
  }),
  terminationGracePeriod: duration,
});

/** A container in the words of Kubernetes, which the API server judges. */
const containerKind: Kind = (value, at) =>
  isMapping(value) && typeof value.name === 'string'
    ? value.image === undefined || typeof value.image === 'string'
      ? right
      : imageReference(value.image, inside(at, 'image'))
    : isNo(at, value, 'container', 'Write it as a pod has it: { name, image }.');

type AnyMount = { readonly path: string; readonly subPath?: string; readonly writable?: true } & {
  readonly [S in (typeof volumeSources)[number]]?: unknown;
};

/** A path, and one source. */
const mountedVolume = satisfying<AnyMount>(
  fields<AnyMount>('a volume', {
    path: required(textLike('path', /^\//, 'Write a path that begins with a slash.')),
    subPath: characters,
    writable: yes,
    secret: nameOrConstruct('name of a Secret'),
    configMap: nameOrConstruct('name of a ConfigMap'),
    claim: nameOrConstruct('name of a claim'),
    emptyDir: size,
    volume: anything,
  }),
  (value, at) => {
    const said = volumeSources.filter((source) => value[source] !== undefined);
    if (said.length === 1) return right;
    const what = said.length === 0 ? 'the volume has no source' : `the volume has ${said.length} sources: ${inWords(said)}`;
    return [problem(at, what, `Write one of ${inWords(volumeSources)}.`)];
  },
);

export const logLevel = choiceOf('debug', 'info', 'warn', 'error');

/** The kind of each option of programs that may run several times. */
export const replicatedFields: Fields<Replicated> = {
  replicas: wholeNumber(1),
  podDisruptionBudget: offOr(
    fields<Exclude<NonNullable<Replicated['podDisruptionBudget']>, 'off'>>('a budget', {
      minAvailable: required((value, at) =>
        (Number.isInteger(value) && Number(value) > 0) || (typeof value === 'string' && /^([1-9]\d?|100)%$/.test(value))
          ? right
          : isNo(at, value, 'number of pods', 'Write a whole number, 1 or more, or a text such as 50%.'),
      ),
    }),
  ),
};

export const resourcesKind = fields<Resources>('a mapping of resources', { requests: amounts, limits: offOr(amounts) });

/** The kind of each option that every program has. */
export const programFields: Fields<ProgramOptions> = {
  image: imageReference,
  resources: resourcesKind,
  args: listOf(characters),
  env: mapOf(environment),
  volumes: listOf(mountedVolume),
  containers: listOf(containerKind),
  initContainers: listOf(containerKind),
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
  {
    kind: required(choiceOf('volume', 'claim', 'ephemeral')),
    size: required(size),
    options: required(volumeOptions),
    claim: nameOrConstruct('name of a claim'),
    medium: choiceOf('memory'),
  },
  "volume('20Gi'), claim('name', { size }) or ephemeral('20Gi')",
);

const peer: Kind = (value, at) =>
  typeof value === 'string' || (isMapping(value) && typeof value.kind === 'string')
    ? right
    : isNo(at, value, 'end of a connection', "Write the name of a component, or { kind: 'pods', namespace, labels }.");

const ports = listOf(wholeNumber(1));

const connection = fields<Connection>('a connection', {
  from: required(peer),
  to: required(peer),
  ports: required(ports),
  udpPorts: ports,
});

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
