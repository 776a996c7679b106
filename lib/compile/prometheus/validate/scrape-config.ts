import { namespaceOf } from '../../../kubernetes/object';
import type { CompileContext } from '../context';
import type { DiscoveryHttp, DnsSd, KubernetesSd, ScrapeConfig } from '../crd/scrape-config';
import { cloudProblem } from './clouds';
import { basicAuthProblem, oauth2Problem, proxySecretsProblem, safeAuthorizationProblem, secretProblem, tlsProblem } from './credentials';
import { discoveryHttpProblem, tooOld, urlFieldProblem } from './discovery-http';
import { each, type FieldProblem, fieldProblem, insideOf, labelled, unnumbered } from './field-problem';
import { proxyShapeProblem } from './http';
import { scrapeClassProblem, staticLabelsProblem, timingProblem } from './monitors';
import { relabelingsProblem } from './relabel';
import { fieldSelectorTextProblem, labelSelectorTextProblem } from './selectors';
import { parseUrl, serverProblem } from './url';

/** Why the operator leaves a ScrapeConfig out (pkg/prometheus/resource_selector.go, checkScrapeConfig). */
export function scrapeConfigProblem(context: CompileContext, config: ScrapeConfig): FieldProblem | undefined {
  const { spec } = config;
  const namespace = namespaceOf(config);
  return (
    scrapeClassProblem(context, spec.scrapeClass, '') ??
    insideOf('relabelings', 'relabelConfigs', relabelingsProblem(context, spec.relabelings)) ??
    labelled('basicAuth', basicAuthProblem(context, namespace, spec.basicAuth)) ??
    labelled('authorization', safeAuthorizationProblem(context, namespace, spec.authorization)) ??
    labelled('oauth2', oauth2Problem(context, namespace, spec.oauth2)) ??
    labelled('tlsConfig', tlsProblem(context, namespace, spec.tlsConfig, 'safe')) ??
    timingProblem(context, 'scrapeInterval', spec.scrapeInterval, spec.scrapeTimeout) ??
    proxyShapeProblem(spec) ??
    proxySecretsProblem(context, namespace, spec) ??
    insideOf('metricRelabelings', 'metricRelabelConfigs', relabelingsProblem(context, spec.metricRelabelings)) ??
    labelled(
      'staticConfigs',
      each('staticConfigs', '', spec.staticConfigs, ({ labels }) => insideOf('labels', '', staticLabelsProblem(context, labels))),
    ) ??
    generalProblem(context, config) ??
    cloudProblem(context, config)
  );
}

function generalProblem(context: CompileContext, config: ScrapeConfig): FieldProblem | undefined {
  const { spec } = config;
  const namespace = namespaceOf(config);
  const http = (discovery: DiscoveryHttp) => discoveryHttpProblem(context, namespace, discovery);
  return (
    insideOf(
      'httpSDConfigs',
      'httpSDConfigs',
      tooOld(context, 'http_sd', 'HTTP SD configuration is only supported for Prometheus version >= 2.28.0') ??
        each('', '', spec.httpSDConfigs, (discovery) => urlFieldProblem('url', discovery.url) ?? http(discovery)),
    ) ??
    insideOf(
      'kubernetesSDConfigs',
      'kubernetesSDConfigs',
      each('', '', spec.kubernetesSDConfigs, (discovery) => http(discovery) ?? kubernetesProblem(context, discovery)),
    ) ??
    insideOf(
      'consulSDConfigs',
      'consulSDConfigs',
      each('', unnumbered, spec.consulSDConfigs, (discovery) => {
        const old = consulFields.find(({ field, isKnown }) => discovery[field] !== undefined && !isKnown(context));
        return old && fieldProblem(old.field, `field \`config.${old.name}\` is only supported for Prometheus version >= ${old.since}`);
      }) ??
        each(
          '',
          '',
          spec.consulSDConfigs,
          (discovery) => http(discovery) ?? secretProblem(context, namespace, 'tokenRef', '', discovery.tokenRef),
        ),
    ) ??
    insideOf('dnsSDConfigs', 'dnsSDConfigs', each('', '', spec.dnsSDConfigs, dnsProblem)) ??
    insideOf(
      'kumaSDConfigs',
      'kumaSDConfigs',
      each('', unnumbered, spec.kumaSDConfigs, ({ clientID }) =>
        clientID === undefined
          ? undefined
          : tooOld(
              context,
              'kuma.client_id',
              'field `clientID` in kuma SD configuration is only supported for Prometheus version >= 2.50.0',
            ),
      ) ??
        each('', '', spec.kumaSDConfigs, (discovery) => fieldProblem('server', serverProblem(discovery.server ?? '')) ?? http(discovery)),
    ) ??
    insideOf('eurekaSDConfigs', 'eurekaSDConfigs', each('', '', spec.eurekaSDConfigs, http)) ??
    insideOf(
      'nomadSDConfigs',
      'nomadSDConfigs',
      each('', '', spec.nomadSDConfigs, (discovery) => fieldProblem('server', serverProblem(discovery.server ?? '')) ?? http(discovery)),
    ) ??
    insideOf(
      'puppetDBSDConfigs',
      'puppetDBSDConfigs',
      tooOld(context, 'puppetdb', 'puppetDB SD configuration is only supported for Prometheus version >= 2.31.0') ??
        each('', '', spec.puppetDBSDConfigs, (discovery) => fieldProblem('url', webUrlProblem(discovery.url ?? '')) ?? http(discovery)),
    )
  );
}

