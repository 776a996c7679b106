import { secondsOf } from '../model/duration';
import { selectorLabels } from './labels';
import { nameOf } from './namespace';
import type { PodOptions } from './program-options';

/**
 * What a pod's own options say in the words of a pod, which are those of prometheus-operator's resources too. A CRD's types and
 * Kubernetes' own say the same of these fields.
 */
export function scheduling(pod: PodOptions = {}) {
  const { tolerations, affinity, topologySpreadConstraints, priorityClassName, imagePullSecrets, terminationGracePeriod } = pod;
  const { hostAliases, dnsConfig } = pod;
  return {
    nodeSelector: { 'kubernetes.io/os': 'linux', ...pod.nodeSelector },
    ...(tolerations && { tolerations }),
    ...(affinity && { affinity }),
    ...(topologySpreadConstraints && { topologySpreadConstraints }),
    ...(priorityClassName !== undefined && { priorityClassName }),
    ...(imagePullSecrets && {
      imagePullSecrets: imagePullSecrets.map((secret) => ({ name: nameOf(secret) })),
    }),
    ...(hostAliases && { hostAliases }),
    ...(dnsConfig && { dnsConfig }),
    ...(terminationGracePeriod !== undefined && { terminationGracePeriodSeconds: secondsOf(terminationGracePeriod) }),
  };
}

/** Several replicas are on nodes of their own where there are enough of them, unless their user spreads them. */
export const spreadOf = (component: string, replicas: number, { topologySpreadConstraints }: PodOptions = {}) =>
  replicas < 2 || topologySpreadConstraints !== undefined
    ? {}
    : {
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'kubernetes.io/hostname',
            whenUnsatisfiable: 'ScheduleAnyway',
            labelSelector: { matchLabels: selectorLabels(component) },
          },
        ],
      };
