import { compareVersions, parseVersion, type Version } from '../../text/version';

/** What prometheus-operator v0.93.1 deploys where the Prometheus object names no version. */
export const defaultPrometheusVersion = 'v3.13.1';

/**
 * The first Prometheus version that knows a part of the configuration. For older ones prometheus-operator v0.93.1 leaves the part out
 * (pkg/prometheus/promcfg.go, WithMinimumVersion) or refuses the object (resource_selector.go, validation/validator.go,
 * pkg/operator/rules.go).
 */
const firstVersions = {
  alert_relabel_configs: '2.51.0',
  api_version: '2.11.0',
  attach_metadata_of_endpoints: '2.37.0',
  attach_metadata_of_pods: '2.35.0',
  authorization: '2.26.0',
  azuread: '2.45.0',
  'azure.resource_group': '2.35.0',
  'azure.sdk': '2.52.0',
  'azure.workload_identity': '3.11.0',
  'azuread.managed_identity_without_client': '3.5.0',
  'azuread.oauth': '2.48.0',
  'azuread.scope': '3.9.0',
  'azuread.sdk': '2.52.0',
  'azuread.workload_identity': '3.7.0',
  basic_auth_of_alertmanagers: '2.26.0',
  body_size_limit: '2.28.0',
  convert_classic_histograms_to_nhcb: '3.0.0',
  'consul.health_filter': '3.11.2',
  'consul.namespace': '2.28.0',
  'consul.path_prefix': '2.45.0',
  digitalocean: '2.20.0',
  dockerswarm: '2.20.0',
  'docker.match_first_network': '2.54.1',
  'dns.type=MX': '2.38.0',
  'dns.type=NS': '2.49.0',
  'ec2.filters': '2.3.0',
  'ec2.http': '2.41.0',
  enable_compression: '2.49.0',
  enable_http2: '2.35.0',
  endpointslice: '2.21.0',
  exemplars: '2.29.0',
  fallback_scrape_protocol: '3.0.0',
  follow_redirects: '2.26.0',
  'global.always_scrape_classic_histograms': '3.5.0',
  'global.convert_classic_histograms_to_nhcb': '3.4.0',
  'global.keep_dropped_targets': '2.47.0',
  'global.limits': '2.45.0',
  'global.query_log_file': '2.16.0',
  'global.rule_query_offset': '2.53.0',
  'global.scrape_failure_log_file': '2.55.0',
  'hetzner.label_selector': '3.5.0',
  honor_timestamps: '2.9.0',
  http_sd: '2.28.0',
  ionos: '2.36.0',
  keep_dropped_targets: '2.47.0',
  'kuma.client_id': '2.50.0',
  kubernetes_selectors: '2.17.0',
  label_limits: '2.27.0',
  lightsail: '2.27.0',
  linode: '2.28.0',
  metric_name_escaping_scheme: '3.4.0',
  metric_name_validation_scheme: '3.0.0',
  native_histogram_bucket_limit: '2.45.0',
  native_histogram_min_bucket_factor: '2.50.0',
  oauth2: '2.27.0',
  'oauth2.proxy_and_tls': '2.43.0',
  'openstack.load_balancer': '3.2.0',
  'otlp.convert_histograms_to_nhcb': '3.4.0',
  'otlp.keep_identifying_resource_attributes': '3.1.0',
  'otlp.label_names': '3.8.0',
  'otlp.promote_all_resource_attributes': '3.5.0',
  'otlp.promote_resource_attributes': '2.55.0',
  'otlp.promote_scope_metadata': '3.6.0',
  'otlp.translation_strategy': '3.0.0',
  ovhcloud: '2.40.0',
  proxy: '2.43.0',
  puppetdb: '2.31.0',
  'remote_read.filter_external_labels': '2.34.0',
  'remote_read.headers': '2.26.0',
  'remote_read.name': '2.15.0',
  'remote_write.headers': '2.15.0',
  'remote_write.metadata_config': '2.23.0',
  'remote_write.metadata_config.max_samples_per_send': '2.29.0',
  'remote_write.name': '2.15.0',
  'remote_write.protobuf_message': '2.54.0',
  'remote_write.queue_config.min_shards': '2.6.0',
  'remote_write.queue_config.retry_on_http_429': '2.26.0',
  'remote_write.queue_config.sample_age_limit': '2.50.0',
  'remote_write.round_robin_dns': '3.1.0',
  'remote_write.send_exemplars': '2.27.0',
  'remote_write.send_native_histograms': '2.40.0',
  'remote_write.sigv4': '2.26.0',
  'rules.group_labels': '3.0.0',
  'rules.keep_firing_for': '2.42.0',
  'rules.limit': '2.31.0',
  'rules.query_offset': '2.53.0',
  runtime: '2.53.0',
  scaleway: '2.26.0',
  scrape_classic_histograms: '2.45.0',
  scrape_limits_inherit_global: '2.45.0',
  scrape_native_histograms: '3.8.0',
  scrape_protocols: '2.49.0',
  'scrape_protocols=PrometheusText1.0.0': '3.0.0-rc.0',
  'sigv4.external_id': '3.11.0',
  'sigv4.use_fips_sts_endpoint': '2.54.0',
  sigv4_of_alertmanagers: '2.48.0',
  storage: '2.29.0',
  'storage.tsdb.chunk_encoding': '3.13.0',
  'storage.tsdb.out_of_order_time_window': '2.39.0',
  'storage.tsdb.out_of_order_time_window_of_agents': '2.54.0',
  'storage.tsdb.retention': '3.11.0',
  'storage.tsdb.stale_series_compaction_threshold': '3.10.0',
  target_limit: '2.21.0',
  'tls.max_version': '2.41.0',
  'tls.min_version': '2.35.0',
  track_timestamps_staleness: '2.48.0',
  'relabel.case': '2.36.0',
  'relabel.equal': '2.41.0',
  utf8_names: '3.0.0',
} as const;

/** The operator has no need of these: it copies credentials instead of naming files. From Prometheus' changelog and its go.mod. */
const firstFileVersions = { 'scaleway.secret_key_file': '2.27.0', username_file: '2.49.0' } as const;

/** The first version that no longer knows a part (WithMaximumVersion). */
const endVersions = { 'remote_write.queue_config.max_retries': '2.11.0' } as const;

/** Every version at which what the operator generates changes. */
export const versionGates: readonly string[] = [...Object.values(firstVersions), ...Object.values(endVersions)];

export type PrometheusFeature = keyof typeof firstVersions | keyof typeof firstFileVersions | keyof typeof endVersions;

/** Every part of the configuration that this version of Prometheus knows. */
export function knownFeatures(version: Version): ReadonlySet<PrometheusFeature> {
  const known = new Set<PrometheusFeature>();
  for (const [feature, first] of Object.entries({ ...firstVersions, ...firstFileVersions }))
    if (compareVersions(version, parseVersion(first)!) >= 0) known.add(feature as PrometheusFeature);
  for (const [feature, end] of Object.entries(endVersions))
    if (compareVersions(version, parseVersion(end)!) < 0) known.add(feature as PrometheusFeature);
  return known;
}
