import type { Watch } from '../../model/watch';
import { cataloged } from '../cataloged';
import { catalogs } from '../catalogs';
import { highCpuUsage, highMemoryUsage, podCrashLooping } from './alerts';
import { infrastructure } from './dashboard';

export * from './alerts';
export * from './dashboard';

export const kubeletSources = { kubelet: cataloged(catalogs.kubelet), cadvisor: cataloged(catalogs['kubelet-cadvisor']) };

export const kubeStateMetricsWatch: Watch = { metrics: cataloged(catalogs['kube-state-metrics']) };

/** Pods and their containers; it reads what the kubelet and kube-state-metrics expose. */
export const podWatch: Watch = {
  alerts: [podCrashLooping, highCpuUsage, highMemoryUsage],
  dashboards: [infrastructure],
};
