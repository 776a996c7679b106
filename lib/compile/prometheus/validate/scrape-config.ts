import type { Context } from '../context';
import type { DiscoveryHttp, DnsSd, KubernetesSd, ScrapeConfig } from '../crd/scrape-config';
import { namespaceOf } from '../relabel';
import type { Feature } from '../versions';
import { basicAuthFault, oauth2Fault, proxySecretsFault, safeAuthorizationFault, secretFault, tlsFault } from './credentials';
import { each, type Fault, fault, inside, labelled, unnumbered } from './fault';
import { proxyShapeFault } from './http';
import { scrapeClassFault, staticLabelsFault, timingFault } from './monitors';
import { relabelingsFault } from './relabel';
import { fieldSelectorTextFault, labelSelectorTextFault } from './selectors';
import { parseUrl, serverFault } from './url';

/** Why the operator leaves a ScrapeConfig out (pkg/prometheus/resource_selector.go, checkScrapeConfig). */
export function scrapeConfigFault(context: Context, config: ScrapeConfig): Fault | undefined {
  const { spec } = config;
  const namespace = namespaceOf(config);
  return (
    scrapeClassFault(context, spec.scrapeClass, '') ??
    inside('relabelings', 'relabelConfigs', relabelingsFault(context, spec.relabelings)) ??
    labelled('basicAuth', basicAuthFault(context, namespace, spec.basicAuth)) ??
    labelled('authorization', safeAuthorizationFault(context, namespace, spec.authorization)) ??
    labelled('oauth2', oauth2Fault(context, namespace, spec.oauth2)) ??
    labelled('tlsConfig', tlsFault(context, namespace, spec.tlsConfig, 'safe')) ??
    timingFault(context, 'scrapeInterval', spec.scrapeInterval, spec.scrapeTimeout) ??
    proxyShapeFault(spec) ??
    proxySecretsFault(context, namespace, spec) ??
    inside('metricRelabelings', 'metricRelabelConfigs', relabelingsFault(context, spec.metricRelabelings)) ??
    labelled(
      'staticConfigs',
      each('staticConfigs', '', spec.staticConfigs, ({ labels }) => inside('labels', '', staticLabelsFault(context, labels))),
    ) ??
    generalFault(context, config) ??
    cloudFault(context, config)
  );
}

/** Credentials and proxy, in all the ways that a discovery may have them. */
function httpFault(context: Context, namespace: string, http: DiscoveryHttp): Fault | undefined {
  return (
    basicAuthFault(context, namespace, http.basicAuth) ??
    safeAuthorizationFault(context, namespace, http.authorization) ??
    oauth2Fault(context, namespace, http.oauth2) ??
    tlsFault(context, namespace, http.tlsConfig, 'safe') ??
    proxyShapeFault(http) ??
    proxySecretsFault(context, namespace, http)
  );
}

/** What a version of Prometheus does not know. The operator refuses these for old versions even where the list is empty. */
function tooOld({ supports }: Context, feature: Feature, reason: string): Fault | undefined {
  return supports(feature) ? undefined : fault('', reason);
}

function generalFault(context: Context, config: ScrapeConfig): Fault | undefined {
  const { spec } = config;
  const namespace = namespaceOf(config);
  const http = (discovery: DiscoveryHttp) => httpFault(context, namespace, discovery);
  return (
    inside(
      'httpSDConfigs',
      'httpSDConfigs',
      tooOld(context, 'http_sd', 'HTTP SD configuration is only supported for Prometheus version >= 2.28.0') ??
        each('', '', spec.httpSDConfigs, (discovery) => urlFault('url', discovery.url) ?? http(discovery)),
    ) ??
    inside(
      'kubernetesSDConfigs',
      'kubernetesSDConfigs',
      each('', '', spec.kubernetesSDConfigs, (discovery) => http(discovery) ?? kubernetesFault(context, discovery)),
    ) ??
    inside(
      'consulSDConfigs',
      'consulSDConfigs',
      each('', unnumbered, spec.consulSDConfigs, (discovery) => {
        const old = consulFields.find(({ field, isKnown }) => discovery[field] !== undefined && !isKnown(context));
        return old && fault(old.field, `field \`config.${old.name}\` is only supported for Prometheus version >= ${old.since}`);
      }) ??
        each(
          '',
          '',
          spec.consulSDConfigs,
          (discovery) => http(discovery) ?? secretFault(context, namespace, 'tokenRef', '', discovery.tokenRef),
        ),
    ) ??
    inside('dnsSDConfigs', 'dnsSDConfigs', each('', '', spec.dnsSDConfigs, dnsFault)) ??
    inside(
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
      ) ?? each('', '', spec.kumaSDConfigs, (discovery) => fault('server', serverFault(discovery.server ?? '')) ?? http(discovery)),
    ) ??
    inside('eurekaSDConfigs', 'eurekaSDConfigs', each('', '', spec.eurekaSDConfigs, http)) ??
    inside(
      'nomadSDConfigs',
      'nomadSDConfigs',
      each('', '', spec.nomadSDConfigs, (discovery) => fault('server', serverFault(discovery.server ?? '')) ?? http(discovery)),
    ) ??
    inside(
      'puppetDBSDConfigs',
      'puppetDBSDConfigs',
      tooOld(context, 'puppetdb', 'puppetDB SD configuration is only supported for Prometheus version >= 2.31.0') ??
        each('', '', spec.puppetDBSDConfigs, (discovery) => fault('url', webUrlFault(discovery.url ?? '')) ?? http(discovery)),
    )
  );
}

