import type { AdditionalConfigs } from './additional';
import { basicAuthSection, proxy, safeAuthorization, sigv4Section } from './auth';
import type { CompileContext, EndpointsRole } from './context';
import type { AlertmanagerEndpoint, PrometheusSpec } from './crd/prometheus';
import { type ConfigurationFields, nonEmptyList, nonEmptyText, omitUndefined } from './fields';
import { replicaLabelOf } from './global';
import { kubernetesDiscovery } from './kubernetes-sd';
import { metaPrefix, type RelabelSection, relabelRules } from './relabel';
import { tlsConfig } from './tls';

/** `alerting`: where alerts go, and what is done to their labels first. */
export function alertingFields(
  context: CompileContext,
  spec: PrometheusSpec,
  { alertRelabelings, alertmanagers }: AdditionalConfigs,
): ConfigurationFields | undefined {
  if (!spec.alerting && !alertRelabelings && !alertmanagers) return undefined;
  const replicaLabel = replicaLabelOf(spec);
  return {
    alert_relabel_configs: [
      // Alertmanager takes alerts of two replicas for one only if their labels are the same.
      ...(replicaLabel ? [{ action: 'labeldrop', regex: quoteMeta(replicaLabel) }] : []),
      ...(alertRelabelings ?? []),
    ],
    alertmanagers: [...(spec.alerting?.alertmanagers ?? []).map((endpoint) => alertmanager(endpoint, context)), ...(alertmanagers ?? [])],
  };
}

function alertmanager(endpoint: AlertmanagerEndpoint, context: CompileContext): ConfigurationFields {
  const { namespace, since } = context;
  const role = context.endpointsRole();
  return omitUndefined({
    scheme: endpoint.scheme?.toLowerCase(),
    path_prefix: endpoint.pathPrefix,
    timeout: endpoint.timeout,
    enable_http2: since('enable_http2', endpoint.enableHttp2),
    tls_config: tlsConfig(context, namespace, endpoint.tlsConfig),
    ...proxy(context, namespace, endpoint),
    kubernetes_sd_configs: kubernetesDiscovery(context, { role, namespace: endpoint.namespace ?? namespace }),
    bearer_token_file: nonEmptyText(endpoint.bearerTokenFile),
    basic_auth: since('basic_auth_of_alertmanagers', basicAuthSection(context, namespace, endpoint.basicAuth)),
    authorization: safeAuthorization(context, namespace, endpoint.authorization),
    sigv4: since('sigv4_of_alertmanagers', sigv4Section(context, namespace, endpoint.sigv4)),
    api_version: apiVersion(endpoint.apiVersion, context),
    relabel_configs: [
      { action: 'keep', source_labels: ['__meta_kubernetes_service_name'], regex: endpoint.name },
      ...portRules(endpoint.port, role),
      ...relabelRules(endpoint.relabelings),
    ],
    alert_relabel_configs: since('alert_relabel_configs', nonEmptyList(relabelRules(endpoint.alertRelabelings))),
  });
}

function portRules(port: string | number | undefined, role: EndpointsRole): RelabelSection[] {
  if (!port) return [];
  const label = typeof port === 'number' ? '__meta_kubernetes_pod_container_port_number' : `${metaPrefix(role)}_port_name`;
  return [{ action: 'keep', source_labels: [label], regex: String(port) }];
}

/** Prometheus 3 speaks no v1 any more. */
function apiVersion(wanted: string | undefined, { version, since }: CompileContext): string | undefined {
  const lower = wanted?.toLowerCase();
  return lower === 'v2' || (lower === 'v1' && version.major < 3) ? since('api_version', lower) : undefined;
}

/** The text as a regular expression that matches it and nothing else. */
function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&');
}
