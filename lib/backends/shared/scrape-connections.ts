import type { ScrapeJob } from '../../analysis/target-labels';
import { listAt, mappingsAt, textAt } from '../../kubernetes/access';
import { addressDestinations, type Names, urlDestinations } from '../../manifests/addresses';
import type { Destination, Peer } from '../../manifests/context';
import type { Reach, Scrape } from '../../model/watch';

/** Where Prometheus connects to, to scrape a target; `jobs` are those that its monitor is compiled to. */
export function scrapeDestinations({ monitor, reach }: Scrape, jobs: readonly ScrapeJob[], names: Names): readonly Destination[] {
  const proxies = jobs.flatMap(({ proxy_url: proxy }) => (typeof proxy === 'string' ? urlDestinations(proxy, names) : []));
  // Whatever a Probe's targets are, its prober is asked.
  if (monitor.kind === 'Probe') {
    const prober = textAt(monitor, 'spec', 'prober', 'url') ?? '';
    return [...addressDestinations(prober, textAt(monitor, 'spec', 'prober', 'scheme')?.toLowerCase() ?? 'http', names), ...proxies];
  }
  const found = jobs.flatMap((job) => [...staticDestinations(job, names), ...discoveredDestinations(job)]);
  const isOfKubernetes = jobs.some((job) => job.kubernetes_sd_configs !== undefined);
  return [...(isOfKubernetes || found.length === 0 ? [reached(reach)] : []), ...found, ...proxies];
}

/** Where a job in Prometheus' own language leads to. */
export const jobDestinations = (job: ScrapeJob, names: Names): readonly Destination[] => {
  const known = staticDestinations(job, names);
  return known.length > 0 ? [...known, ...discoveredDestinations(job)] : [{ to: { kind: 'internet' }, ports: [] }];
};

const staticDestinations = (job: ScrapeJob, names: Names): readonly Destination[] =>
  mappingsAt(job, 'static_configs').flatMap(([group]) =>
    listAt(group, 'targets').flatMap((target) => addressDestinations(String(target), textAt(job, 'scheme') ?? 'http', names)),
  );

/** What a registry, a cloud or DNS will answer is not known, and where it is asked depends on the kind: any address and port. */
const discoveredDestinations = (job: ScrapeJob): readonly Destination[] =>
  Object.keys(job).some((section) => section.endsWith('_sd_configs') && section !== 'kubernetes_sd_configs')
    ? [{ to: { kind: 'internet' }, ports: [] }]
    : [];

function reached({ namespace, podLabels = {}, port, otherPorts = [], isAnywhere }: Reach): Destination {
  const to: Peer = isAnywhere
    ? { kind: 'internet' }
    : namespace === undefined
      ? { kind: 'nodes' }
      : { kind: 'pods', namespace, labels: podLabels };
  return { to, ports: port === undefined ? [] : [port, ...otherPorts] };
}