const consulFields = [
  { field: 'pathPrefix', name: 'PathPrefix', since: '2.45.0', isKnown: ({ supports }: Context) => supports('consul.path_prefix') },
  { field: 'namespace', name: 'Namespace', since: '2.28.0', isKnown: ({ supports }: Context) => supports('consul.namespace') },
  { field: 'filter', name: 'Filter', since: '3.0.0', isKnown: ({ version }: Context) => version.major >= 3 },
  { field: 'healthFilter', name: 'HealthFilter', since: '3.11.2', isKnown: ({ supports }: Context) => supports('consul.health_filter') },
] as const;

function cloudFault(context: Context, config: ScrapeConfig): Fault | undefined {
  const { spec } = config;
  const namespace = namespaceOf(config);
  const http = (discovery: DiscoveryHttp) => httpFault(context, namespace, discovery);
  const secret = (path: string, selector: Parameters<typeof secretFault>[4]) => secretFault(context, namespace, path, '', selector);
  return (
    inside(
      'ec2SDConfigs',
      'ec2SDConfigs',
      each(
        '',
        '',
        spec.ec2SDConfigs,
        (discovery) => secret('accessKey', discovery.accessKey) ?? secret('secretKey', discovery.secretKey) ?? http(discovery),
      ),
    ) ??
    inside(
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
          if (!discovery[field]) return fault(field, `configuration requires a ${field}`);
        return secret('clientSecret', discovery.clientSecret) ?? http(discovery);
      }),
    ) ??
    inside(
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
          tlsFault(context, namespace, discovery.tlsConfig, 'safe'),
      ),
    ) ??
    inside(
      'digitalOceanSDConfigs',
      'digitalOceanSDConfigs',
      tooOld(context, 'digitalocean', 'service discovery for Digital Ocean is only supported for Prometheus version >= 2.20.0') ??
        each('', '', spec.digitalOceanSDConfigs, http),
    ) ??
    inside(
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
          urlFault('host', discovery.host),
      ),
    ) ??
    inside(
      'linodeSDConfigs',
      'linodeSDConfigs',
      tooOld(context, 'linode', 'linode SD configuration is only supported for Prometheus version >= 2.28.0') ??
        each('', '', spec.linodeSDConfigs, http),
    ) ??
    inside(
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
    inside(
      'dockerSwarmSDConfigs',
      'dockerswarmSDConfigs',
      tooOld(context, 'dockerswarm', 'dockerswarm SD configuration is only supported for Prometheus version >= 2.20.0') ??
        each('', '', spec.dockerSwarmSDConfigs, (discovery) => urlFault('host', discovery.host) ?? http(discovery)),
    ) ??
    inside(
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
    inside(
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
    inside(
      'scalewaySDConfigs',
      'ScalewaySDConfigs',
      tooOld(context, 'scaleway', 'ScaleWay SD configuration is only supported for Prometheus version >= 2.26.0') ??
        each('', '', spec.scalewaySDConfigs, (discovery) => secret('secretKey', discovery.secretKey ?? {}) ?? http(discovery)),
    ) ??
    inside(
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

function kubernetesFault({ supports }: Context, { role = '', apiServer, namespaces, selectors }: KubernetesSd): Fault | undefined {
  if (role === 'EndpointSlice' && !supports('endpointslice'))
    return fault('role', 'EndpointSlice role is only supported for Prometheus version >= 2.21.0');
  if (apiServer !== undefined && namespaces?.ownNamespace)
    return fault('namespaces.ownNamespace', "cannot use 'apiServer' and 'namespaces.ownNamespace' simultaneously");
  const allowed = selectorRoles[role.toLowerCase()];
  for (const selector of selectors ?? []) {
    if (!allowed)
      return fault('role', `invalid role: "${selector.role}", expecting one of: pod, service, endpoints, endpointslice, node or ingress`);
    if (!allowed.includes(selector.role?.toLowerCase() ?? ''))
      return fault('selectors', `${role} role supports only ${allowed.join(', ')} selectors`);
  }
  for (const { field, label } of selectors ?? []) {
    const reason =
      (field === undefined ? undefined : fieldSelectorTextFault(field)) ??
      (label === undefined ? undefined : labelSelectorTextFault(label));
    if (reason) return fault('selectors', reason);
  }
  return undefined;
}

function dnsFault({ type, port }: DnsSd): Fault | undefined {
  return type && type !== 'SRV' && port === undefined ? fault('port', `port required for record type "${type}"`) : undefined;
}

function urlFault(path: string, url: string | undefined): Fault | undefined {
  const parsed = parseUrl(url ?? '');
  return typeof parsed === 'string' ? fault(path, parsed) : undefined;
}

function webUrlFault(text: string): string | undefined {
  const url = parseUrl(text);
  if (typeof url === 'string') return url;
  if (url.scheme !== 'http' && url.scheme !== 'https') return "URL scheme must be 'http' or 'https'";
  return url.host ? undefined : 'host is missing in URL';
}
