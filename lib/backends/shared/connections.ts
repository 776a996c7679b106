import type { Connection, Destination, Peer } from '../../manifests/context';
import type { Monitoring, RenderedConfiguration } from '../backend';
import type { Names } from './addresses';
import { alertmanager, prometheus } from './own-programs';
import { receiverDestinations } from './receiver-connections';
import { scrapeDestinations } from './scrape-connections';

/** Prometheus asks the API server for targets, scrapes them and tells Alertmanager; Alertmanager tells the world. */
export function ownConnections(monitoring: Monitoring, { jobsOf, routing }: RenderedConfiguration): readonly Connection[] {
  const { context, scrapes, components } = monitoring;
  const names: Names = { namespace: context.namespace, components };
  const scraped = scrapes.flatMap((scrape) => scrapeDestinations(scrape, jobsOf(scrape.monitor), names));
  const notified = routing === undefined ? [] : receiverDestinations(routing.config, names);
  return [
    { from: prometheus.name, to: { kind: 'api-server' }, ports: [] },
    ...from(prometheus.name, scraped),
    ...(monitoring.routing === undefined ? [] : [{ from: prometheus.name, to: alertmanager.name, ports: [alertmanager.port] }]),
    ...from(alertmanager.name, notified),
  ];
}

const from = (peer: Peer, destinations: readonly Destination[]): readonly Connection[] =>
  destinations.map((destination) => ({ from: peer, ...destination }));
