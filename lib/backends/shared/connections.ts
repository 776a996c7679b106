import type { ScrapeJob } from '../../analysis/target-labels';
import { type Names, urlDestinations } from '../../manifests/addresses';
import type { Connection, Destination, Peer } from '../../manifests/context';
import type { Monitoring, RenderedConfiguration } from '../backend';
import type { Installation } from './installation';
import { alertmanager, prometheus } from './own-programs';
import { replicasOf } from './props';
import { receiverDestinations } from './receiver-connections';
import { jobDestinations, scrapeDestinations } from './scrape-connections';

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
    ...from(
      prometheus.name,
      remoteUrls(monitoring).flatMap((url) => urlDestinations(url, names)),
    ),
    ...ofJobs(monitoring, names),
    // The bucket of a sidecar: S3 and its like.
    ...(monitoring.prometheus.thanos?.objectStorage ? [{ from: prometheus.name, to: { kind: 'internet' } as const, ports: [443] }] : []),
    ...from(alertmanager.name, notified),
    ...(replicasOf(monitoring.alertmanager) === 1
      ? []
      : [{ from: alertmanager.name, to: alertmanager.name, ports: [alertmanager.peerPort], udpPorts: [alertmanager.peerPort] }]),
  ];
}

/** Where Prometheus sends samples to and reads them from, and where it fetches tokens for that. */
const ofJobs = ({ prometheus: { scrapeConfigs = [] } }: Installation, names: Names) =>
  from(
    prometheus.name,
    scrapeConfigs.flatMap((job) => jobDestinations(job as ScrapeJob, names)),
  );

const remoteUrls = ({ prometheus: { remoteWrite = [], remoteRead = [] } }: Installation): readonly string[] =>
  [...remoteWrite, ...remoteRead].flatMap(({ url, auth }) => [url, ...(auth?.kind === 'oauth2' ? [auth.tokenUrl] : [])]);

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
