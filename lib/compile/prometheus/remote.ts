import { authorizationSection, basicAuthSection, isReadable, oauth2Section, proxy, sigv4Section } from './auth';
import type { CompileContext } from './context';
import type { AzureAd, QueueConfig, RemoteReadSpec, RemoteWriteSpec } from './crd/prometheus';
import { type ConfigurationFields, nonEmptyList, nonEmptyText, omitUndefined, sorted } from './fields';
import { relabelRules } from './relabel';
import { tlsConfig } from './tls';

/** One entry of remote_write. Secrets are of the Prometheus object's namespace. */
export function remoteWriteConfig(spec: RemoteWriteSpec, context: CompileContext): ConfigurationFields {
  const { since } = context;
  return omitUndefined({
    ...remoteFields(spec, context),
    headers: since('remote_write.headers', headersOf(spec)),
    name: since('remote_write.name', nonEmptyText(spec.name)),
    protobuf_message: since('remote_write.protobuf_message', spec.messageVersion && protobufMessage(spec.messageVersion)),
    send_exemplars: since('remote_write.send_exemplars', spec.sendExemplars),
    send_native_histograms: since('remote_write.send_native_histograms', spec.sendNativeHistograms),
    write_relabel_configs: nonEmptyList(relabelRules(spec.writeRelabelConfigs)),
    sigv4: since('remote_write.sigv4', sigv4Section(context, context.namespace, spec.sigv4)),
    azuread: since('azuread', spec.azureAd && azureAd(spec.azureAd, context)),
    enable_http2: since('enable_http2', spec.enableHTTP2),
    queue_config: spec.queueConfig && queueConfig(spec.queueConfig, context),
    metadata_config: since(
      'remote_write.metadata_config',
      spec.metadataConfig &&
        omitUndefined({
          // Version 2.0 of the protocol carries the metadata of each series with it.
          send: spec.messageVersion === 'V2.0' ? false : (spec.metadataConfig.send ?? false),
          send_interval: nonEmptyText(spec.metadataConfig.sendInterval),
          max_samples_per_send: since('remote_write.metadata_config.max_samples_per_send', spec.metadataConfig.maxSamplesPerSend),
        }),
    ),
    round_robin_dns: since('remote_write.round_robin_dns', spec.roundRobinDNS),
  });
}

/** One entry of remote_read. */
export function remoteReadConfig(spec: RemoteReadSpec, context: CompileContext): ConfigurationFields {
  const { since } = context;
  return omitUndefined({
    ...remoteFields(spec, context),
    headers: since('remote_read.headers', headersOf(spec)),
    name: since('remote_read.name', nonEmptyText(spec.name)),
    required_matchers: spec.requiredMatchers && Object.keys(spec.requiredMatchers).length ? sorted(spec.requiredMatchers) : undefined,
    read_recent: spec.readRecent || undefined,
    filter_external_labels: since('remote_read.filter_external_labels', spec.filterExternalLabels),
  });
}

function remoteFields(spec: RemoteReadSpec | RemoteWriteSpec, context: CompileContext): ConfigurationFields {
  const { namespace, since } = context;
  return {
    url: spec.url,
    remote_timeout: spec.remoteTimeout,
    basic_auth: basicAuthSection(context, namespace, spec.basicAuth),
    bearer_token: nonEmptyText(spec.bearerToken),
    bearer_token_file: nonEmptyText(spec.bearerTokenFile),
    oauth2: oauth2Section(context, namespace, spec.oauth2),
    tls_config: tlsConfig(context, namespace, spec.tlsConfig),
    authorization: authorizationSection(context, namespace, spec.authorization),
    ...proxy(context, namespace, spec),
    follow_redirects: since('follow_redirects', spec.followRedirects),
  };
}

function headersOf({ headers }: RemoteReadSpec | RemoteWriteSpec): Readonly<Record<string, string>> | undefined {
  return headers && Object.keys(headers).length ? sorted(headers) : undefined;
}

function protobufMessage(version: string): string {
  return version === 'V2.0' ? 'io.prometheus.write.v2.Request' : 'prometheus.WriteRequest';
}

function azureAd({ managedIdentity, oauth, sdk, workloadIdentity, cloud, scope }: AzureAd, context: CompileContext): ConfigurationFields {
  const { namespace, since, references } = context;
  return omitUndefined({
    managed_identity: managedIdentity && omitUndefined({ client_id: nonEmptyText(managedIdentity.clientId) }),
    oauth: since(
      'azuread.oauth',
      oauth && isReadable(context, namespace, oauth.clientSecret ?? {})
        ? {
            client_id: oauth.clientId ?? '',
            client_secret: references.value(namespace, { secret: oauth.clientSecret }),
            tenant_id: oauth.tenantId ?? '',
          }
        : undefined,
    ),
    sdk: since('azuread.sdk', sdk && { tenant_id: sdk.tenantId ?? '' }),
    workload_identity: since(
      'azuread.workload_identity',
      workloadIdentity && {
        client_id: workloadIdentity.clientId ?? '',
        tenant_id: workloadIdentity.tenantId ?? '',
      },
    ),
    cloud,
    scope: since('azuread.scope', nonEmptyText(scope)),
  });
}

/** 0 means Prometheus' own default. */
function queueConfig(queue: QueueConfig, { since }: CompileContext): ConfigurationFields {
  return omitUndefined({
    capacity: queue.capacity || undefined,
    min_shards: since('remote_write.queue_config.min_shards', queue.minShards || undefined),
    max_shards: queue.maxShards || undefined,
    max_samples_per_send: queue.maxSamplesPerSend || undefined,
    batch_send_deadline: queue.batchSendDeadline,
    max_retries: since('remote_write.queue_config.max_retries', queue.maxRetries || undefined),
    min_backoff: queue.minBackoff,
    max_backoff: queue.maxBackoff,
    retry_on_http_429: since('remote_write.queue_config.retry_on_http_429', queue.retryOnRateLimit || undefined),
    sample_age_limit: since('remote_write.queue_config.sample_age_limit', queue.sampleAgeLimit),
  });
}
