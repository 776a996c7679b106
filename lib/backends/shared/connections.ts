import type { Connection, Destination, Peer } from '../../manifests/context';
import type { Monitoring, RenderedConfiguration } from '../backend';
import type { Names } from './addresses';
import type { Installation } from './installation';
import { alertmanager, prometheus } from './own-programs';
import { replicasOf } from './props';
import { receiverDestinations } from './receiver-connections';
import { scrapeDestinations } from './scrape-connections';

/** Prometheus asks the API server for targets, scrapes them and tells Alertmanager; Alertmanager tells the world. */
export function ownConnections(monitoring: Installation, configuration: RenderedConfiguration): readonly Connection[] {
  const { context, components } = monitoring;
  const { routing } = configuration;
  const names: Names = { namespace: context.namespace, components };
  const notified = routing === undefined ? [] : receiverDestinations(routing.config, names);
  return [
    { from: prometheus.name, to: { kind: 'api-server' }, ports: [] },
    ...scrapeConnections(monitoring, configuration),
    ...(monitoring.routing === undefined ? [] : [{ from: prometheus.name, to: alertmanager.name, ports: [alertmanager.port] }]),
    ...from(alertmanager.name, notified),
    ...(replicasOf(monitoring.alertmanager) === 1
      ? []
      : [{ from: alertmanager.name, to: alertmanager.name, ports: [alertmanager.peerPort], udpPorts: [alertmanager.peerPort] }]),
  ];
}

/** From Prometheus to what it scrapes. */
export function scrapeConnections(
  { context, scrapes, components }: Monitoring,
  { jobsOf }: Pick<RenderedConfiguration, 'jobsOf'>,
): readonly Connection[] {
  const names: Names = { namespace: context.namespace, components };
  return from(
    prometheus.name,
    scrapes.flatMap((scrape) => scrapeDestinations(scrape, jobsOf(scrape.monitor), names)),
  );
}

const from = (peer: Peer, destinations: readonly Destination[]): readonly Connection[] =>
  destinations.map((destination) => ({ from: peer, ...destination }));
