import { alertmanagerAlerts } from '../catalog/alertmanager/alerts';
import { alertmanagerDashboard } from '../catalog/alertmanager/dashboard';
import { generalAlerts } from '../catalog/general/alerts';
import { generalRecordings } from '../catalog/general/recordings';
import { clusterAlerts } from '../catalog/kubernetes/cluster';
import { clusterDashboards, nodeDashboards } from '../catalog/kubernetes/dashboards';
import { kubernetesRecordings } from '../catalog/kubernetes/recordings';
import { nodeAlerts } from '../catalog/node/alerts';
import { nodeRecordings } from '../catalog/node/recordings';
import { prometheusDashboard } from '../catalog/prometheus/dashboard';
import { prometheusAlerts } from '../catalog/prometheus/health-alerts';
import { published } from '../catalog/published';
import type { Component } from '../manifests/component';
import { type Alert, type Tuning, tune } from '../model/rule';
import { fields, required } from '../model/shape/fields';
import { anything, choiceOf } from '../model/shape/kinds';
import { isNo, type Kind } from '../model/shape/problem';
import { isMapping } from '../yaml/value';
import { type BroughtAlert, broughtAlerts, broughtBy } from './platforms/brought';
import { isHidden, type Platform } from './platforms/platform';

const alerts = [...generalAlerts, ...clusterAlerts, ...prometheusAlerts, ...alertmanagerAlerts] as const;

/** An alert that `clusterMonitoring` brings. */
export type ClusterAlert = (typeof alerts)[number] | (typeof nodeAlerts)[number] | BroughtAlert;

export interface ClusterMonitoringProps {
  /** The kind of cluster: `kubeadm()`, `eks()`. It says what of the cluster can be seen, and where. */
  readonly platform: Platform;
  /**
   * What of its alerts is other: `{ CPUThrottlingHigh: 'off', KubePersistentVolumeFillingUp: { for: '5m' } }`. Two alerts of one name and
   * other severities are tuned together. @default - all alerts, as they are
   */
  readonly tune?: Tuning<ClusterAlert>;
  /**
   * The series that kube-prometheus and its mixins have made known, for dashboards and rules that read them by these names:
   * `instance:node_cpu_utilisation:rate5m`, `namespace_workload_pod:kube_pod_owner:relabel` and their like. Each costs an evaluation and a
   * series for each of its label sets. @default - only what the alerts here read is recorded
   */
  readonly recordings?: 'well-known';
}

const platform: Kind = (value, at) => {
  if (!isMapping(value) || value.kind !== 'platform') return isNo(at, value, 'platform', 'Write kubeadm(), k3s(), eks() or another one.');
  return (value as unknown as Platform).problems ?? [];
};

const optionsKind = fields<ClusterMonitoringProps>('clusterMonitoring()', {
  platform: required(platform),
  tune: anything,
  recordings: choiceOf('well-known'),
});

/**
 * Alerts and dashboards about a cluster: pods, workloads, volumes, quotas, nodes and kubelets, its control plane, and Prometheus and
 * Alertmanager themselves. What they read is installed with them, unless it is installed already: `kubelet()`, `apiServer()`,
 * `kubeStateMetrics()`, `nodeExporter()`. What the platform hides is neither scraped nor alerted on. `Watchdog` always fires: send it to
 * somebody who notices when it stops.
 */
export function clusterMonitoring(props: ClusterMonitoringProps): Component {
  const problems = optionsKind(props, '');
  if (problems.length > 0) return { name: 'cluster', objects: () => [], problems };
  const { platform, tune: by = {}, recordings } = props;
  const seesNodes = !isHidden(platform.nodeExporter);
  const own: readonly Alert[] = [...alerts, ...(seesNodes ? nodeAlerts : [])];
  return {
    name: 'cluster',
    watch: {
      alerts: tune(own, without(by, platform)),
      dashboards: [...clusterDashboards, ...(seesNodes ? nodeDashboards : []), prometheusDashboard, alertmanagerDashboard],
      recordings:
        recordings === undefined ? [] : published([...generalRecordings, ...kubernetesRecordings, ...(seesNodes ? nodeRecordings : [])]),
    },
    objects: () => [],
    brings: broughtBy(platform, by, recordings),
    needs: {
      'kubelet()': 'kubelet_running_pods',
      'kubeStateMetrics()': 'kube_pod_status_phase',
      ...(seesNodes && { 'nodeExporter()': 'node_load1' }),
    },
  };
}

/** What is said of the alerts that come with the cluster itself; the rest is said to what it brings. */
function without(by: object, platform: Platform): Tuning<Alert> {
  const brought = broughtAlerts(platform);
  return Object.fromEntries(Object.entries(by).filter(([name]) => !brought.has(name)));
}
