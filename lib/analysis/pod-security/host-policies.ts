import { valueAt } from '../../kubernetes/access';
import { owners, settings, volumesOf } from './pod';
import { ifAny, isSetTrue, join, namesOf, type Policy, unique, values } from './policy';

export const hostNamespaces: Policy = {
  id: 'hostNamespaces',
  level: 'baseline',
  broken: ({ spec }) =>
    ifAny(
      ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => spec[field] === true),
      (bad) => `it must not set ${bad.join(', ')}`,
    ),
};

export const hostPathVolumes: Policy = {
  id: 'hostPathVolumes',
  level: 'baseline',
  broken: (pod) => {
    const bad = volumesOf(pod).filter((volume) => valueAt(volume, 'hostPath') != null);
    return ifAny(bad, () => `it must not have the hostPath volumes ${namesOf(bad)}`);
  },
};

export const hostPorts: Policy = {
  id: 'hostPorts',
  level: 'baseline',
  broken: ({ containers }) => {
    const ports = containers.flatMap(({ json, name }) =>
      (Array.isArray(json.ports) ? json.ports : []).map((port) => ({ owner: name, isPod: false, value: valueAt(port, 'hostPort') })),
    );
    const bad = ports.filter(({ value }) => value != null && value !== 0);
    return ifAny(bad, () => `${owners(unique(bad))} must not use hostPort ${values(bad)}`);
  },
};

export const hostProbes: Policy = {
  id: 'hostProbesAndHostLifecycle',
  level: 'baseline',
  since: 34,
  broken: ({ containers }) => {
    const handlers = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'];
    const hosts = containers.flatMap(({ json, name }) =>
      handlers.flatMap((handler) =>
        ['httpGet', 'tcpSocket'].map((action) => ({
          owner: name,
          isPod: false,
          value: valueAt(json, ...handler.split('.'), action, 'host'),
        })),
      ),
    );
    const bad = hosts.filter(({ value }) => typeof value === 'string' && value !== '');
    return ifAny(bad, () => `${owners(unique(bad))} must not name a host in probes and lifecycle handlers: ${values(bad)}`);
  },
};

export const hostProcess: Policy = {
  id: 'windowsHostProcess',
  level: 'baseline',
  broken: (pod) =>
    ifAny(
      settings(pod, 'windowsOptions', 'hostProcess').filter(isSetTrue),
      (bad) => `${owners(bad)} must not set windowsOptions.hostProcess: true`,
    ),
};

const restrictedVolumeTypes: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]);

/** What a volume is: one type, or none, and then it is an emptyDir (core/v1/defaults.go, `SetDefaults_Volume`). */
const typesOf = (volume: object): readonly string[] =>
  Object.entries(volume)
    .filter(([field, value]) => field !== 'name' && value != null)
    .map(([field]) => field);

export const restrictedVolumes: Policy = {
  id: 'restrictedVolumes',
  level: 'restricted',
  overrides: 'hostPathVolumes',
  broken: (pod) => {
    const bad = volumesOf(pod).filter((volume) => {
      const types = typesOf(volume);
      return types.length > 0 && !types.some((type) => restrictedVolumeTypes.has(type));
    });
    return ifAny(bad, () => `it must not have volumes of the types ${join(bad.flatMap(typesOf))}: ${namesOf(bad)}`);
  },
};
