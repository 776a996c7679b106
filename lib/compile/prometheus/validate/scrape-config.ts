import { namespaceOf } from '../../../kubernetes/object';
import type { CompileContext } from '../context';
import type { DiscoveryHttp, DnsSd, KubernetesSd, ScrapeConfig } from '../crd/scrape-config';
import type { PrometheusFeature } from '../versions';
import { basicAuthProblem, oauth2Problem, proxySecretsProblem, safeAuthorizationProblem, secretProblem, tlsProblem } from './credentials';
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

/** Credentials and proxy, in all the ways that a discovery may have them. */
function httpProblem(context: CompileContext, namespace: string, http: DiscoveryHttp): FieldProblem | undefined {
  return (
    basicAuthProblem(context, namespace, http.basicAuth) ??
    safeAuthorizationProblem(context, namespace, http.authorization) ??
    oauth2Problem(context, namespace, http.oauth2) ??
    tlsProblem(context, namespace, http.tlsConfig, 'safe') ??
    proxyShapeProblem(http) ??
    proxySecretsProblem(context, namespace, http)
  );
}

/** What a version of Prometheus does not know. The operator refuses these for old versions even where the list is empty. */
function tooOld({ supports }: CompileContext, feature: PrometheusFeature, reason: string): FieldProblem | undefined {
  return supports(feature) ? undefined : fieldProblem('', reason);
}

