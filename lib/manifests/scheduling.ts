import { secondsOf } from '../model/duration';
import type { PodOptions } from './program-options';

/**
 * What a pod's own options say in the words of a pod, which are those of prometheus-operator's resources too. A CRD's types and
 * Kubernetes' own say the same of these fields.
 */
export function scheduling(pod: PodOptions = {}) {
  const { tolerations, affinity, topologySpreadConstraints, priorityClassName, imagePullSecrets, terminationGracePeriod } = pod;
  return {
    nodeSelector: { 'kubernetes.io/os': 'linux', ...pod.nodeSelector },
    ...(tolerations && { tolerations }),
    ...(affinity && { affinity }),
    ...(topologySpreadConstraints && { topologySpreadConstraints }),
    ...(priorityClassName !== undefined && { priorityClassName }),
    ...(imagePullSecrets && {
      imagePullSecrets: imagePullSecrets.map((secret) => (typeof secret === 'string' ? { name: secret } : secret)),
    }),
    ...(terminationGracePeriod !== undefined && { terminationGracePeriodSeconds: secondsOf(terminationGracePeriod) }),
  };
}
