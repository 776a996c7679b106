import { Chart } from 'cdk8s';
import { Secret } from 'cdk8s-plus-27';
import { describe, expect, test } from 'vitest';
import { claim, ephemeral, MonitoringApp, type MonitoringStackProps, operator, standalone, volume } from '../../lib';
import type { ProgramProps } from '../../lib/backends/shared/props';
import { lookedInto, type Written } from '../support/looked-into';
import { backends, messagesOf, stackOf } from '../support/stacks';

const makers = { standalone, operator };
const stackWith = (backend: keyof typeof makers, props: ProgramProps, others: Partial<MonitoringStackProps> = {}) =>
  stackOf(() => {}, { backend: makers[backend](props), ...others });
const inBackend = (backend: keyof typeof makers, props: ProgramProps, others: Partial<MonitoringStackProps> = {}) =>
  lookedInto(stackWith(backend, props, others).toJson());

const sidecar = { name: 'proxy', image: 'registry.example/proxy:1.0.0' };
const securityContext = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
const props: ProgramProps = {
  prometheus: {
    replicas: 2,
    logLevel: 'warn',
    externalUrl: 'https://metrics.example/prometheus',
    routePrefix: '/prometheus',
    scrapeTimeout: '15s',
    ruleQueryOffset: '1m',
    alertTiming: { forOutageTolerance: '2h', resendDelay: '5m' },
    enableFeatures: ['exemplar-storage', 'promql-experimental-functions'],
    receives: ['remote-write', 'otlp'],
    enableAdminApi: true,
    scrapeClasses: [{ name: 'mesh', tlsConfig: { insecureSkipVerify: true } }],
    volumes: [
      { path: '/etc/ca', secret: 'company-ca' },
      { path: '/etc/extra/a', configMap: 'extra', subPath: 'a' },
      { path: '/etc/extra/b', configMap: 'extra', subPath: 'b' },
      { path: '/scratch', emptyDir: '1Gi', writable: true },
    ],
    containers: [sidecar],
    initContainers: [{ name: 'wait', image: 'registry.example/wait:1.0.0' }],
    pod: {
      hostAliases: [{ ip: '10.0.0.7', hostnames: ['legacy.example'] }],
      dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
    },
    service: { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'], annotations: { 'lb.example/class': 'internal' } },
    raw: { tsdb: { outOfOrderTimeWindow: '10m' }, web: { pageTitle: 'Metrics' } },
  },
  alertmanager: { replicas: 3, externalUrl: 'https://alerts.example', logLevel: 'debug', service: { type: 'NodePort', nodePort: 30_093 } },
};
const volumes = [
  { name: 'extra-0', secret: { secretName: 'company-ca' } },
  { name: 'extra-1', configMap: { name: 'extra' } },
  { name: 'extra-2', emptyDir: { sizeLimit: '1Gi' } },
];
const volumeMounts = [
  { name: 'extra-0', mountPath: '/etc/ca', readOnly: true },
  { name: 'extra-1', mountPath: '/etc/extra/a', subPath: 'a', readOnly: true },
  { name: 'extra-1', mountPath: '/etc/extra/b', subPath: 'b', readOnly: true },
  { name: 'extra-2', mountPath: '/scratch' },
];
const podOptions = {
  hostAliases: [{ ip: '10.0.0.7', hostnames: ['legacy.example'] }],
  dnsConfig: { options: [{ name: 'ndots', value: '2' }] },
};
const spread = (app: string) => [
  {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { app, component: 'monitoring' } },
  },
];

