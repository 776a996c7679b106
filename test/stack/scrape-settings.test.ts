import { App, Chart } from 'cdk8s';
import { Deployment, Service } from 'cdk8s-plus-27';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  attach,
  authorization,
  basicAuth,
  counter,
  type KubernetesObject,
  type MonitorOptions,
  oauth2,
  operator,
  promql,
  relabel,
  secretKey,
  standalone,
  type Target,
} from '../../lib';
import { everyBackend, messagesOf, platform, stackOf } from '../support/stacks';

const labelled: Target = { name: 'shop', labels: { app: 'shop' }, port: 'http' };

const written = (options: MonitorOptions, target: Target = labelled, backend = operator()) =>
  stackOf((stack) => stack.monitor(target, options), { backend }).toJson();

const monitorOf = (options: MonitorOptions, target: Target = labelled, kind = 'ServiceMonitor', name = 'shop') =>
  written(options, target).find((object) => object.kind === kind && object.metadata.name === name)!.spec as {
    readonly endpoints: readonly Readonly<Record<string, unknown>>[];
    readonly [field: string]: unknown;
  };

const endpointOf = (options: MonitorOptions) => monitorOf(options).endpoints[0]!;

/** The job of prometheus.yml that a stack without custom resources scrapes a target by. */
function jobOf(options: MonitorOptions, target: Target = labelled, name = 'shop') {
  const objects = written(options, target, standalone());
  const config = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'prometheus-config') as KubernetesObject & {
    readonly data: Readonly<Record<string, string>>;
  };
  const { scrape_configs: jobs } = parse(config.data['prometheus.yml']!) as { scrape_configs: Readonly<Record<string, unknown>>[] };
  return jobs.find(({ job_name }) => job_name === name)!;
}

const token = secretKey('shop-token', 'token');

