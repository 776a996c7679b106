import { cataloged } from '../catalog/cataloged';
import { catalogs } from '../catalog/catalogs';
import { etcdAlerts } from '../catalog/etcd/alerts';
import { controllerManagerAlerts, kubeProxyAlerts, schedulerAlerts } from '../catalog/kubernetes/cluster/control-plane';
import type { Component } from '../manifests/component';
import { type NodeProgram, nodeProgramScrape } from '../manifests/node-program-scrape';
import type { Alert } from '../model/rule';

/** A program of the cluster itself, which runs on nodes already; its component is called as its job. */
const onNodes = (
  name: 'kube-scheduler' | 'kube-controller-manager' | 'kube-proxy' | 'etcd',
  at: NodeProgram,
  alerts: readonly Alert[],
): Component => {
  const metrics = cataloged(catalogs[name]);
  return {
    name,
    watch: { metrics, alerts },
    objects: () => [],
    scrapes: ({ namespace }) => [nodeProgramScrape(name, namespace, at, [metrics])],
  };
};

/** The programs that run on nodes, by what a platform calls them; each takes where it is, and its alerts. */
export const nodePrograms = {
  scheduler: { alerts: schedulerAlerts, watched: (at: NodeProgram, alerts: readonly Alert[]) => onNodes('kube-scheduler', at, alerts) },
  controllerManager: {
    alerts: controllerManagerAlerts,
    watched: (at: NodeProgram, alerts: readonly Alert[]) => onNodes('kube-controller-manager', at, alerts),
  },
  etcd: { alerts: etcdAlerts, watched: (at: NodeProgram, alerts: readonly Alert[]) => onNodes('etcd', at, alerts) },
  kubeProxy: { alerts: kubeProxyAlerts, watched: (at: NodeProgram, alerts: readonly Alert[]) => onNodes('kube-proxy', at, alerts) },
} as const;
