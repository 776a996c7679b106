import { hostNamespaces, hostPathVolumes, hostPorts, hostProbes, hostProcess, restrictedVolumes } from './host-policies';
import { appArmor, seccompBaseline, seccompRestricted, seLinux, sysctls } from './kernel-policies';
import type { Policy } from './policy';
import {
  capabilitiesBaseline,
  capabilitiesRestricted,
  escalation,
  nonRoot,
  nonRootUser,
  privileged,
  procMount,
  procMountRestricted,
} from './privilege-policies';

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
