import { namespaceOf } from '../../kubernetes/object';
import { authorizationSection, authorizationWithScrapeClass, basicAuthSection, bearerToken, oauth2Section, proxy } from './auth';
import type { CompileContext } from './context';
import type { PodMonitor, PodMonitorEndpoint } from './crd/monitors';
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
  metricRules,
  type RelabelSection,
  relabelRules,
  runningPods,
  selectorRules,
} from './relabel';
import { shardingRules } from './sharding';
import { safeTlsWithScrapeClass, tlsConfig } from './tls';

/** The scrape config of one endpoint of a PodMonitor. */
export function compilePodMonitor(monitor: PodMonitor, endpointIndex: number, context: CompileContext): ConfigurationFields {
  const { spec, metadata } = monitor;
  const namespace = namespaceOf(monitor);
  const endpoint = spec.podMetricsEndpoints![endpointIndex]!;
  const scrapeClass = context.scrapeClass(spec.scrapeClass);
  return omitUndefined({
    job_name: `podMonitor/${namespace}/${metadata.name}/${endpointIndex}`,
    honor_labels: honorLabels(context, endpoint.honorLabels),
    honor_timestamps: honorTimestamps(context, endpoint.honorTimestamps),
    track_timestamps_staleness: context.since('track_timestamps_staleness', endpoint.trackTimestampsStaleness),
    kubernetes_sd_configs: kubernetesDiscovery(context, {
      role: 'pod',
      namespace,
      namespaceSelector: spec.namespaceSelector,
      attachMetadata: attachMetadata(context, 'attach_metadata_of_pods', spec.attachMetadata, scrapeClass),
      selectors: roleSelectors(spec.selectorMechanism, ['pod'], spec.selector),
    }),
    scrape_interval: nonEmptyText(endpoint.interval),
    scrape_timeout: nonEmptyText(endpoint.scrapeTimeout),
    metrics_path: nonEmptyText(endpoint.path),
    params: endpoint.params,
    scheme: endpoint.scheme?.toLowerCase(),
    follow_redirects: context.since('follow_redirects', endpoint.followRedirects),
    enable_http2: context.since('enable_http2', endpoint.enableHttp2),
    tls_config: tlsConfig(context, namespace, safeTlsWithScrapeClass(endpoint.tlsConfig, scrapeClass)),
    bearer_token_file: endpoint.bearerTokenSecret?.name ? bearerToken(context, namespace, endpoint.bearerTokenSecret) : undefined,
    basic_auth: basicAuthSection(context, namespace, endpoint.basicAuth),
    oauth2: oauth2Section(context, namespace, endpoint.oauth2),
    ...proxy(context, namespace, endpoint),
    authorization: authorizationSection(context, namespace, authorizationWithScrapeClass(endpoint.authorization, scrapeClass)),
    relabel_configs: [
      jobNameRule(),
      ...((endpoint.filterRunning ?? true) ? [runningPods()] : []),
      ...(selectsByRelabelling(spec.selectorMechanism) ? selectorRules(spec.selector, 'pod') : []),
      ...portRules(endpoint),
      copyTo('__meta_kubernetes_namespace', 'namespace'),
      copyTo('__meta_kubernetes_pod_container_name', 'container'),
      copyTo('__meta_kubernetes_pod_name', 'pod'),
      ...labelRules(spec.podTargetLabels, 'pod'),
      ...labelRules(context.spec.podTargetLabels, 'pod'),
      { target_label: 'job', replacement: `${namespace}/${metadata.name}` },
      ...(spec.jobLabel ? [copyRule(spec.jobLabel, 'pod', 'job')] : []),
      ...endpointRules(endpoint),
      ...relabelRules(scrapeClass.relabelings),
      ...enforcedRules(context, monitor, endpoint.relabelings),
      // On every node of its own, an agent scrapes that node's pods: there is nothing to share out.
      ...(context.daemonSet ? [] : shardingRules(context)),
    ],
    ...scrapeLimits(context, spec),
    ...scrapeFormats(context, spec, scrapeClass),
    body_size_limit: bodySizeLimit(context, spec.bodySizeLimit),
    metric_relabel_configs: metricRules(context, monitor, spec.scrapeClass, endpoint.metricRelabelings),
  });
}

/** Keeps one port of the container. A port chosen by number gets no label `endpoint`, as in the operator. */
function portRules({ port, portNumber, targetPort }: PodMonitorEndpoint): RelabelSection[] {
  const chosen = port || portNumber || targetPort;
  return chosen ? containerPortRules(chosen) : [];
}