describe('settings of a scrape are written in the words of the custom resource, and of prometheus.yml', () => {
  test.each<[MonitorOptions, object, object]>([
    [
      { interval: '1m', timeout: '5s' },
      { interval: '1m', scrapeTimeout: '5s' },
      { scrape_interval: '1m', scrape_timeout: '5s' },
    ],
    [
      { path: '/stats', scheme: 'https' },
      { path: '/stats', scheme: 'https' },
      { metrics_path: '/stats', scheme: 'https' },
    ],
    [{ params: { module: ['a', 'b'] } }, { params: { module: ['a', 'b'] } }, { params: { module: ['a', 'b'] } }],
    [{ honorLabels: true }, { honorLabels: true }, { honor_labels: true }],
    [{ honorTimestamps: 'off' }, { honorTimestamps: false }, { honor_timestamps: false }],
    [{ proxyUrl: 'http://proxy:3128' }, { proxyUrl: 'http://proxy:3128' }, { proxy_url: 'http://proxy:3128' }],
    [
      { auth: authorization(token) },
      { authorization: { type: 'Bearer', credentials: token } },
      { authorization: { type: 'Bearer', credentials_file: expect.stringContaining('shop-token') } },
    ],
    [
      { tls: { ca: { configMap: 'ca', key: 'ca.crt' }, serverName: 'shop' }, scheme: 'https' },
      { tlsConfig: { ca: { configMap: { name: 'ca', key: 'ca.crt' } }, serverName: 'shop' } },
      { tls_config: { ca_file: expect.stringContaining('ca.crt'), server_name: 'shop' } },
    ],
    [
      { auth: oauth2({ clientId: secretKey('id', 'id'), clientSecret: token, tokenUrl: 'https://id.example/token', scopes: ['read'] }) },
      {
        oauth2: {
          clientId: { secret: { name: 'id', key: 'id' } },
          clientSecret: token,
          tokenUrl: 'https://id.example/token',
          scopes: ['read'],
        },
      },
      {},
    ],
    [
      { auth: basicAuth({ username: secretKey('shop-login', 'name'), password: secretKey('shop-login', 'password') }) },
      { basicAuth: { username: { name: 'shop-login', key: 'name' }, password: { name: 'shop-login', key: 'password' } } },
      {},
    ],
  ])('%j', (options, endpoint, job) => {
    expect(endpointOf(options)).toMatchObject(endpoint);
    if (Object.keys(job).length > 0) expect(jobOf(options)).toMatchObject(job);
  });

  test('limits and formats are of all endpoints', () => {
    const options: MonitorOptions = {
      sampleLimit: 500,
      targetLimit: 3,
      labelLimit: 20,
      labelNameLengthLimit: 64,
      labelValueLengthLimit: 256,
      bodySizeLimit: '4Mi',
      keepDroppedTargets: 10,
      scrapeProtocols: ['OpenMetricsText1.0.0'],
      nativeHistograms: 'with-classic',
      targetLabels: ['team'],
      podTargetLabels: ['version'],
    };
    expect(monitorOf(options)).toMatchObject({
      sampleLimit: 500,
      targetLimit: 3,
      labelLimit: 20,
      labelNameLengthLimit: 64,
      labelValueLengthLimit: 256,
      bodySizeLimit: '4MB',
      keepDroppedTargets: 10,
      scrapeProtocols: ['OpenMetricsText1.0.0'],
      scrapeNativeHistograms: true,
      scrapeClassicHistograms: true,
      targetLabels: ['team'],
      podTargetLabels: ['version'],
    });
    expect(jobOf(options)).toMatchObject({ sample_limit: 500, body_size_limit: '4MB', scrape_protocols: ['OpenMetricsText1.0.0'] });
  });

  test('a limit of the target wins over that of the stack that is attached', () => {
    const backend = attach(platform, { limits: { sampleLimit: 100, labelLimit: 9 } });
    const objects = stackOf((stack) => stack.monitor(labelled, { sampleLimit: 500 }), { backend }).toJson();
    expect(objects.find(({ kind }) => kind === 'ServiceMonitor')!.spec).toMatchObject({ sampleLimit: 500, labelLimit: 9 });
  });

  test('what is merged over the spec wins', () => {
    expect(monitorOf({ sampleLimit: 5, raw: { sampleLimit: 6, jobLabel: 'x' } })).toMatchObject({ sampleLimit: 6, jobLabel: 'x' });
  });
});

