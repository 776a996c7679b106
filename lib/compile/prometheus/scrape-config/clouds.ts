import { proxy } from '../auth';
import type {
  AwsSd,
  AzureSd,
  DockerSd,
  GceSd,
  HetznerSd,
  IonosSd,
  LinodeSd,
  OpenStackSd,
  OvhCloudSd,
  ScalewaySd,
  ServerSd,
} from '../crd/scrape-config';
import { nonEmptyList, nonEmptyText, omitUndefined } from '../fields';
import { safeTlsConfig } from '../tls';
import { type DiscoverySection, filterFields, httpSection, type Scope, secretField } from './scope';

/* Discovery by the APIs of cloud providers and container engines. */

/** Both keys, or neither. */
function awsKeys({ accessKey, secretKey }: AwsSd, scope: Scope) {
  if (!accessKey || !secretKey) return {};
  return {
    access_key: secretField(accessKey, scope, 'failed to get % access key'),
    secret_key: secretField(secretKey, scope, 'failed to get % access key'),
  };
}

export const ec2: DiscoverySection<AwsSd> = (config, scope) => {
  const { context, namespace } = scope;
  return omitUndefined({
    ...proxy(context, namespace, config),
    region: config.region,
    ...awsKeys(config, scope),
    role_arn: config.roleARN,
    refresh_interval: config.refreshInterval,
    port: config.port,
    filters: context.since('ec2.filters', filterFields(config.filters)),
    ...(context.supports('ec2.http') && {
      follow_redirects: config.followRedirects,
      enable_http2: config.enableHTTP2,
      tls_config: safeTlsConfig(context, namespace, config.tlsConfig),
    }),
  });
};

export const lightSail: DiscoverySection<AwsSd> = (config, scope) =>
  omitUndefined({
    ...httpSection(config, scope),
    region: config.region,
    endpoint: config.endpoint,
    port: config.port,
    refresh_interval: config.refreshInterval,
    ...awsKeys(config, scope),
    role_arn: config.roleARN,
  });

export const azure: DiscoverySection<AzureSd> = (config, scope) =>
  omitUndefined({
    // The operator writes no TLS, redirects and HTTP/2 here, and forgets authentication and proxy where an environment is named.
    ...(config.environment === undefined
      ? httpSection({ ...config, tlsConfig: undefined, followRedirects: undefined, enableHTTP2: undefined }, scope)
      : { environment: config.environment }),
    authentication_method: config.authenticationMethod,
    subscription_id: nonEmptyText(config.subscriptionID),
    tenant_id: config.tenantID,
    client_id: config.clientID,
    client_secret: secretField(config.clientSecret, scope, 'failed to get % client secret'),
    resource_group: config.resourceGroup,
    refresh_interval: config.refreshInterval,
    port: config.port,
  });

export const gce: DiscoverySection<GceSd> = (config) =>
  omitUndefined({
    project: config.project ?? '',
    zone: config.zone ?? '',
    filter: config.filter,
    refresh_interval: config.refreshInterval,
    port: config.port,
    tag_separator: config.tagSeparator,
  });

export const openStack: DiscoverySection<OpenStackSd> = (config, scope) =>
  omitUndefined({
    role: config.role?.toLowerCase() ?? '',
    region: config.region ?? '',
    identity_endpoint: config.identityEndpoint,
    username: config.username,
    userid: config.userid,
    password: secretField(config.password, scope, 'failed to read % secret'),
    domain_name: config.domainName,
    domain_id: config.domainID,
    project_name: config.projectName,
    project_id: config.projectID,
    application_credential_name: config.applicationCredentialName,
    application_credential_id: config.applicationCredentialId,
    application_credential_secret: secretField(config.applicationCredentialSecret, scope, 'failed to read % secret'),
    all_tenants: config.allTenants,
    refresh_interval: config.refreshInterval,
    port: config.port,
    availability: config.availability,
    tls_config: safeTlsConfig(scope.context, scope.namespace, config.tlsConfig),
  });

export const digitalOcean: DiscoverySection<ServerSd> = (config, scope) =>
  omitUndefined({
    ...httpSection({ ...config, basicAuth: undefined }, scope),
    port: config.port,
    refresh_interval: config.refreshInterval,
  });

export const linode: DiscoverySection<LinodeSd> = (config, scope) =>
  omitUndefined({
    ...httpSection({ ...config, basicAuth: undefined }, scope),
    port: config.port,
    region: config.region,
    tag_separator: config.tagSeparator,
    refresh_interval: config.refreshInterval,
  });

export const hetzner: DiscoverySection<HetznerSd> = (config, scope) =>
  omitUndefined({
    ...httpSection(config, scope),
    role: config.role?.toLowerCase() ?? '',
    port: config.port,
    refresh_interval: config.refreshInterval,
    label_selector: scope.context.since('hetzner.label_selector', nonEmptyText(config.labelSelector)),
  });

export const ovhCloud: DiscoverySection<OvhCloudSd> = (config, { context, namespace }) => {
  // Unlike elsewhere, a key that does not exist is written as an empty one.
  const secret = (selector = {}) => context.references.value(namespace, { secret: selector });
  return omitUndefined({
    application_key: config.applicationKey ?? '',
    application_secret: secret(config.applicationSecret),
    consumer_key: secret(config.consumerKey),
    service: config.service === 'VPS' ? 'vps' : config.service === 'DedicatedServer' ? 'dedicated_server' : undefined,
    endpoint: config.endpoint,
    refresh_interval: config.refreshInterval,
  });
};

function scalewayKey({ secretKey = {} }: ScalewaySd, { context, namespace }: Scope) {
  return context.supports('scaleway.secret_key_file')
    ? { secret_key_file: context.references.credentialFile(namespace, secretKey) }
    : { secret_key: context.references.value(namespace, { secret: secretKey }) };
}

export const scaleway: DiscoverySection<ScalewaySd> = (config, scope) =>
  omitUndefined({
    ...scalewayKey(config, scope),
    ...httpSection({ ...config, basicAuth: undefined, authorization: undefined, oauth2: undefined }, scope),
    access_key: config.accessKey ?? '',
    project_id: config.projectID ?? '',
    role: config.role?.toLowerCase() ?? '',
    port: config.port,
    api_url: config.apiURL,
    zone: config.zone,
    name_filter: config.nameFilter,
    tags_filter: nonEmptyList(config.tagsFilter),
    refresh_interval: config.refreshInterval,
  });

export const ionos: DiscoverySection<IonosSd> = (config, scope) =>
  omitUndefined({
    ...httpSection({ ...config, basicAuth: undefined, authorization: config.oauth2 ? undefined : (config.authorization ?? {}) }, scope),
    datacenter_id: config.datacenterID ?? '',
    port: config.port,
    refresh_interval: config.refreshInterval,
  });

export const docker: DiscoverySection<DockerSd> = (config, scope) =>
  omitUndefined({
    ...httpSection(config, scope),
    filters: filterFields(config.filters),
    host: config.host ?? '',
    port: config.port,
    host_networking_host: config.hostNetworkingHost,
    match_first_network: scope.context.since('docker.match_first_network', config.matchFirstNetwork),
    refresh_interval: config.refreshInterval,
  });

export const dockerSwarm: DiscoverySection<DockerSd> = (config, scope) =>
  omitUndefined({
    ...httpSection(config, scope),
    filters: filterFields(config.filters),
    host: config.host ?? '',
    role: config.role?.toLowerCase() ?? '',
    port: config.port,
    refresh_interval: config.refreshInterval,
  });
