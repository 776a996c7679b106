import { cataloged } from '../catalog/cataloged';
import { catalogs } from '../catalog/catalogs';
import { apiServerAlerts } from '../catalog/kubernetes/cluster/api-server';
import { apiServerSloAlerts, burnRateRecordings } from '../catalog/kubernetes/cluster/api-server-slo';
import { apiServerDashboard } from '../catalog/kubernetes/dashboards/api-server';
import type { Component } from '../manifests/component';
import { apiServerScrape } from '../manifests/scrape';
import { type Alert, type Tuning, tune } from '../model/rule';
import { fields } from '../model/shape/fields';
import { anything, wholeNumber } from '../model/shape/kinds';
import type { Watch } from '../model/watch';

const allAlerts = [...apiServerAlerts, ...apiServerSloAlerts] as const;

export type ApiServerAlert = (typeof allAlerts)[number];

export interface ApiServerProps {
  /** The port at which it listens, for network policies; 443 on most managed clusters. @default 6443 */
  readonly port?: number;
  /** What of its alerts is other. @default - all alerts, as they are */
  readonly tune?: Tuning<ApiServerAlert>;
}

const metrics = cataloged(catalogs['kube-apiserver']);
const optionsKind = fields<ApiServerProps>('apiServer()', { port: wholeNumber(1), tune: anything });

/**
 * The API server, with its alerts. Nothing runs for it: it is found behind the Service `kubernetes` in the namespace default, which each
 * cluster has.
 */
export function apiServer(props: ApiServerProps = {}): Component {
  const { port = 6443, tune: by = {} } = props;
  return {
    name: 'apiserver',
    problems: optionsKind(props, ''),
    watch: watchWith(tune(allAlerts, by)),
    objects: () => [],
    scrapes: ({ namespace }) => [apiServerScrape('apiserver', namespace, port, [metrics])],
  };
}

/** The API server where it is in the process of the kubelet: it has no targets of its own, and so none that is down. */
export function apiServerInKubelet(by: Tuning<ApiServerAlert>): Component {
  const alerts: readonly Alert[] = apiServerAlertsOn({ oneProcess: true });
  return { name: 'apiserver', watch: watchWith(tune(alerts, by as Tuning<Alert>)), objects: () => [] };
}

/** The alerts on the API server that a cluster can have. */
export const apiServerAlertsOn = ({ oneProcess }: { readonly oneProcess?: true }): readonly ApiServerAlert[] =>
  oneProcess ? allAlerts.filter(({ name }) => name !== 'KubeAPIDown' && name !== 'KubeAPIInstanceUnreachable') : allAlerts;

const watchWith = (alerts: readonly Alert[]): Watch => ({
  metrics,
  alerts,
  recordings: burnRateRecordings,
  dashboards: [apiServerDashboard],
});