function generalProblem(context: CompileContext, config: ScrapeConfig): FieldProblem | undefined {
  const { spec } = config;
  const namespace = namespaceOf(config);
  const http = (discovery: DiscoveryHttp) => httpProblem(context, namespace, discovery);
  return (
    insideOf(
      'httpSDConfigs',
      'httpSDConfigs',
      tooOld(context, 'http_sd', 'HTTP SD configuration is only supported for Prometheus version >= 2.28.0') ??
        each('', '', spec.httpSDConfigs, (discovery) => urlProblem('url', discovery.url) ?? http(discovery)),
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

function cloudProblem(context: CompileContext, config: ScrapeConfig): FieldProblem | undefined {
  const { spec } = config;
  const namespace = namespaceOf(config);
  const http = (discovery: DiscoveryHttp) => httpProblem(context, namespace, discovery);
  const secret = (path: string, selector: Parameters<typeof secretProblem>[4]) => secretProblem(context, namespace, path, '', selector);
  return (
    insideOf(
      'ec2SDConfigs',
      'ec2SDConfigs',
      each(
        '',
        '',
        spec.ec2SDConfigs,
        (discovery) => secret('accessKey', discovery.accessKey) ?? secret('secretKey', discovery.secretKey) ?? http(discovery),
      ),
    ) ??
    insideOf(
      'azureSDConfigs',
      'azureSDConfigs',
      each('', '', spec.azureSDConfigs, (discovery) => {
        const method = discovery.authenticationMethod;
        const old =
          (method === 'SDK'
            ? tooOld(context, 'azure.sdk', 'SDK authentication is only supported from Prometheus version 2.52.0')
            : undefined) ??
          (method === 'WorkloadIdentity'
            ? tooOld(context, 'azure.workload_identity', 'WorkloadIdentity authentication is only supported from Prometheus version 3.11.0')
            : undefined) ??
          (discovery.resourceGroup === undefined
            ? undefined
            : tooOld(context, 'azure.resource_group', 'ResourceGroup is only supported from Prometheus version >= 2.35.0'));
        if (old || (method && method !== 'OAuth')) return old;
        for (const field of ['tenantID', 'clientID', 'clientSecret'] as const)
          if (!discovery[field]) return fieldProblem(field, `configuration requires a ${field}`);
        return secret('clientSecret', discovery.clientSecret) ?? http(discovery);
      }),
    ) ??
    insideOf(
      'openstackSDConfigs',
      'openstackSDConfigs',
      each(
        '',
        '',
        spec.openstackSDConfigs,
        (discovery) =>
          (discovery.role === 'LoadBalancer'
            ? tooOld(context, 'openstack.load_balancer', 'The LoadBalancer role is only supported from Prometheus version 3.2.0')
            : undefined) ??
          secret('password', discovery.password) ??
          secret('applicationCredentialSecret', discovery.applicationCredentialSecret) ??
          tlsProblem(context, namespace, discovery.tlsConfig, 'safe'),
      ),
    ) ??
    insideOf(
      'digitalOceanSDConfigs',
      'digitalOceanSDConfigs',
      tooOld(context, 'digitalocean', 'service discovery for Digital Ocean is only supported for Prometheus version >= 2.20.0') ??
        each('', '', spec.digitalOceanSDConfigs, http),
    ) ??
    insideOf(
      'dockerSDConfigs',
      'dockerSDConfigs',
      each(
        '',
        '',
        spec.dockerSDConfigs,
        (discovery) =>
          (discovery.matchFirstNetwork === undefined
            ? undefined
            : tooOld(
                context,
                'docker.match_first_network',
                'field `matchFirstNetwork` is only supported for Prometheus version >= 2.54.1',
              )) ??
          http(discovery) ??
          urlProblem('host', discovery.host),
      ),
    ) ??
    insideOf(
      'linodeSDConfigs',
      'linodeSDConfigs',
      tooOld(context, 'linode', 'linode SD configuration is only supported for Prometheus version >= 2.28.0') ??
        each('', '', spec.linodeSDConfigs, http),
    ) ??
    insideOf(
      'hetznerSDConfigs',
      'hetznerSDConfigs',
      each(
        '',
        '',
        spec.hetznerSDConfigs,
        (discovery) =>
          (discovery.labelSelector === undefined
            ? undefined
            : tooOld(context, 'hetzner.label_selector', 'field `labelSelector` is only supported for Prometheus version >= 3.5.0')) ??
          http(discovery),
      ),
    ) ??
    insideOf(
      'dockerSwarmSDConfigs',
      'dockerswarmSDConfigs',
      tooOld(context, 'dockerswarm', 'dockerswarm SD configuration is only supported for Prometheus version >= 2.20.0') ??
        each('', '', spec.dockerSwarmSDConfigs, (discovery) => urlProblem('host', discovery.host) ?? http(discovery)),
    ) ??
    insideOf(
      'lightSailSDConfigs',
      'lightSailSDConfigs',
      tooOld(context, 'lightsail', 'lightSail SD configuration is only supported for Prometheus version >= 2.27.0') ??
        each(
          '',
          '',
          spec.lightSailSDConfigs,
          (discovery) => secret('accessKey', discovery.accessKey) ?? secret('secretKey', discovery.secretKey) ?? http(discovery),
        ),
    ) ??
    insideOf(
      'ovhcloudSDConfigs',
      'OVHCloudSDConfigs',
      tooOld(context, 'ovhcloud', 'OVHCloud SD configuration is only supported for Prometheus version >= 2.40.0') ??
        each(
          '',
          '',
          spec.ovhcloudSDConfigs,
          (discovery) =>
            secret('applicationSecret', discovery.applicationSecret ?? {}) ?? secret('consumerKey', discovery.consumerKey ?? {}),
        ),
    ) ??
    insideOf(
      'scalewaySDConfigs',
      'ScalewaySDConfigs',
      tooOld(context, 'scaleway', 'ScaleWay SD configuration is only supported for Prometheus version >= 2.26.0') ??
        each('', '', spec.scalewaySDConfigs, (discovery) => secret('secretKey', discovery.secretKey ?? {}) ?? http(discovery)),
    ) ??
    insideOf(
      'ionosSDConfigs',
      'IonosSDConfigs',
      tooOld(context, 'ionos', 'IONOS SD configuration is only supported for Prometheus version >= 2.36.0') ??
        each('', '', spec.ionosSDConfigs, http),
    )
  );
}

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

function urlProblem(path: string, url: string | undefined): FieldProblem | undefined {
  const parsed = parseUrl(url ?? '');
  return typeof parsed === 'string' ? fieldProblem(path, parsed) : undefined;
}

function webUrlProblem(text: string): string | undefined {
  const url = parseUrl(text);
  if (typeof url === 'string') return url;
  if (url.scheme !== 'http' && url.scheme !== 'https') return "URL scheme must be 'http' or 'https'";
  return url.host ? undefined : 'host is missing in URL';
}
