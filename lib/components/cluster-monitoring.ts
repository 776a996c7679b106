import { alertmanagerAlerts } from '../catalog/alertmanager/alerts';
import { alertmanagerDashboard } from '../catalog/alertmanager/dashboard';
import { generalAlerts } from '../catalog/general/alerts';
import { clusterAlerts } from '../catalog/kubernetes/cluster';
import { clusterDashboards } from '../catalog/kubernetes/dashboards';
import { nodeAlerts } from '../catalog/node/alerts';
import { prometheusDashboard } from '../catalog/prometheus/dashboard';
import { prometheusAlerts } from '../catalog/prometheus/health-alerts';
import type { Component } from '../manifests/component';
import { type Tuning, tune } from '../model/rule';

const alerts = [...generalAlerts, ...clusterAlerts, ...nodeAlerts, ...prometheusAlerts, ...alertmanagerAlerts] as const;

/** An alert that `clusterMonitoring` brings. */
export type ClusterAlert = (typeof alerts)[number];

export interface ClusterMonitoringProps {
  /**
   * What of its alerts is other: `{ CPUThrottlingHigh: 'off', KubePersistentVolumeFillingUp: { for: '5m' } }`. Two alerts of one name and
   * other severities are tuned together. @default - all alerts, as they are
   */
  readonly tune?: Tuning<ClusterAlert>;
}

/**
 * Alerts about pods, workloads, volumes, quotas, nodes, kubelets, and about Prometheus and Alertmanager themselves. They read what
 * `kubelet()`, `kubeStateMetrics()` and `nodeExporter()` bring, so these must be installed. `Watchdog` always fires: send it to somebody who
 * notices when it stops.
 */
export function clusterMonitoring({ tune: by = {} }: ClusterMonitoringProps = {}): Component {
  return {
    name: 'cluster',
    watch: { alerts: tune(alerts, by), dashboards: [...clusterDashboards, prometheusDashboard, alertmanagerDashboard] },
    objects: () => [],
    needs: {
      'kubelet()': 'kubelet_running_pods',
      'kubeStateMetrics()': 'kube_pod_status_phase',
      'nodeExporter()': 'node_load1',
    },
  };
}
