import { cataloged } from '../catalog/cataloged';
import { catalogs } from '../catalog/catalogs';
import { apiServerAlerts } from '../catalog/kubernetes/cluster/api-server';
import { apiServerDashboard } from '../catalog/kubernetes/dashboards/api-server';
import type { Component } from '../manifests/component';
import { apiServerScrape } from '../manifests/scrape';
import { type Tuning, tune } from '../model/rule';
import { fields } from '../model/shape/fields';
import { anything, wholeNumber } from '../model/shape/kinds';

export type ApiServerAlert = (typeof apiServerAlerts)[number];

export interface ApiServerProps {
  /** The port at which it listens, for network policies; 443 on most managed clusters. @default 6443 */
  readonly port?: number;
  /** What of its alerts is other. @default - all alerts, as they are */
  readonly tune?: Tuning<ApiServerAlert>;
}

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
    watch: { metrics: cataloged(catalogs['kube-apiserver']), alerts: tune(apiServerAlerts, by), dashboards: [apiServerDashboard] },
    objects: () => [],
    scrapes: ({ namespace }) => [apiServerScrape('apiserver', namespace, port, [cataloged(catalogs['kube-apiserver'])])],
  };
}