describe('relabeling', () => {
  test('comes after what is set by default, each rule by itself', () => {
    const { relabelings, metricRelabelings } = endpointOf({
      relabelings: [relabel.copy('__meta_kubernetes_pod_node_name', 'node'), relabel.label('price', '5$')],
      metricRelabelings: [relabel.rename('service', 'backend'), relabel.dropMetrics(['go.a', 'b'])],
    });
    expect(relabelings).toEqual([
      { action: 'replace', targetLabel: 'job', replacement: 'shop' },
      { action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], regex: '(.+)', targetLabel: 'node' },
      { action: 'replace', targetLabel: 'price', replacement: '5$$' },
    ]);
    expect(metricRelabelings).toEqual([
      { action: 'replace', sourceLabels: ['service'], regex: '(.+)', targetLabel: 'backend' },
      { action: 'labeldrop', regex: 'service' },
      { action: 'drop', sourceLabels: ['__name__'], regex: 'go\\.a|b' },
    ]);
  });

  test.each([
    [relabel.keep('a', ['x', 'y']), { action: 'keep', sourceLabels: ['a'], regex: 'x|y' }],
    [relabel.drop(['a', 'b'], 'x;.*'), { action: 'drop', sourceLabels: ['a', 'b'], regex: 'x;.*' }],
    [relabel.keepMetrics('shop_.*'), { action: 'keep', sourceLabels: ['__name__'], regex: 'shop_.*' }],
    [relabel.dropLabels('tmp_.*'), { action: 'labeldrop', regex: 'tmp_.*' }],
    [
      relabel.copy('a', 'b', { regex: '(.*):.*', replacement: '$1' }),
      { action: 'replace', sourceLabels: ['a'], regex: '(.*):.*', targetLabel: 'b', replacement: '$1' },
    ],
  ])('%j', (rule, expected) => {
    expect(rule).toEqual(expected);
  });

  const orders = counter('shop_orders_total', 'Orders.', ['country']);
  const byLabel = (label: string) =>
    ({
      rack: promql`sum by (rack) (rate(${orders}[5m]))`,
      country: promql`sum by (country) (rate(${orders}[5m]))`,
      land: promql`sum by (land) (rate(${orders}[5m]))`,
    })[label]!;
  const readers = (label: string) => ({
    metrics: [orders],
    recordings: [{ kind: 'recording' as const, name: `${label}:shop_orders:rate5m`, expr: byLabel(label) }],
  });

  test.each(everyBackend)('that adds or drops a label is known to the checks in $name', (backend) => {
    const told = (label: string, options: MonitorOptions) =>
      messagesOf(
        stackOf((stack) => stack.monitor({ name: 'shop', labels: { app: 'shop' }, port: 'http' }, { ...readers(label), ...options }), {
          backend,
        }),
        'unknown-label',
      );
    expect(told('rack', {})).not.toEqual([]);
    expect(told('rack', { relabelings: [relabel.label('rack', 'a')] })).toEqual([]);
    expect(told('country', {})).toEqual([]);
    expect(told('country', { metricRelabelings: [relabel.rename('country', 'land')] })).not.toEqual([]);
    expect(told('land', { metricRelabelings: [relabel.rename('country', 'land')] })).toEqual([]);
  });

  test('does not set the job, which has an option', () => {
    const stack = stackOf((one) => one.monitor(labelled, { relabelings: [relabel.label('job', 'x')] }));
    expect(stack.findings()).toMatchObject([
      { message: 'relabelings[0].targetLabel: the job is set already', hint: expect.stringMatching(/job/) },
    ]);
  });
});

describe('several ports', () => {
  const chart = new Chart(new App(), 'team', { namespace: 'shop' });
  const deployment = new Deployment(chart, 'api', {
    containers: [
      {
        image: 'registry.example/api:1',
        ports: [
          { name: 'http', number: 8000 },
          { name: 'admin', number: 9000 },
        ],
      },
    ],
  });
  const service = new Service(chart, 'web', {
    metadata: { name: 'web', labels: { app: 'web' } },
    selector: deployment,
    ports: [
      { name: 'http', port: 80, targetPort: 8000 },
      { name: 'admin', port: 81, targetPort: 9000 },
    ],
  });
  const endpoints = [{ port: 'http' }, { port: 'admin', path: '/stats', timeout: '5s' as const }];

  test('are endpoints of one monitor and of one job, whose settings win', () => {
    const { endpoints: made } = monitorOf({ endpoints, interval: '1m', timeout: '2s' }, service, 'ServiceMonitor', 'web');
    expect(made).toMatchObject([
      { port: 'http', interval: '1m', scrapeTimeout: '2s', relabelings: [{ targetLabel: 'job', replacement: 'web' }] },
      { port: 'admin', path: '/stats', interval: '1m', scrapeTimeout: '5s' },
    ]);
    const spec = monitorOf({ endpoints, job: 'api' }, deployment, 'PodMonitor', 'api');
    expect(spec.podMetricsEndpoints).toMatchObject([{ port: 'http' }, { port: 'admin', path: '/stats' }]);
  });

  test('are all reached by Prometheus', () => {
    const policies = written({ endpoints }, service, standalone()).filter(({ kind }) => kind === 'NetworkPolicy');
    const egress = JSON.stringify(policies.find(({ metadata }) => metadata.name === 'prometheus')!.spec);
    expect(egress).toContain('"port":8000');
    expect(egress).toContain('"port":9000');
  });

  test.each(everyBackend)('are judged each by its own relabeling in $name', (backend) => {
    const orders = counter('shop_orders_total', 'Orders.', []);
    const expr = promql`sum by (tier) (rate(${orders}[5m]))`;
    const told = (...tiers: readonly (string | undefined)[]) =>
      messagesOf(
        stackOf(
          (stack) =>
            stack.monitor(service, {
              metrics: [orders],
              recordings: [{ kind: 'recording', name: 'tier:shop_orders:rate5m', expr }],
              endpoints: [{ port: 'http' }, { port: 'admin' }].map((one, index) => ({
                ...one,
                ...(tiers[index] !== undefined && { relabelings: [relabel.label('tier', tiers[index])] }),
              })),
            }),
          { backend },
        ),
        'unknown-label',
      );
    expect(told('a', 'b')).toEqual([]);
    expect(told(undefined, undefined)).not.toEqual([]);
  });

  test('that the Service does not have are told by name', () => {
    const stack = stackOf((one) => one.monitor(service, { endpoints: [{ port: 'http' }, { port: 'metrics' }] }));
    expect(stack.findings()).toMatchObject([
      { message: expect.stringMatching(/no port metrics to scrape/), hint: 'Its ports are http, admin.' },
    ]);
  });

  test('are not said beside a port', () => {
    const stack = stackOf((one) => one.monitor(service, { port: 'http', endpoints: [{ port: 'admin' }] } as never));
    expect(stack.findings()).toMatchObject([{ message: expect.stringMatching(/^port: the endpoints say it/) }]);
  });
});