describe('standalone', () => {
  const { of, workload, pod, container, prometheusYml } = inBackend('standalone', props);

  test('runs replicas with a name and a volume each', () => {
    const { kind, spec } = workload('prometheus');
    expect([kind, spec.replicas, spec.serviceName]).toEqual(['StatefulSet', 2, 'prometheus-replicas']);
    expect(spec.volumeClaimTemplates).toMatchObject([
      { metadata: { name: 'data' }, spec: { resources: { requests: { storage: '20Gi' } } } },
    ]);
    expect(container('prometheus').volumeMounts).toContainEqual({ name: 'data', mountPath: '/prometheus' });
    expect(pod('prometheus').volumes.map(({ name }: Written) => name)).not.toContain('data');
    expect(pod('prometheus').topologySpreadConstraints).toEqual(spread('prometheus'));
    expect(of('Service', 'prometheus-replicas')!.spec).toMatchObject({ clusterIP: 'None', selector: { app: 'prometheus' } });
  });
  test('tells replicas apart, and their alerts not', () => {
    expect(prometheusYml().global.external_labels).toEqual({ prometheus_replica: '${POD_NAME}' });
    expect(prometheusYml().alerting.alert_relabel_configs).toEqual([{ action: 'labeldrop', regex: 'prometheus_replica' }]);
    expect(container('prometheus').env).toEqual([{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }]);
  });
  test('lets the replicas of Alertmanager find each other', () => {
    const { args, env, ports } = container('alertmanager');
    expect(args).toEqual(
      expect.arrayContaining([
        '--cluster.listen-address=[$(POD_IP)]:9094',
        '--cluster.peer=alertmanager-0.alertmanager-replicas.mlops.svc:9094',
        '--cluster.peer=alertmanager-2.alertmanager-replicas.mlops.svc:9094',
      ]),
    );
    expect(env).toEqual([{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }]);
    expect(ports).toContainEqual({ name: 'peers', containerPort: 9094 });
    expect(of('Service', 'alertmanager-replicas')!.spec.publishNotReadyAddresses).toBe(true);
  });
  test('says the rest with flags', () =>
    expect(container('prometheus').args).toEqual(
      expect.arrayContaining([
        '--web.external-url=https://metrics.example/prometheus',
        '--web.route-prefix=/prometheus',
        '--web.enable-admin-api',
        '--web.enable-remote-write-receiver',
        '--web.enable-otlp-receiver',
        '--web.page-title=Metrics',
        '--enable-feature=exemplar-storage,promql-experimental-functions',
        '--log.level=warn',
        '--rules.alert.for-outage-tolerance=2h',
        '--rules.alert.resend-delay=5m',
      ]),
    ));
  test('says the rest in the configuration', () => {
    expect(prometheusYml().global).toMatchObject({ scrape_timeout: '15s', rule_query_offset: '1m' });
    expect(prometheusYml().storage.tsdb).toMatchObject({ out_of_order_time_window: '10m', retention: { time: '15d' } });
  });
  test('gives the pod its volumes, containers and hosts', () => {
    expect(pod('prometheus').volumes).toEqual(expect.arrayContaining(volumes));
    expect(container('prometheus').volumeMounts).toEqual(expect.arrayContaining(volumeMounts));
    expect(pod('prometheus').containers[1]).toEqual({ ...sidecar, securityContext });
    expect(pod('prometheus').initContainers).toEqual([{ name: 'wait', image: 'registry.example/wait:1.0.0', securityContext }]);
    expect(pod('prometheus')).toMatchObject(podOptions);
  });
  test('asks a program below its prefix', () => {
    expect(container('prometheus').readinessProbe.httpGet.path).toBe('/prometheus/-/ready');
    expect(prometheusYml().scrape_configs.find(({ job_name }: Written) => job_name === 'prometheus').metrics_path).toBe(
      '/prometheus/metrics',
    );
  });
});

describe('operator', () => {
  const { of } = inBackend('operator', props);

  test('has the same in its resources', () => {
    expect(of('Prometheus', 'prometheus')!.spec).toMatchObject({
      replicas: 2,
      topologySpreadConstraints: spread('prometheus'),
      logLevel: 'warn',
      externalUrl: 'https://metrics.example/prometheus',
      routePrefix: '/prometheus',
      scrapeTimeout: '15s',
      ruleQueryOffset: '1m',
      rules: { alert: { forOutageTolerance: '2h', resendDelay: '5m' } },
      enableFeatures: ['exemplar-storage', 'promql-experimental-functions'],
      enableRemoteWriteReceiver: true,
      enableOTLPReceiver: true,
      enableAdminAPI: true,
      scrapeClasses: [{ name: 'mesh', tlsConfig: { insecureSkipVerify: true } }],
      volumes,
      volumeMounts,
      containers: [{ ...sidecar, securityContext }],
      initContainers: [{ name: 'wait', securityContext }],
      ...podOptions,
      tsdb: { outOfOrderTimeWindow: '10m' },
      web: { pageTitle: 'Metrics' },
    });
    expect(of('Prometheus', 'prometheus')!.spec).not.toHaveProperty('replicaExternalLabelName');
    expect(of('Alertmanager', 'alertmanager')!.spec).toMatchObject({
      replicas: 3,
      externalUrl: 'https://alerts.example',
      logLevel: 'debug',
    });
  });
});

