import { kubeletAlerts } from './kubelet';
import { nodeStateAlerts } from './nodes';
import { podAlerts } from './pods';
import { resourceAlerts } from './resources';
import { storageAlerts } from './storage';
import { workloadAlerts } from './workloads';

/** What kube-state-metrics and the kubelets tell of a cluster. */
export const clusterAlerts = [
  ...podAlerts,
  ...workloadAlerts,
  ...resourceAlerts,
  ...storageAlerts,
  ...nodeStateAlerts,
  ...kubeletAlerts,
] as const;
