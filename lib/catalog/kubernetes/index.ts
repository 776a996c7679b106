import type { Watch } from '../../model/watch';
import { cataloged } from '../cataloged';
import { highCpuUsage, highMemoryUsage, podCrashLooping } from './alerts';
import { infrastructure } from './dashboard';
import { cadvisorCatalog, kubeletCatalog, kubeStateMetricsCatalog } from './metrics';

export * from './alerts';
export * from './dashboard';

export const kubeletSources = { kubelet: cataloged(kubeletCatalog), cadvisor: cataloged(cadvisorCatalog) };

export const kubeStateMetricsWatch: Watch = { metrics: cataloged(kubeStateMetricsCatalog) };

/** Pods and their containers; it reads what the kubelet and kube-state-metrics expose. */
export const podWatch: Watch = {
  alerts: [podCrashLooping, highCpuUsage, highMemoryUsage],
  dashboards: [infrastructure],
};