describe('a Service that is made elsewhere', () => {
  test('is found by its name, in its namespace', () => {
    const spec = monitorOf({}, { service: 'minio', namespace: 'storage', port: 'api' }, 'ServiceMonitor', 'minio');
    expect(spec).toMatchObject({
      namespaceSelector: { matchNames: ['storage'] },
      selector: {},
      endpoints: [{ port: 'api', relabelings: [{ action: 'keep', sourceLabels: ['__meta_kubernetes_service_name'], regex: 'minio' }, {}] }],
    });
  });

  test.each(everyBackend)('is right for the checks in $name', (backend) => {
    const stack = stackOf((one) => one.monitor({ service: 'minio', namespace: 'storage', port: 'api' }), { backend });
    expect(stack.findings().filter(({ severity }) => severity !== 'info')).toEqual([]);
  });
});

describe('what is wrong is one sentence', () => {
  test.each<[object, RegExp]>([
    [{ timeout: '2m', interval: '1m' }, /^timeout: it is longer than the interval/],
    [{ interval: 'often' }, /^interval: "often" is no duration/],
    [{ scheme: 'ftp' }, /^scheme: "ftp" is not http or https/],
    [{ auth: 'hunter2' }, /^auth: "hunter2" is no login/],
    [{ auth: { kind: 'sigv4', region: 'eu' } }, /^auth: a mapping is no login at a target/],
    [{ sampleLimit: 0 }, /^sampleLimit: 0 is no whole number/],
    [{ relabelings: [{ action: 'keeep' }] }, /^relabelings\[0\]\.action: "keeep" is not/],
    [{ metricRelabelings: [{ sourceLabel: 'a' }] }, /has no option sourceLabel/],
    [{ tls: { verify: false } }, /has no option verify/],
    [{ intervall: '1m' }, /has no option intervall/],
    [{ nativeHistograms: true }, /^nativeHistograms: true is not off, on or with-classic/],
  ])('%j', (options, message) => {
    const stack = stackOf((one) => one.monitor(labelled, options as MonitorOptions));
    expect(stack.findings().map((finding) => finding.message)).toEqual([expect.stringMatching(message)]);
  });

  test.each(everyBackend)('a timeout that is longer than the interval of the stack is found in $name', (backend) => {
    const stack = stackOf((one) => one.monitor(labelled, { timeout: '2m' }), { backend });
    expect(stack.findings().filter(({ severity }) => severity === 'error')).not.toEqual([]);
  });
});
