import { cataloged } from '../../catalog/cataloged';
import { type CatalogName, catalogs } from '../../catalog/catalogs';
import { stateMetricsAlerts } from '../../catalog/kube-state-metrics-self/alerts';
import type { Component } from '../../manifests/component';
import { type Alert, type Tuning, tune } from '../../model/rule';
import { type ApiServerAlert, apiServer, apiServerAlertsOn, apiServerInKubelet } from '../api-server';
import { nodePrograms } from '../control-plane';
import { kubeStateMetrics } from '../kube-state-metrics';
import { kubelet, kubeletWith, type SharedProgram } from '../kubelet';
import { nodeExporter } from '../node-exporter';
import { isHidden, type Platform } from './platform';

type NodeProgramName = keyof typeof nodePrograms;
const names = Object.keys(nodePrograms) as NodeProgramName[];

/** An alert of what comes with a platform. */
export type BroughtAlert = ApiServerAlert | (typeof stateMetricsAlerts)[number] | (typeof nodePrograms)[NodeProgramName]['alerts'][number];

const shared = (job: string & CatalogName, ...beginnings: readonly string[]): SharedProgram => ({
  job,
  beginnings,
  metrics: cataloged(catalogs[job]),
});

/** What is in the one process of k3s and microk8s. */
const inOneProcess: readonly SharedProgram[] = [
  { ...shared('kube-apiserver', 'apiserver', 'aggregator'), job: 'apiserver' },
  shared('kube-scheduler', 'scheduler'),
  shared('kube-controller-manager', 'attachdetach_controller', 'endpoint_slice_controller', 'job_controller', 'node_collector'),
  shared('kube-proxy', 'kubeproxy'),
];

type Installed = readonly Component[];

/** What has to be scraped and run in a cluster of this kind, with its alerts. */
export const broughtBy = (platform: Platform, by: Tuning<BroughtAlert>): Installed => [
  platform.oneProcess ? kubeletWith(inOneProcess) : kubelet(),
  ofApiServer(platform, by),
  ...names.flatMap((name) => {
    const place = platform[name];
    return isHidden(place)
      ? []
      : [nodePrograms[name].watched(place, tune<Alert>(nodePrograms[name].alerts, only(nodePrograms[name].alerts, by)))];
  }),
  { ...kubeStateMetrics(), health: tune<Alert>(stateMetricsAlerts, only(stateMetricsAlerts, by)) },
  ...(isHidden(platform.nodeExporter) ? [] : [nodeExporter({ port: platform.nodeExporter.port })]),
];

function ofApiServer(platform: Platform, by: Tuning<BroughtAlert>): Component {
  const own = only(apiServerAlertsOn(platform), by) as Tuning<ApiServerAlert>;
  return platform.oneProcess ? apiServerInKubelet(own) : apiServer({ port: platform.apiServer, tune: own });
}

/** The names of the alerts that come so. */
export const broughtAlerts = (platform: Platform): ReadonlySet<string> => {
  const seen = names.filter((name) => !isHidden(platform[name])).flatMap((name): readonly Alert[] => nodePrograms[name].alerts);
  return new Set([...(apiServerAlertsOn(platform) as readonly Alert[]), ...stateMetricsAlerts, ...seen].map(({ name }) => name));
};

/** What is said of these alerts. */
function only(alerts: readonly { readonly name: string }[], by: object): Tuning<Alert> {
  const own = new Set(alerts.map(({ name }) => name));
  return Object.fromEntries(Object.entries(by).filter(([name]) => own.has(name)));
}
