import { clusterMonitoring, grafana, kubeadm, postgresExporter, prometheusOperator, redisExporter, secretKey } from '../../lib';
import { configReloaderAlerts } from '../../lib/catalog/config-reloader/alerts';
import { limitAlerts } from '../../lib/catalog/prometheus/alerts';
import type { Component } from '../../lib/manifests/component';
import type { Alert, Recording } from '../../lib/model/rule';

const withAll = (component: Component): readonly Component[] => [component, ...(component.brings ?? [])];
const installed = [
  ...withAll(clusterMonitoring({ platform: kubeadm(), recordings: 'well-known' })),
  grafana(),
  prometheusOperator({ namespace: 'default' }),
  postgresExporter({ address: 'postgres:5432', user: 'monitor', password: secretKey('postgres', 'password') }),
  redisExporter({ address: 'redis:6379' }),
];

/** All alerts that a cluster and what runs in it have, where all can be seen. */
export const catalogAlerts: readonly Alert[] = [
  ...installed.flatMap(({ watch, health = [] }) => [...(watch?.alerts ?? []), ...health]),
  ...limitAlerts,
  ...configReloaderAlerts,
];

/** All series that are recorded there. */
export const catalogRecordings: readonly Recording[] = installed.flatMap(({ watch }) => watch?.recordings ?? []);
