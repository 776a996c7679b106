import { alertmanagerWatch } from '../catalog/alertmanager';
import { prometheusWatch } from '../catalog/prometheus';
import type { Context, Link, Peer } from '../manifests/component';
import { selectorLabels } from '../manifests/labels';
import { podsOf } from '../manifests/network-policy';
import { serviceScrape, sourcesOf } from '../manifests/scrape';
import { service } from '../manifests/workload';
import type { KubernetesObject } from '../model/custom-resource';
import type { Scrape, Watch } from '../model/watch';
import { alertmanager, prometheus } from './resources';

/** What every backend shares of Prometheus and Alertmanager: their Services, how they are watched, and whom they talk to. */
const programs: readonly { readonly name: string; readonly service: string; readonly port: number; readonly watch: Watch }[] = [
  { ...prometheus, watch: prometheusWatch },
  { ...alertmanager, watch: alertmanagerWatch },
];

/** What is known of Prometheus and Alertmanager themselves. */
export const ownWatches = (routes: boolean) => (routes ? programs : programs.slice(0, 1)).map(({ name, watch }) => ({ name, watch }));

export function services({ namespace }: Context, routes: boolean): Readonly<Record<string, KubernetesObject>> {
  const made = programs.map(
    ({ name, service: serviceName, port }) =>
      [name, service({ name: serviceName, namespace, component: name, ports: { http: port } })] as const,
  );
  return Object.fromEntries(routes ? made : made.slice(0, 1));
}

export function ownScrapes({ namespace }: Context, routes: boolean): readonly Scrape[] {
  return (routes ? programs : programs.slice(0, 1)).map(({ name, port, watch }) =>
    serviceScrape({
      job: name,
      namespace,
      port: 'http',
      matchLabels: selectorLabels(name),
      sources: sourcesOf(watch),
      reach: { podLabels: selectorLabels(name), port },
    }),
  );
}

/** Prometheus asks the API server for targets, scrapes them and tells Alertmanager; Alertmanager tells the world. */
export function ownLinks({ namespace }: Context, scrapes: readonly Scrape[], routes: boolean): readonly Link[] {
  const from = podsOf(prometheus.name, namespace);
  const telling: Link[] = [
    { from, to: podsOf(alertmanager.name, namespace), ports: [alertmanager.port] },
    { from: podsOf(alertmanager.name, namespace), to: { kind: 'internet' }, ports: [443] },
  ];
  return [
    { from, to: { kind: 'api-server' }, ports: [443, 6443] },
    ...scrapes.map(({ reach }): Link => ({ from, to: peerOf(reach), ports: reach.port === undefined ? [] : [reach.port] })),
    ...(routes ? telling : []),
  ];
}

const peerOf = ({ namespace, podLabels = {} }: Scrape['reach']): Peer =>
  namespace === undefined ? { kind: 'nodes' } : { kind: 'pods', namespace, labels: podLabels };
