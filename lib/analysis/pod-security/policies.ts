import { textAt, valueAt } from '../../kubernetes/access';
import { containerSettings, type JudgedPod, owners, podSetting, type Setting, settings, textsIn, volumesOf } from './pod';

/**
 * A rule of the Pod Security Standards, as the API server's admission applies it (k8s.io/pod-security-admission v0.36,
 * policy/check_*.go).
 */
export interface Policy {
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** The minor version of Kubernetes 1 that has it. @default - all */
  readonly since?: number;
  /** The policy of the baseline that it takes the place of. */
  readonly overrides?: string;
  /** What the pod must or must not do; undefined where it keeps the rule as it is in the given minor version. */
  readonly broken: (pod: JudgedPod, version: number) => string | undefined;
}

const join = (values: Iterable<string>): string => [...new Set(values)].sort().join(', ');

/** `f` of all that is bad; undefined where nothing is. */
const ifAny = <T>(bad: readonly T[], f: (bad: readonly T[]) => string): string | undefined => (bad.length === 0 ? undefined : f(bad));

const namesOf = (volumes: readonly object[]): string => join(volumes.map((volume) => textAt(volume, 'name') ?? ''));

const isSet = ({ value }: Setting): boolean => value !== undefined;
const isTrue = ({ value }: Setting): boolean => value === true;

const hostNamespaces: Policy = {
  id: 'hostNamespaces',
  level: 'baseline',
  broken: ({ spec }) =>
    ifAny(
      ['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => spec[field] === true),
      (bad) => `it must not set ${bad.join(', ')}`,
    ),
};

const hostPathVolumes: Policy = {
  id: 'hostPathVolumes',
  level: 'baseline',
  broken: (pod) => {
    const bad = volumesOf(pod).filter((volume) => valueAt(volume, 'hostPath') != null);
    return ifAny(bad, () => `it must not have the hostPath volumes ${namesOf(bad)}`);
  },
};

const hostPorts: Policy = {
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

const values = (bad: readonly Setting[]): string => join(bad.map(({ value }) => String(value)));

/** One setting of each container. */
const unique = (bad: readonly Setting[]): readonly Setting[] => [...new Map(bad.map((each) => [each.owner, each])).values()];

const privileged: Policy = {
  id: 'privileged',
  level: 'baseline',
  broken: (pod) => ifAny(containerSettings(pod, 'privileged').filter(isTrue), (bad) => `${owners(bad)} must not set privileged: true`),
};

const defaultCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
]);

function addedCapabilities(pod: JudgedPod, allowed: (capability: string) => boolean): string | undefined {
  const bad = containerSettings(pod, 'capabilities', 'add').flatMap((each) => {
    const added = textsIn(each.value).filter((capability) => !allowed(capability));
    return added.length === 0 ? [] : [{ ...each, added }];
  });
  return ifAny(bad, () => `${owners(bad)} must not add the capabilities ${join(bad.flatMap(({ added }) => added))}`);
}

const capabilitiesBaseline: Policy = {
  id: 'capabilities_baseline',
  level: 'baseline',
  broken: (pod) => addedCapabilities(pod, (capability) => defaultCapabilities.has(capability)),
};

const capabilitiesRestricted: Policy = {
  id: 'capabilities_restricted',
  level: 'restricted',
  since: 22,
  overrides: 'capabilities_baseline',
  broken: (pod, version) => {
    if (pod.isWindows && version >= 25) return undefined;
    const undropped = containerSettings(pod, 'capabilities', 'drop').filter(({ value }) => !textsIn(value).includes('ALL'));
    const added = addedCapabilities(pod, (capability) => capability === 'NET_BIND_SERVICE');
    return [ifAny(undropped, (bad) => `${owners(bad)} must set capabilities.drop: [ALL]`), added].filter(Boolean).join(', ') || undefined;
  },
};