const consulFields = [
  { field: 'pathPrefix', name: 'PathPrefix', since: '2.45.0', isKnown: ({ supports }: CompileContext) => supports('consul.path_prefix') },
  { field: 'namespace', name: 'Namespace', since: '2.28.0', isKnown: ({ supports }: CompileContext) => supports('consul.namespace') },
  { field: 'filter', name: 'Filter', since: '3.0.0', isKnown: ({ version }: CompileContext) => version.major >= 3 },
  {
    field: 'healthFilter',
    name: 'HealthFilter',
    since: '3.11.2',
    isKnown: ({ supports }: CompileContext) => supports('consul.health_filter'),
  },
] as const;

/** Which objects a role can be narrowed down by. */
const selectorRoles: Readonly<Record<string, readonly string[]>> = {
  pod: ['pod'],
  service: ['service'],
  endpointslice: ['pod', 'service', 'endpointslice'],
  endpoints: ['pod', 'service', 'endpoints'],
  node: ['node'],
  ingress: ['ingress'],
};

function kubernetesProblem(
  { supports }: CompileContext,
  { role = '', apiServer, namespaces, selectors }: KubernetesSd,
): FieldProblem | undefined {
  if (role === 'EndpointSlice' && !supports('endpointslice'))
    return fieldProblem('role', 'EndpointSlice role is only supported for Prometheus version >= 2.21.0');
  if (apiServer !== undefined && namespaces?.ownNamespace)
    return fieldProblem('namespaces.ownNamespace', "cannot use 'apiServer' and 'namespaces.ownNamespace' simultaneously");
  const allowed = selectorRoles[role.toLowerCase()];
  for (const selector of selectors ?? []) {
    if (!allowed)
      return fieldProblem(
        'role',
        `invalid role: "${selector.role}", expecting one of: pod, service, endpoints, endpointslice, node or ingress`,
      );
    if (!allowed.includes(selector.role?.toLowerCase() ?? ''))
      return fieldProblem('selectors', `${role} role supports only ${allowed.join(', ')} selectors`);
  }
  for (const { field, label } of selectors ?? []) {
    const reason =
      (field === undefined ? undefined : fieldSelectorTextProblem(field)) ??
      (label === undefined ? undefined : labelSelectorTextProblem(label));
    if (reason) return fieldProblem('selectors', reason);
  }
  return undefined;
}

function dnsProblem({ type, port }: DnsSd): FieldProblem | undefined {
  return type && type !== 'SRV' && port === undefined ? fieldProblem('port', `port required for record type "${type}"`) : undefined;
}

function webUrlProblem(text: string): string | undefined {
  const url = parseUrl(text);
  if (typeof url === 'string') return url;
  if (url.scheme !== 'http' && url.scheme !== 'https') return "URL scheme must be 'http' or 'https'";
  return url.host ? undefined : 'host is missing in URL';
}
