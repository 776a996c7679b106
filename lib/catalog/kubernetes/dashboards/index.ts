import { clusterDashboard } from './cluster';
import { kubeletDashboard } from './kubelet';
import { namespaceDashboard } from './namespace';
import { networkDashboard } from './network';
import { nodeDashboard } from './node';
import { nodesDashboard } from './nodes';
import { podDashboard } from './pod';
import { volumesDashboard } from './volumes';

/** What the kubelets, kube-state-metrics and node_exporter tell of a cluster. */
export const clusterDashboards = [
  clusterDashboard,
  nodesDashboard,
  nodeDashboard,
  namespaceDashboard,
  podDashboard,
  networkDashboard,
  volumesDashboard,
  kubeletDashboard,
] as const;
