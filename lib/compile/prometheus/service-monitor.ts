import { namespaceOf } from '../../kubernetes/object';
import { authorizationSection, authorizationWithScrapeClass, basicAuthSection, bearerToken, oauth2Section, proxy } from './auth';
import type { CompileContext, EndpointsRole } from './context';
import type { ServiceMonitor, ServiceMonitorEndpoint } from './crd/monitors';
import { type ConfigurationFields, nonEmptyText, omitUndefined } from './fields';
import { attachMetadata, kubernetesDiscovery, roleSelectors, selectsByRelabelling } from './kubernetes-sd';
import { bodySizeLimit, honorLabels, honorTimestamps, scrapeFormats, scrapeLimits } from './limits';
import {
  containerPortRules,
  copyRule,
  copyTo,
  endpointRules,
  enforcedRules,
  jobNameRule,
  labelRules,
  metaPrefix,
  metricRules,
  type RelabelSection,
  relabelRules,
  runningPods,
  selectorRules,
} from './relabel';
import { shardingRules } from './sharding';
import { tlsConfig, tlsWithScrapeClass } from './tls';

/** The scrape config of one endpoint of a ServiceMonitor. */
export function compileServiceMonitor(monitor: ServiceMonitor, endpointIndex: number, context: CompileContext): ConfigurationFields {
  const { spec } = monitor;
  const namespace = namespaceOf(monitor);
  const endpoint = spec.endpoints![endpointIndex]!;
  const scrapeClass = context.scrapeClass(spec.scrapeClass);
  const role = context.endpointsRole(spec.serviceDiscoveryRole);
  return omitUndefined({
    job_name: `serviceMonitor/${namespace}/${monitor.metadata.name}/${endpointIndex}`,
    honor_labels: honorLabels(context, endpoint.honorLabels),
    honor_timestamps: honorTimestamps(context, endpoint.honorTimestamps),
    track_timestamps_staleness: context.since('track_timestamps_staleness', endpoint.trackTimestampsStaleness),
    kubernetes_sd_configs: kubernetesDiscovery(context, {
      role,
      namespace,
      namespaceSelector: spec.namespaceSelector,
      attachMetadata: attachMetadata(context, 'attach_metadata_of_endpoints', spec.attachMetadata, scrapeClass),
      selectors: roleSelectors(spec.selectorMechanism, [role, 'service'], spec.selector),
    }),
    scrape_interval: nonEmptyText(endpoint.interval),
    scrape_timeout: nonEmptyText(endpoint.scrapeTimeout),
    metrics_path: nonEmptyText(endpoint.path),
    params: endpoint.params,
    scheme: endpoint.scheme?.toLowerCase(),
    follow_redirects: context.since('follow_redirects', endpoint.followRedirects),
    enable_http2: context.since('enable_http2', endpoint.enableHttp2),
    ...proxy(context, namespace, endpoint),
    oauth2: oauth2Section(context, namespace, endpoint.oauth2),
    tls_config: tlsConfig(context, namespace, tlsWithScrapeClass(endpoint.tlsConfig, scrapeClass)),
    bearer_token_file:
      nonEmptyText(endpoint.bearerTokenFile) ??
      (endpoint.bearerTokenSecret?.name ? bearerToken(context, namespace, endpoint.bearerTokenSecret) : undefined),
    basic_auth: basicAuthSection(context, namespace, endpoint.basicAuth),
    authorization: authorizationSection(context, namespace, authorizationWithScrapeClass(endpoint.authorization, scrapeClass)),
    relabel_configs: [
      jobNameRule(),
      ...(selectsByRelabelling(spec.selectorMechanism) ? selectorRules(spec.selector, 'service') : []),
      ...portRules(endpoint, role),
      ...targetRules(role),
      ...((endpoint.filterRunning ?? true) ? [runningPods()] : []),
      ...labelRules(spec.targetLabels, 'service'),
      ...labelRules(spec.podTargetLabels, 'pod'),
      ...labelRules(context.spec.podTargetLabels, 'pod'),
      { ...copyTo('__meta_kubernetes_service_name', 'job'), replacement: '${1}' },
      ...(spec.jobLabel ? [copyRule(spec.jobLabel, 'service', 'job')] : []),
      ...endpointRules(endpoint),
      ...relabelRules(scrapeClass.relabelings),
      ...enforcedRules(context, monitor, endpoint.relabelings),
      ...shardingRules(context),
    ],
    ...scrapeLimits(context, spec),
    ...scrapeFormats(context, spec, scrapeClass),
    body_size_limit: bodySizeLimit(context, spec.bodySizeLimit),
    metric_relabel_configs: metricRules(context, monitor, spec.scrapeClass, endpoint.metricRelabelings),
  });
}

/** Keeps one port: of the Service by name, else of the container by name or number. With neither, every port is a target. */
function portRules({ port, targetPort }: ServiceMonitorEndpoint, role: EndpointsRole): RelabelSection[] {
  if (port) return [{ action: 'keep', source_labels: [`${metaPrefix(role)}_port_name`], regex: port }];
  return targetPort ? containerPortRules(targetPort) : [];
}

/** Names the node or pod, the namespace, the Service and the container that a target belongs to. */
function targetRules(role: EndpointsRole): RelabelSection[] {
  const target = [`${metaPrefix(role)}_address_target_kind`, `${metaPrefix(role)}_address_target_name`];
  return [
    { source_labels: target, separator: ';', regex: 'Node;(.*)', replacement: '${1}', target_label: 'node' },
    { source_labels: target, separator: ';', regex: 'Pod;(.*)', replacement: '${1}', target_label: 'pod' },
    copyTo('__meta_kubernetes_namespace', 'namespace'),
    copyTo('__meta_kubernetes_service_name', 'service'),
    copyTo('__meta_kubernetes_pod_name', 'pod'),
    copyTo('__meta_kubernetes_pod_container_name', 'container'),
  ];
}
