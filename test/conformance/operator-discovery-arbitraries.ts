import fc from 'fast-check';
import {
  attachMetadata,
  auth,
  both,
  credential,
  few,
  formats,
  limits,
  maybe,
  mostly,
  object,
  params,
  proxy,
  relabelings,
  safeTls,
  scrapeClass,
  size,
  sparse,
  unique,
} from './operator-arbitraries';

/** Random ScrapeConfigs, with every service discovery. */

const http = both(sparse({ tlsConfig: safeTls, followRedirects: fc.boolean(), enableHTTP2: fc.boolean() }), auth, maybe(proxy));
const httpWithoutBasicAuth = http.map(({ basicAuth: _, ...rest }) => rest);
const refreshInterval = few('30s', '5m');
const port = few(80, 9100);
const filters = fc.array(fc.record({ name: few('b', 'a', 'c'), values: fc.array(few('x', 'y'), { minLength: 1, maxLength: 2 }) }), {
  maxLength: 3,
});
const server = mostly(few('http://server.example:5676', 'https://x.example/a'), few('x.example:80', 'http://'), 20);
const awsKeys = maybe(mostly<object>(fc.record({ accessKey: credential, secretKey: credential }), fc.record({ accessKey: credential }), 6));

const kubernetes = both(
  fc
    .record({ role: few('Pod', 'Endpoints', 'Service', 'Node', 'Ingress', 'EndpointSlice') })
    .chain(({ role }) =>
      fc.record({
        role: fc.constant(role),
        selectors: fc.oneof(
          { weight: 3, arbitrary: fc.constant(undefined) },
          fc.array(
            both(
              fc.record({ role: mostly(fc.constant(role), few('Pod', 'Service')) }),
              sparse({
                label: mostly(few('app=web,env in (a,b),!x', 'a', 'b!=c', '', 'n>1'), few('a=', 'a in', 'a b', '=')),
                field: mostly(few('metadata.name=web', 'a!=b,c==d', ''), few('x', 'a=\\x')),
              }),
            ),
            { minLength: 1, maxLength: 2 },
          ),
        ),
      }),
    )
    .map(({ role, selectors }) => (selectors ? { role, selectors } : { role })),
  sparse({
    apiServer: few('https://k8s.example'),
    namespaces: sparse({ ownNamespace: fc.boolean(), names: fc.array(few('a', 'b'), { maxLength: 2 }) }),
    attachMetadata,
  }),
  http,
);

