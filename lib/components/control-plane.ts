import { cataloged } from '../catalog/cataloged';
import { catalogs } from '../catalog/catalogs';
import { etcdAlerts } from '../catalog/etcd/alerts';
import { etcdDashboard } from '../catalog/etcd/dashboard';
import { controllerManagerAlerts, kubeProxyAlerts, schedulerAlerts } from '../catalog/kubernetes/cluster/control-plane';
import { controllerManagerDashboard } from '../catalog/kubernetes/dashboards/controller-manager';
import { proxyDashboard } from '../catalog/kubernetes/dashboards/proxy';
import { schedulerDashboard } from '../catalog/kubernetes/dashboards/scheduler';
import { schedulerRecordings } from '../catalog/kubernetes/recordings/quantiles';
import { published } from '../catalog/published';
import type { Component } from '../manifests/component';
import { type NodeProgram, nodeProgramScrape } from '../manifests/node-program-scrape';
import type { Alert, Recording } from '../model/rule';

const dashboards = {
  'kube-scheduler': schedulerDashboard,
  'kube-controller-manager': controllerManagerDashboard,
  'kube-proxy': proxyDashboard,
  etcd: etcdDashboard,
} as const;

/** A program of the cluster itself, which runs on nodes already; its component is called as its job. */
const onNodes = (name: keyof typeof dashboards, at: NodeProgram, alerts: readonly Alert[], recordings: readonly Recording[]): Component => {
  const metrics = cataloged(catalogs[name]);
  return {
    name,
    watch: { metrics, alerts, recordings: published(recordings), dashboards: [dashboards[name]] },
    objects: () => [],
    scrapes: ({ namespace }) => [nodeProgramScrape(name, namespace, at, [metrics])],
  };
};

type WellKnown = 'well-known' | undefined;

const watchedAs =
  (name: Parameters<typeof onNodes>[0], series: readonly Recording[] = []) =>
  (at: NodeProgram, alerts: readonly Alert[], recordings: WellKnown): Component =>
    onNodes(name, at, alerts, recordings === undefined ? [] : series);

/** The programs that run on nodes, by what a platform calls them; each takes where it is, and its alerts. */
export const nodePrograms = {
  scheduler: { alerts: schedulerAlerts, watched: watchedAs('kube-scheduler', schedulerRecordings) },
  controllerManager: { alerts: controllerManagerAlerts, watched: watchedAs('kube-controller-manager') },
  etcd: { alerts: etcdAlerts, watched: watchedAs('etcd') },
  kubeProxy: { alerts: kubeProxyAlerts, watched: watchedAs('kube-proxy') },
} as const;
