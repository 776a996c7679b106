import type { ConsulSd, DnsSd, FileSd, HttpSd, KubernetesSd, NomadSd, PuppetDbSd, ServerSd, StaticConfig } from '../crd/scrape-config';
import { nonEmptyList, nonEmptyText, omitUndefined, sorted } from '../fields';
import { type DiscoverySection, httpSection, secretField } from './scope';

/* Discovery by lists, files, HTTP, the Kubernetes API, DNS and service registries. */

export const listedTargets: DiscoverySection<StaticConfig> = ({ targets = [], labels = {} }) => ({ targets, labels });

export const file: DiscoverySection<FileSd> = ({ files = [], refreshInterval }) =>
  omitUndefined({ files, refresh_interval: refreshInterval });

export const httpDiscovery: DiscoverySection<HttpSd> = (config, scope) =>
  omitUndefined({
    ...httpSection(config, scope),
    url: config.url ?? '',
    refresh_interval: config.refreshInterval,
  });

export const kubernetes: DiscoverySection<KubernetesSd> = (config, scope) => {
  const { context } = scope;
  const role = config.role?.toLowerCase() ?? '';
  return omitUndefined({
    api_server: config.apiServer,
    role: role === 'endpointslice' ? context.since('endpointslice', role) : role,
    ...httpSection(config, scope),
    namespaces: config.namespaces && omitUndefined({ names: config.namespaces.names ?? [], own_namespace: config.namespaces.ownNamespace }),
    selectors: context.since(
      'kubernetes_selectors',
      nonEmptyList(config.selectors)?.map((selector) =>
        omitUndefined({ role: selector.role?.toLowerCase() ?? '', label: selector.label, field: selector.field }),
      ),
    ),
    attach_metadata: attachedMetadata(role, config, scope),
  });
};

/** Only targets that are pods, or stand for pods, can carry the labels of their node. */
const attachedMetadata = (role: string, { attachMetadata }: KubernetesSd, { context }: Parameters<DiscoverySection<KubernetesSd>>[1]) => {
  const metadata = attachMetadata && { node: attachMetadata.node ?? null };
  if (role === 'pod') return context.since('attach_metadata_of_pods', metadata);
  if (role === 'endpoints' || role === 'endpointslice') return context.since('attach_metadata_of_endpoints', metadata);
  return undefined;
};

export const consul: DiscoverySection<ConsulSd> = (config, scope) =>
  omitUndefined({
    ...httpSection(config, scope),
    server: config.server ?? '',
    path_prefix: config.pathPrefix,
    token: secretField(config.tokenRef, scope, 'failed to read % secret'),
    datacenter: config.datacenter,
    namespace: config.namespace,
    partition: config.partition,
    scheme: config.scheme?.toLowerCase(),
    services: nonEmptyList(config.services),
    tags: nonEmptyList(config.tags),
    tag_separator: config.tagSeparator,
    node_meta: config.nodeMeta && Object.keys(config.nodeMeta).length ? sorted(config.nodeMeta) : undefined,
    filter: config.filter,
    health_filter: config.healthFilter,
    allow_stale: config.allowStale,
    refresh_interval: config.refreshInterval,
  });

export const dns: DiscoverySection<DnsSd> = ({ names = [], refreshInterval, type, port }, { context }) =>
  omitUndefined({
    names,
    refresh_interval: refreshInterval,
    type: type === 'NS' || type === 'MX' ? context.since(`dns.type=${type}`, type) : type,
    port,
  });

export const kuma: DiscoverySection<ServerSd> = (config, scope) =>
  omitUndefined({
    ...httpSection(config, scope),
    server: config.server ?? '',
    refresh_interval: config.refreshInterval,
    fetch_timeout: config.fetchTimeout,
    client_id: config.clientID,
  });

export const eureka: DiscoverySection<ServerSd> = (config, scope) =>
  omitUndefined({
    ...httpSection(config, scope),
    server: nonEmptyText(config.server),
    refresh_interval: config.refreshInterval,
  });

export const nomad: DiscoverySection<NomadSd> = (config, scope) =>
  omitUndefined({
    ...httpSection(config, scope),
    server: config.server ?? '',
    allow_stale: config.allowStale,
    namespace: config.namespace,
    refresh_interval: config.refreshInterval,
    region: config.region,
    tag_separator: config.tagSeparator,
  });

export const puppetDb: DiscoverySection<PuppetDbSd> = (config, scope) =>
  omitUndefined({
    ...httpSection(config, scope),
    url: config.url ?? '',
    query: config.query ?? '',
    include_parameters: config.includeParameters,
    port: config.port,
    refresh_interval: config.refreshInterval,
  });
