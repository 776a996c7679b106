import { catalogOf, metricsOf } from '../source';

export const cadvisorCatalog = catalogOf(
  () => require('../kubelet-cadvisor/metrics.json') as typeof import('../kubelet-cadvisor/metrics.json'),
);
export const kubeletCatalog = catalogOf(() => require('../kubelet/metrics.json') as typeof import('../kubelet/metrics.json'));
export const kubeStateMetricsCatalog = catalogOf(
  () => require('../kube-state-metrics/metrics.json') as typeof import('../kube-state-metrics/metrics.json'),
);

/** Containers, as the kubelet's cAdvisor sees them. */
export const cadvisor = metricsOf(cadvisorCatalog);
/** Objects, as kube-state-metrics sees them. */
export const state = metricsOf(kubeStateMetricsCatalog);