const discoveries: Readonly<Record<string, fc.Arbitrary<object>>> = {
  staticConfigs: both(
    fc.record({ targets: fc.array(few('a:80', 'b:90'), { minLength: 1, maxLength: 2 }) }),
    sparse({ labels: fc.dictionary(mostly(few('a', 'b_c'), few('x-y')), few('', '1')) }),
  ),
  fileSDConfigs: both(fc.record({ files: few(['/a.json'], ['/b/*.yaml', '/c.yml']) }), sparse({ refreshInterval })),
  httpSDConfigs: both(fc.record({ url: few('http://sd.example/targets', 'https://x.example') }), sparse({ refreshInterval }), http),
  kubernetesSDConfigs: kubernetes,
  consulSDConfigs: both(
    fc.record({ server: few('consul:8500') }),
    sparse({
      refreshInterval,
      pathPrefix: few('/x', ''),
      tokenRef: credential,
      datacenter: few('dc'),
      namespace: few('ns'),
      partition: few('p'),
      scheme: few('HTTP', 'https'),
      services: fc.array(few('a', 'b'), { maxLength: 2 }),
      tags: fc.array(few('t'), { maxLength: 1 }),
      tagSeparator: few(','),
      nodeMeta: fc.dictionary(few('a', 'b'), few('x')),
      filter: few('x == y'),
      healthFilter: few('z'),
      allowStale: fc.boolean(),
    }),
    http,
  ),
  dnsSDConfigs: both(
    fc.record({ names: few(['a.example']) }),
    sparse({ refreshInterval }),
    mostly<object>(
      few<object>({}, { type: 'SRV' }, { type: 'A', port: 80 }, { type: 'MX', port: 1 }, { type: 'NS', port: 2 }),
      few<object>({ type: 'A' }),
    ),
  ),
  ec2SDConfigs: both(
    sparse({
      region: few('eu'),
      roleARN: few('arn'),
      port,
      refreshInterval,
      filters,
      tlsConfig: safeTls,
      followRedirects: fc.boolean(),
      enableHTTP2: fc.boolean(),
    }),
    awsKeys,
    maybe(proxy),
  ),
  // The operator reads no Secret where the method is not OAuth, and then writes empty credentials.
  azureSDConfigs: both(
    fc.record({ subscriptionID: few('s', '') }),
    sparse({ environment: few('AzurePublicCloud'), resourceGroup: few('rg'), refreshInterval, port }),
    fc.oneof(
      both(fc.record({ tenantID: few('t'), clientID: few('c'), clientSecret: credential }), http),
      few<object>(
        { authenticationMethod: 'SDK' },
        { authenticationMethod: 'ManagedIdentity', clientID: 'x' },
        { authenticationMethod: 'WorkloadIdentity' },
      ),
    ),
  ),
  gceSDConfigs: both(
    fc.record({ project: few('p'), zone: few('z') }),
    sparse({ filter: few('f'), refreshInterval, port, tagSeparator: few(',') }),
  ),
  openstackSDConfigs: both(
    fc.record({ role: few('Instance', 'Hypervisor', 'LoadBalancer'), region: few('r') }),
    sparse({
      identityEndpoint: few('https://id.example'),
      username: few('u'),
      userid: few('i'),
      password: credential,
      domainName: few('d'),
      domainID: few('d'),
      projectName: few('p'),
      projectID: few('p'),
      applicationCredentialName: few('n'),
      applicationCredentialId: few('i'),
      applicationCredentialSecret: credential,
      allTenants: fc.boolean(),
      refreshInterval,
      port,
      availability: few('Public'),
      tlsConfig: safeTls,
    }),
  ),
  digitalOceanSDConfigs: both(sparse({ port, refreshInterval }), httpWithoutBasicAuth),
  kumaSDConfigs: both(fc.record({ server }), sparse({ clientID: few('c'), refreshInterval, fetchTimeout: few('10s') }), http),
  eurekaSDConfigs: both(fc.record({ server: few('http://eureka.example', '') }), sparse({ refreshInterval }), http),
  dockerSDConfigs: both(
    fc.record({ host: few('unix:///var/run/docker.sock', 'tcp://x:2375') }),
    sparse({ port, hostNetworkingHost: few('h'), matchFirstNetwork: fc.boolean(), filters, refreshInterval }),
    http,
  ),
  linodeSDConfigs: both(sparse({ region: few('r'), port, tagSeparator: few('|'), refreshInterval }), httpWithoutBasicAuth),
  hetznerSDConfigs: both(
    fc.record({ role: few('hcloud', 'Robot') }),
    sparse({ port, refreshInterval, labelSelector: few('', 'a=b') }),
    http,
  ),
  nomadSDConfigs: both(
    fc.record({ server }),
    sparse({ allowStale: fc.boolean(), namespace: few('n'), refreshInterval, region: few('r'), tagSeparator: few(',') }),
    http,
  ),
  dockerSwarmSDConfigs: both(
    fc.record({ host: few('tcp://x:2375'), role: few('Services', 'tasks') }),
    sparse({ port, filters, refreshInterval }),
    http,
  ),
  puppetDBSDConfigs: both(
    fc.record({ url: mostly(few('https://puppet.example'), few('ftp://x', 'http:///x')), query: few('q') }),
    sparse({ includeParameters: fc.boolean(), refreshInterval, port }),
    http,
  ),
  lightSailSDConfigs: both(sparse({ region: few('r'), roleARN: few('arn'), endpoint: few('e'), refreshInterval, port }), awsKeys, http),
  ovhcloudSDConfigs: both(
    fc.record({ applicationKey: few('k'), applicationSecret: credential, consumerKey: credential, service: few('VPS', 'DedicatedServer') }),
    sparse({ endpoint: few('ovh-eu'), refreshInterval }),
  ),
  scalewaySDConfigs: both(
    fc.record({ accessKey: few('k'), secretKey: credential, projectID: few('p'), role: few('Instance', 'Baremetal') }),
    sparse({
      port,
      apiURL: few('https://api.example'),
      zone: few('z'),
      nameFilter: few('n'),
      tagsFilter: fc.array(few('t'), { minLength: 1, maxLength: 2 }),
      refreshInterval,
      tlsConfig: safeTls,
      followRedirects: fc.boolean(),
      enableHTTP2: fc.boolean(),
    }),
    maybe(proxy),
  ),
  ionosSDConfigs: both(
    fc.record({ datacenterID: few('d'), authorization: fc.record({ credentials: credential }) }),
    sparse({ port, refreshInterval, tlsConfig: safeTls, followRedirects: fc.boolean(), enableHTTP2: fc.boolean() }),
    maybe(proxy),
  ),
};

/** One or two kinds of discovery in each. */
const discovery = fc
  .uniqueArray(few(...Object.keys(discoveries)), { minLength: 1, maxLength: 2 })
  .chain((fields) =>
    fc.record(Object.fromEntries(fields.map((field) => [field, fc.array(discoveries[field]!, { minLength: 1, maxLength: 2 })]))),
  );

export const scrapeConfig = object(
  'monitoring.coreos.com/v1alpha1',
  'ScrapeConfig',
  both(
    discovery,
    sparse({
      ...limits,
      ...formats,
      jobName: few('job', 'x y'),
      relabelings,
      metricRelabelings: relabelings,
      metricsPath: few('/m'),
      honorTimestamps: fc.boolean(),
      trackTimestampsStaleness: fc.boolean(),
      honorLabels: fc.boolean(),
      params,
      scheme: few('HTTP', 'https'),
      enableCompression: fc.boolean(),
      enableHTTP2: fc.boolean(),
      bodySizeLimit: size,
      tlsConfig: safeTls,
      scrapeClass,
      nameValidationScheme: few('UTF8', 'Legacy'),
      nameEscapingScheme: few('AllowUTF8', 'Underscores', 'Dots', 'Values'),
    }),
    mostly<object>(
      few<object>({}, { scrapeInterval: '15s' }, { scrapeInterval: '1m', scrapeTimeout: '10s' }),
      few<object>({ scrapeTimeout: '1h' }),
    ),
    auth,
    maybe(proxy),
  ),
);

export const scrapeConfigs = unique(scrapeConfig, 3);