describe.each(backends)('in $name', ({ name }) => {
  const made = name as keyof typeof makers;
  const { of } = inBackend(made, props);

  test('nothing is found', () =>
    expect(
      stackWith(made, { ...props, prometheus: { ...props.prometheus } })
        .findings()
        .map(({ message }) => message),
    ).toEqual(['backend.alertmanager.service: everybody who reaches a node is let in: the program has no login']));
  test('Services are what they are told to be', () => {
    expect(of('Service', 'prometheus-service')).toMatchObject({
      metadata: { annotations: { 'lb.example/class': 'internal' } },
      spec: { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'], sessionAffinity: 'ClientIP' },
    });
    expect(of('Service', 'alertmanager-service')!.spec).toMatchObject({ type: 'NodePort', ports: [{ port: 9093, nodePort: 30_093 }] });
  });
  test('policies let in who comes from outside, and replicas to each other', () => {
    const { ingress } = of('NetworkPolicy', 'alertmanager')!.spec;
    expect(ingress).toContainEqual(expect.objectContaining({ ports: expect.arrayContaining([{ protocol: 'UDP', port: 9094 }]) }));
    expect(of('NetworkPolicy', 'prometheus')!.spec.ingress.some(({ from }: Written) => from === undefined)).toBe(true);
  });
  test('a drain of nodes leaves all replicas but one running', () =>
    expect(of('PodDisruptionBudget', 'prometheus')!.spec).toEqual({
      maxUnavailable: 1,
      selector: { matchLabels: { app: 'prometheus', component: 'monitoring' } },
    }));
  test('one replica has no budget, unless one is said', () => {
    expect(inBackend(made, {}).of('PodDisruptionBudget', 'prometheus')).toBeUndefined();
    const said = inBackend(made, { prometheus: { replicas: 3, podDisruptionBudget: { minAvailable: '50%' } } });
    expect(said.of('PodDisruptionBudget', 'prometheus')!.spec.minAvailable).toBe('50%');
    expect(
      inBackend(made, { prometheus: { replicas: 3, podDisruptionBudget: 'off' } }).of('PodDisruptionBudget', 'prometheus'),
    ).toBeUndefined();
  });
  test('the link of messages and what asks a program follow its prefix', () => {
    const looked = inBackend(made, { alertmanager: { routePrefix: '/alerts' } });
    const endpoint =
      made === 'operator'
        ? looked.of('Prometheus', 'prometheus')!.spec.alerting.alertmanagers[0].pathPrefix
        : looked.prometheusYml().alerting.alertmanagers[0].path_prefix;
    expect(endpoint).toBe('/alerts');
  });
  test('all accounts hand their pods the Secrets of the registries', () => {
    const secret = new Secret(new Chart(new MonitoringApp(), 'c'), 's', { metadata: { name: 'second' } });
    const objects = stackWith(made, {}, { imagePullSecrets: ['first', secret] }).toJson();
    const accounts = objects.filter(({ kind }) => kind === 'ServiceAccount');
    expect(accounts.length).toBeGreaterThan(1);
    expect(accounts.map((account) => (account as Written).imagePullSecrets)).toEqual(
      accounts.map(() => [{ name: 'first' }, { name: 'second' }]),
    );
  });
  test('every object has the common labels and annotations', () => {
    const objects = stackWith(made, {}, { labels: { team: 'platform' }, annotations: { owner: 'platform@example.com' } }).toJson();
    expect(
      objects.filter(({ metadata }) => metadata.labels?.team !== 'platform' || metadata.annotations?.owner !== 'platform@example.com'),
    ).toEqual([]);
  });
  test('several replicas share no claim', () =>
    expect(messagesOf(stackWith(made, { prometheus: { replicas: 2, storage: claim('metrics', { size: '50Gi' }) } }))).toContain(
      'backend.prometheus.storage: 2 replicas cannot share the claim metrics',
    ));
  test('memory may hold what is lost with its pod', () => {
    const looked = inBackend(made, { prometheus: { storage: ephemeral('1Gi', { medium: 'memory' }) } });
    const emptyDir =
      made === 'operator'
        ? looked.of('Prometheus', 'prometheus')!.spec.storage.emptyDir
        : looked.pod('prometheus').volumes.find(({ name }: Written) => name === 'data').emptyDir;
    expect(emptyDir).toEqual({ medium: 'Memory', sizeLimit: '1Gi' });
  });
});

describe('a claim that exists', () => {
  const storage = claim('metrics', { size: '50Gi' });
  test('is mounted in standalone, and none is made', () => {
    const looked = inBackend('standalone', { prometheus: { storage } });
    expect(looked.pod('prometheus').volumes).toContainEqual({ name: 'data', persistentVolumeClaim: { claimName: 'metrics' } });
    expect(looked.of('PersistentVolumeClaim', 'prometheus-data')).toBeUndefined();
    expect(looked.prometheusYml().storage.tsdb.retention.size).toBe('40960MB');
  });
  test('has a name that the operator takes, or is a finding', () => {
    expect(messagesOf(stackWith('operator', { prometheus: { storage } }))).toEqual([
      'backend.prometheus.storage: prometheus-operator takes no claim by its name, and makes one that is called prometheus-prometheus-db-prometheus-prometheus-0',
    ]);
    const expected = claim('prometheus-prometheus-db-prometheus-prometheus-0', { size: '50Gi' });
    expect(messagesOf(stackWith('operator', { prometheus: { storage: expected } }))).toEqual([]);
  });
});

describe('raw', () => {
  test('of a field that is neither flag nor configuration is a finding in standalone', () =>
    expect(messagesOf(stackWith('standalone', { prometheus: { raw: { paused: true, minReadySeconds: 5 } } }))).toEqual([
      'backend.prometheus.raw: standalone() runs no resource of prometheus-operator, and minReadySeconds and paused of it cannot be said otherwise',
    ]));
  test('is written as it is by the operator', () =>
    expect(inBackend('operator', { prometheus: { raw: { paused: true } } }).of('Prometheus', 'prometheus')!.spec.paused).toBe(true));
  test('wins over what is written, mapping by mapping', () =>
    expect(
      inBackend('operator', { prometheus: { raw: { query: { maxSamples: 7 } } } }).of('Prometheus', 'prometheus')!.spec.query,
    ).toMatchObject({ maxSamples: 7, timeout: '1m' }));
});

test('replicas of an old Prometheus replace the variable in their label, too', () => {
  const flags = inBackend('standalone', { prometheus: { replicas: 2, image: 'quay.io/prometheus/prometheus:v2.55.1' } }).container(
    'prometheus',
  ).args;
  expect(flags).toContain('--enable-feature=expand-external-labels');
});

test('replicas on nodes have no claim', () => {
  const { spec } = inBackend('standalone', { prometheus: { replicas: 2, storage: ephemeral('5Gi') } }).workload('prometheus');
  expect(spec.volumeClaimTemplates).toBeUndefined();
  expect(spec.template.spec.volumes).toContainEqual({ name: 'data', emptyDir: { sizeLimit: '5Gi' } });
});

test('the access mode and the class of a volume are its own', () => {
  const storage = volume('5Gi', { accessModes: ['ReadWriteOncePod'], storageClass: 'fast' });
  expect(
    inBackend('standalone', { prometheus: { replicas: 2, storage } }).workload('prometheus').spec.volumeClaimTemplates[0].spec,
  ).toEqual({
    accessModes: ['ReadWriteOncePod'],
    resources: { requests: { storage: '5Gi' } },
    storageClassName: 'fast',
  });
});
