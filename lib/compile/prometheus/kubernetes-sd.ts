import { type LabelSelector, labelSelectorText } from '../../kubernetes/label-selector';
import { authorizationSection, basicAuthSection, proxy } from './auth';
import type { CompileContext } from './context';
import type { AttachMetadata, NamespaceSelector } from './crd/common';
import type { ScrapeClass } from './crd/prometheus';
import { type ConfigurationFields, nonEmptyText, omitUndefined } from './fields';
import { tlsConfig } from './tls';

interface Discovery {
  readonly role: string;
  /** The namespace of the targets, unless the selector names others. */
  readonly namespace: string;
  readonly namespaceSelector?: NamespaceSelector;
  readonly attachMetadata?: ConfigurationFields;
  /** What the API server is asked to select, per role. */
  readonly selectors?: readonly ConfigurationFields[];
}

/** kubernetes_sd_configs of the objects that watch the cluster Prometheus runs in. */
export function kubernetesDiscovery(context: CompileContext, discovery: Discovery): ConfigurationFields[] {
  const { role, namespace, namespaceSelector, attachMetadata, selectors = [] } = discovery;
  const names = discoveredNamespaces(context, namespaceSelector, namespace);
  // $(NODE_NAME) is known in the pod only: prometheus-config-reloader replaces it.
  const all = [...(context.daemonSet ? [{ role: 'pod', field: 'spec.nodeName=$(NODE_NAME)' }] : []), ...selectors];
  return [
    omitUndefined({
      role,
      namespaces: names.length ? { names } : undefined,
      ...apiServer(context),
      attach_metadata: attachMetadata,
      selectors: all.length ? all : undefined,
    }),
  ];
}

/**
 * How to reach the API server. The Secrets are of the Prometheus object's namespace. (The operator reads them there, but then looks for
 * them in the namespace of the monitor, so that its credentials are missing where the two differ.)
 */
function apiServer(context: CompileContext): ConfigurationFields {
  const {
    namespace,
    spec: { apiserverConfig: config },
  } = context;
  if (!config) return {};
  return {
    api_server: config.host ?? '',
    basic_auth: basicAuthSection(context, namespace, config.basicAuth),
    bearer_token: nonEmptyText(config.bearerToken),
    bearer_token_file: nonEmptyText(config.bearerTokenFile),
    authorization: authorizationSection(context, namespace, config.authorization),
    tls_config: tlsConfig(context, namespace, config.tlsConfig),
    ...proxy(context, namespace, config),
  };
}

function discoveredNamespaces({ spec }: CompileContext, selector: NamespaceSelector | undefined, own: string): readonly string[] {
  if (spec.ignoreNamespaceSelectors) return [own];
  if (selector?.any) return [];
  return selector?.matchNames?.length ? selector.matchNames : [own];
}

/** Whether targets carry the labels of their node. Sharding by zone needs them, unless pods carry the zone themselves. */
export function attachMetadata(
  context: CompileContext,
  feature: 'attach_metadata_of_endpoints' | 'attach_metadata_of_pods',
  own: AttachMetadata | undefined,
  scrapeClass: ScrapeClass,
): ConfigurationFields | undefined {
  const wanted = own ?? scrapeClass.attachMetadata;
  const forced = context.sharding.zones.length > 0 && !context.podTopologyLabels;
  return context.since(feature, wanted || forced ? { node: forced || (wanted?.node ?? false) } : undefined);
}

/** Selectors for the API server, where the monitor wants it to select instead of relabelling. */
export function roleSelectors(
  mechanism: string | undefined,
  roles: readonly string[],
  selector: LabelSelector | undefined,
): ConfigurationFields[] {
  return selectsByRelabelling(mechanism) ? [] : roles.map((role) => ({ role, label: labelSelectorText(selector) }));
}

export function selectsByRelabelling(mechanism: string | undefined): boolean {
  return (mechanism ?? 'RelabelConfig') === 'RelabelConfig';
}
