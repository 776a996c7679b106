import { textAt } from '../../kubernetes/access';
import { containerSettings, type JudgedPod, owners, podSetting, type Setting, settings } from './pod';
import { ifAny, isSet, join, type Policy } from './policy';

/** Settings of a profile that is neither that of the runtime nor one of the node. */
function wrongProfiles(pod: JudgedPod, field: string): readonly (Setting & { readonly type: string })[] {
  return settings(pod, field)
    .filter(isSet)
    .map((each) => ({ ...each, type: textAt(each.value, 'type') ?? '' }))
    .filter(({ type }) => type !== 'RuntimeDefault' && type !== 'Localhost');
}

const isNodeProfile = (value: string): boolean => value.startsWith('localhost/');

export const appArmor: Policy = {
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

export const seccompBaseline: Policy = {
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

export const seccompRestricted: Policy = {
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

export const seLinux: Policy = {
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

export const sysctls: Policy = {
  id: 'sysctls',
  level: 'baseline',
  broken: (pod, version) => {
    const value = podSetting(pod, 'sysctls');
    const names = (Array.isArray(value) ? value : []).map((sysctl) => textAt(sysctl, 'name') ?? '');
    const unsafe = names.filter((name) => !safeSysctls.some(([since, safe]) => safe === name && version >= since));
    return ifAny(unsafe, (bad) => `the pod must not set the sysctls ${join(bad)}`);
  },
};
