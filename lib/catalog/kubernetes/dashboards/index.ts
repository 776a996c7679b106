import { clusterDashboard } from './cluster';
import { kubeletDashboard } from './kubelet';
import { namespaceDashboard } from './namespace';
import { networkDashboard } from './network';
import { nodeDashboard } from './node';
import { nodesDashboard } from './nodes';
import { podDashboard } from './pod';
import { volumesDashboard } from './volumes';

/** What node_exporter tells of nodes. */
export const nodeDashboards = [nodesDashboard, nodeDashboard] as const;

/** What the kubelets and kube-state-metrics tell of a cluster. */
export const clusterDashboards = [
  clusterDashboard,
  namespaceDashboard,
  podDashboard,
  networkDashboard,
  volumesDashboard,
  kubeletDashboard,
] as const;
