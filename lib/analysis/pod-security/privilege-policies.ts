import { containerSettings, type JudgedPod, owners, podSetting, settings, textsIn } from './pod';
import { ifAny, isSet, isSetTrue, join, type Policy, values } from './policy';

export const privileged: Policy = {
  id: 'privileged',
  level: 'baseline',
  broken: (pod) => ifAny(containerSettings(pod, 'privileged').filter(isSetTrue), (bad) => `${owners(bad)} must not set privileged: true`),
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

export const capabilitiesBaseline: Policy = {
  id: 'capabilities_baseline',
  level: 'baseline',
  broken: (pod) => addedCapabilities(pod, (capability) => defaultCapabilities.has(capability)),
};

export const capabilitiesRestricted: Policy = {
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

function unmaskedProc(pod: JudgedPod): string | undefined {
  const bad = containerSettings(pod, 'procMount').filter(({ value }) => value !== undefined && value !== 'Default');
  return ifAny(bad, () => `${owners(bad)} must not set procMount: ${values(bad)}`);
}

export const procMount: Policy = {
  id: 'procMount',
  level: 'baseline',
  broken: (pod, version) => (version >= 35 && pod.hasUserNamespace ? undefined : unmaskedProc(pod)),
};

export const procMountRestricted: Policy = {
  id: 'procMount_restricted',
  level: 'restricted',
  since: 35,
  overrides: 'procMount',
  broken: unmaskedProc,
};

export const escalation: Policy = {
  id: 'allowPrivilegeEscalation',
  level: 'restricted',
  since: 8,
  broken: (pod, version) => {
    if (pod.isWindows && version >= 25) return undefined;
    const free = containerSettings(pod, 'allowPrivilegeEscalation').filter(({ value }) => value !== false);
    return ifAny(free, (bad) => `${owners(bad)} must set allowPrivilegeEscalation: false`);
  },
};

export const nonRoot: Policy = {
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

export const nonRootUser: Policy = {
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
