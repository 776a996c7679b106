import type { Watch } from '../../model';
import { sourceOf } from '../source';
import { highCpuUsage, highMemoryUsage, podCrashLooping } from './alerts';
import { infrastructure } from './dashboard';
import { cadvisorCatalog, kubeletCatalog, kubeStateMetricsCatalog } from './metrics';

export * from './alerts';
export * from './dashboard';

export const kubeletSources = { kubelet: sourceOf(kubeletCatalog), cadvisor: sourceOf(cadvisorCatalog) };

export const kubeStateMetricsWatch: Watch = { metrics: sourceOf(kubeStateMetricsCatalog) };

/** Pods and their containers; it reads what the kubelet and kube-state-metrics expose. */
export const podWatch: Watch = {
  alerts: [podCrashLooping, highCpuUsage, highMemoryUsage],
  dashboards: [infrastructure],
};