const hostProbes: Policy = {
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

function unmaskedProc(pod: JudgedPod): string | undefined {
  const bad = containerSettings(pod, 'procMount').filter(({ value }) => value !== undefined && value !== 'Default');
  return ifAny(bad, () => `${owners(bad)} must not set procMount: ${values(bad)}`);
}

const procMount: Policy = {
  id: 'procMount',
  level: 'baseline',
  broken: (pod, version) => (version >= 35 && pod.hasUserNamespace ? undefined : unmaskedProc(pod)),
};

const procMountRestricted: Policy = {
  id: 'procMount_restricted',
  level: 'restricted',
  since: 35,
  overrides: 'procMount',
  broken: unmaskedProc,
};

/** Settings of a profile that is neither that of the runtime nor one of the node. */
function wrongProfiles(pod: JudgedPod, field: string): readonly (Setting & { readonly type: string })[] {
  return settings(pod, field)
    .filter(isSet)
    .map((each) => ({ ...each, type: textAt(each.value, 'type') ?? '' }))
    .filter(({ type }) => type !== 'RuntimeDefault' && type !== 'Localhost');
}

const isNodeProfile = (value: string): boolean => value.startsWith('localhost/');

const appArmor: Policy = {
  id: 'appArmorProfile',
  level: 'baseline',
  broken: (pod) => {
    const bad = wrongProfiles(pod, 'appArmorProfile');
    const annotations = Object.entries(pod.annotations).filter(
      ([key, value]) =>
        key.startsWith('container.apparmor.security.beta.kubernetes.io/') &&
        value !== '' &&
        value !== 'runtime/default' &&
        !isNodeProfile(value),
    );
    const parts = [
      ...(bad.length > 0 ? [`${owners(bad)} must not set appArmorProfile.type: ${join(bad.map(({ type }) => type))}`] : []),
      ...annotations.map(([key, value]) => `it must not have the annotation ${key}: ${value}`),
    ];
    return parts.join(', ') || undefined;
  },
};

const isSeccompAnnotation = (value: string): boolean => value === 'runtime/default' || value === 'docker/default' || isNodeProfile(value);

function wrongSeccomp(pod: JudgedPod): string | undefined {
  const bad = wrongProfiles(pod, 'seccompProfile');
  return ifAny(bad, () => `${owners(bad)} must not set seccompProfile.type: ${join(bad.map(({ type }) => type))}`);
}

const seccompBaseline: Policy = {
  id: 'seccompProfile_baseline',
  level: 'baseline',
  broken: (pod, version) => {
    if (version >= 19) return wrongSeccomp(pod);
    const ofContainers = pod.containers.map(({ name }) => `container.seccomp.security.alpha.kubernetes.io/${name}`);
    const keys = ['seccomp.security.alpha.kubernetes.io/pod', ...ofContainers];
    const bad = keys.filter((key) => key in pod.annotations && !isSeccompAnnotation(pod.annotations[key]!));
    return ifAny(bad, () => `it must not have the annotations ${join(bad.map((key) => `${key}: ${pod.annotations[key]}`))}`);
  },
};

const seccompRestricted: Policy = {
  id: 'seccompProfile_restricted',
  level: 'restricted',
  since: 19,
  overrides: 'seccompProfile_baseline',
  broken: (pod, version) => {
    if (pod.isWindows && version >= 25) return undefined;
    const wrong = wrongSeccomp(pod);
    if (wrong !== undefined || podSetting(pod, 'seccompProfile') !== undefined) return wrong;
    const unset = containerSettings(pod, 'seccompProfile').filter((each) => !isSet(each));
    return ifAny(unset, () => `the pod or ${owners(unset)} must set seccompProfile.type: RuntimeDefault or Localhost`);
  },
};

const seLinux: Policy = {
  id: 'seLinuxOptions',
  level: 'baseline',
  broken: (pod, version) => {
    const allowed = ['', 'container_t', 'container_init_t', 'container_kvm_t', ...(version >= 31 ? ['container_engine_t'] : [])];
    const bad = settings(pod, 'seLinuxOptions')
      .filter(isSet)
      .flatMap((each) => {
        const [type, user, role] = ['type', 'user', 'role'].map((field) => textAt(each.value, field) ?? '') as [string, string, string];
        const wrong = [allowed.includes(type) ? '' : `type: ${type}`, user && `user: ${user}`, role && `role: ${role}`].filter(Boolean);
        return wrong.length === 0 ? [] : [{ ...each, wrong }];
      });
    return ifAny(bad, () => `${owners(bad)} must not set seLinuxOptions ${join(bad.flatMap(({ wrong }) => wrong))}`);
  },
};

const safeSysctls: readonly (readonly [since: number, name: string])[] = [
  [0, 'kernel.shm_rmid_forced'],
  [0, 'net.ipv4.ip_local_port_range'],
  [0, 'net.ipv4.tcp_syncookies'],
  [0, 'net.ipv4.ping_group_range'],
  [0, 'net.ipv4.ip_unprivileged_port_start'],
  [27, 'net.ipv4.ip_local_reserved_ports'],
  [29, 'net.ipv4.tcp_keepalive_time'],
  [29, 'net.ipv4.tcp_fin_timeout'],
  [29, 'net.ipv4.tcp_keepalive_intvl'],
  [29, 'net.ipv4.tcp_keepalive_probes'],
  [32, 'net.ipv4.tcp_rmem'],
  [32, 'net.ipv4.tcp_wmem'],
];

const sysctls: Policy = {
  id: 'sysctls',
  level: 'baseline',
  broken: (pod, version) => {
    const value = podSetting(pod, 'sysctls');
    const names = (Array.isArray(value) ? value : []).map((sysctl) => textAt(sysctl, 'name') ?? '');
    const unsafe = names.filter((name) => !safeSysctls.some(([since, safe]) => safe === name && version >= since));
    return ifAny(unsafe, (bad) => `the pod must not set the sysctls ${join(bad)}`);
  },
};

const hostProcess: Policy = {
  id: 'windowsHostProcess',
  level: 'baseline',
  broken: (pod) =>
    ifAny(
      settings(pod, 'windowsOptions', 'hostProcess').filter(isTrue),
      (bad) => `${owners(bad)} must not set windowsOptions.hostProcess: true`,
    ),
};

const escalation: Policy = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  since: 8,
  broken: (pod, version) => {
    if (pod.isWindows && version >= 25) return undefined;
    const free = containerSettings(pod, 'allowPrivilegeEscalation').filter(({ value }) => value !== false);
    return ifAny(free, (bad) => `${owners(bad)} must set allowPrivilegeEscalation: false`);
  },
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

const restrictedVolumes: Policy = {
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

const nonRoot: Policy = {
  id: 'runAsNonRoot',
  level: 'restricted',
  broken: (pod, version) => {
    if (version >= 35 && pod.hasUserNamespace) return undefined;
    const root = settings(pod, 'runAsNonRoot').filter(({ value }) => value === false);
    if (root.length > 0) return `${owners(root)} must not set runAsNonRoot: false`;
    if (podSetting(pod, 'runAsNonRoot') === true) return undefined;
    const unset = containerSettings(pod, 'runAsNonRoot').filter((each) => !isSet(each));
    return ifAny(unset, () => `the pod or ${owners(unset)} must set runAsNonRoot: true`);
  },
};

const nonRootUser: Policy = {
  id: 'runAsUser',
  level: 'restricted',
  since: 23,
  broken: (pod, version) =>
    version >= 35 && pod.hasUserNamespace
      ? undefined
      : ifAny(
          settings(pod, 'runAsUser').filter(({ value }) => value === 0),
          (bad) => `${owners(bad)} must not set runAsUser: 0`,
        ),
};

const policies: readonly Policy[] = [
  appArmor,
  capabilitiesBaseline,
  hostNamespaces,
  hostPathVolumes,
  hostPorts,
  hostProbes,
  privileged,
  procMount,
  seLinux,
  seccompBaseline,
  sysctls,
  hostProcess,
  escalation,
  capabilitiesRestricted,
  procMountRestricted,
  restrictedVolumes,
  nonRoot,
  nonRootUser,
  seccompRestricted,
];

/** The policies of a level in a minor version of Kubernetes 1. */
export function podPoliciesOf(level: 'privileged' | 'baseline' | 'restricted', version: number): readonly Policy[] {
  if (level === 'privileged') return [];
  const there = policies.filter(({ since = 0, level: of }) => version >= since && (level === 'restricted' || of === 'baseline'));
  const overridden = new Set(there.map(({ overrides }) => overrides));
  return there.filter(({ id }) => !overridden.has(id));
}
