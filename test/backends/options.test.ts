import { Size } from 'cdk8s';
import { describe, expect, test } from 'vitest';
import {
  alert,
  ephemeral,
  grafana,
  type KubernetesObject,
  kubeStateMetrics,
  type MonitoringStack,
  nodeExporter,
  operator,
  promql,
  secretKey,
  standalone,
  volume,
} from '../../lib';
import type { ProgramProps } from '../../lib/backends/shared/props';
import { backends, stackOf } from '../support/stacks';

// biome-ignore lint/suspicious/noExplicitAny: a written object is looked into at any depth, and an expectation follows each look
type Json = Readonly<Record<string, any>>;
const objectsOf = (made: (props: ProgramProps) => ReturnType<typeof standalone>, props: ProgramProps): readonly KubernetesObject[] =>
  stackOf(() => {}, { backend: made(props) }).toJson();
const find = (objects: readonly KubernetesObject[], kind: string, name: string): Json =>
  objects.find((object) => object.kind === kind && object.metadata.name === name)!;

const props: ProgramProps = {
  prometheus: {
    image: 'mirror.example/prometheus:v3.14.0',
    retention: '30d',
    storage: volume(Size.gibibytes(100), { storageClass: 'fast', labels: { tier: 'gold' } }),
    externalLabels: { cluster: 'eu' },
    args: ['--web.max-connections=40'],
    env: { GOGC: '75', TOKEN: secretKey('token', 'value'), NODE: { field: 'spec.nodeName' }, MODE: { configMap: 'modes', key: 'mode' } },
    resources: { requests: { cpu: 2, memory: '8Gi' }, limits: { memory: Size.gibibytes(12), cpu: '4000m' } },
    labels: { team: 'platform' },
    annotations: { owner: 'platform' },
    pod: {
      nodeSelector: { disk: 'ssd' },
      tolerations: [{ operator: 'Exists' }],
      priorityClassName: 'system-cluster-critical',
      imagePullSecrets: ['mirror'],
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [] }] } } },
      labels: { shift: 'night' },
      annotations: { 'example.com/scrape': 'no' },
      terminationGracePeriod: '5m',
    },
  },
  alertmanager: { retention: '240h', storage: ephemeral('512Mi'), resources: { limits: 'off' } },
};

const env = [
  { name: 'GOGC', value: '75' },
  { name: 'MODE', valueFrom: { configMapKeyRef: { name: 'modes', key: 'mode' } } },
  { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
  { name: 'TOKEN', valueFrom: { secretKeyRef: { name: 'token', key: 'value' } } },
];
const resources = { requests: { cpu: '2', memory: '8Gi' }, limits: { cpu: '4', memory: '12Gi' } };
const scheduling = {
  nodeSelector: { 'kubernetes.io/os': 'linux', disk: 'ssd' },
  tolerations: [{ operator: 'Exists' }],
  priorityClassName: 'system-cluster-critical',
  imagePullSecrets: [{ name: 'mirror' }],
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' }],
  affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [] }] } } },
  terminationGracePeriodSeconds: 300,
};
const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '100Gi' } }, storageClassName: 'fast' };

describe('standalone writes the options of its programs', () => {
  const objects = objectsOf(standalone, props);
  const prometheus = find(objects, 'Deployment', 'prometheus');
  const { containers, ...pod } = prometheus.spec.template.spec;

  test('to the container', () => {
    expect(containers[0]).toMatchObject({ image: 'mirror.example/prometheus:v3.14.0', env, resources });
    expect(containers[0].args.at(-1)).toBe('--web.max-connections=40');
  });
  test('to the pod', () => expect(pod).toMatchObject(scheduling));
  test('to labels and annotations', () => {
    expect(prometheus.metadata).toMatchObject({ labels: { team: 'platform', app: 'prometheus' }, annotations: { owner: 'platform' } });
    expect(prometheus.spec.template.metadata).toMatchObject({
      labels: { team: 'platform', shift: 'night', app: 'prometheus' },
      annotations: { owner: 'platform', 'example.com/scrape': 'no' },
    });
  });
  test('to the selector none of them', () =>
    expect(prometheus.spec.selector.matchLabels).toEqual({ app: 'prometheus', component: 'monitoring' }));
  test('to the claim', () => {
    const made = find(objects, 'PersistentVolumeClaim', 'prometheus-data');
    expect([made.spec, made.metadata.labels.tier]).toEqual([claim, 'gold']);
  });
  test('to the configuration', () => {
    const text: string = find(objects, 'ConfigMap', 'prometheus-config').data['prometheus.yml'];
    expect(text).toContain('cluster: eu');
    expect(text).toMatch(/retention:\n\s+time: 30d\n\s+size: 81920MB/);
  });
  test('to Alertmanager, which keeps its data on the node', () => {
    const { spec } = find(objects, 'Deployment', 'alertmanager').spec.template;
    expect(spec.containers[0].args).toContain('--data.retention=240h');
    expect(spec.containers[0].resources.limits).toBeUndefined();
    expect(spec.volumes).toContainEqual({ name: 'data', emptyDir: { sizeLimit: '512Mi' } });
    expect(objects.filter(({ kind, metadata }) => kind === 'PersistentVolumeClaim' && metadata.name === 'alertmanager-data')).toEqual([]);
  });
});

describe('operator writes the same options to its resources', () => {
  const objects = objectsOf(operator, props);
  const { spec } = find(objects, 'Prometheus', 'prometheus');

  test('in the fields of the resource', () =>
    expect(spec).toMatchObject({
      image: 'mirror.example/prometheus:v3.14.0',
      retention: '30d',
      retentionSize: '81920MB',
      externalLabels: { cluster: 'eu' },
      additionalArgs: [{ name: 'web.max-connections', value: '40' }],
      containers: [{ name: 'prometheus', env }],
      resources,
      ...scheduling,
      podMetadata: { labels: { team: 'platform', shift: 'night', app: 'prometheus' }, annotations: { owner: 'platform' } },
      storage: { volumeClaimTemplate: { metadata: { labels: { tier: 'gold' } }, spec: claim } },
    }));
  test('and those of Alertmanager', () =>
    expect(find(objects, 'Alertmanager', 'alertmanager').spec).toMatchObject({
      retention: '240h',
      storage: { emptyDir: { sizeLimit: '512Mi' } },
    }));
});

describe.each(backends)('in $name', ({ name }) => {
  const made = name === 'operator' ? operator : standalone;

  test('an image of a program is listed in images.txt', () =>
    expect(
      stackOf(() => {}, { backend: made(props) })
        .files()
        .get('images.txt'),
    ).toContain('mirror.example/prometheus:v3.14.0\n'));
  test('no size limits what is kept, where that is switched off', () => {
    const written = JSON.stringify(objectsOf(made, { prometheus: { retentionSize: 'off' } }));
    expect(written).not.toContain('16384MB');
  });
  test('a retention size takes the place of the share of the volume', () =>
    expect(JSON.stringify(objectsOf(made, { prometheus: { retentionSize: '10Gi' } }))).toContain('10240MB'));
});

test('Grafana takes the options of its program', () => {
  const options = {
    storage: ephemeral('2Gi'),
    image: 'mirror.example/grafana:13.1.0',
    env: { GF_USERS_ALLOW_SIGN_UP: 'true' },
    pod: { priorityClassName: 'low' },
  };
  const objects = stackOf((stack) => stack.install(grafana(options))).toJson();
  const { spec } = find(objects, 'Deployment', 'grafana').spec.template;
  expect([...spec.initContainers, ...spec.containers].map(({ image }: Json) => image)).toEqual([options.image, options.image]);
  expect(spec.containers[0].env.filter(({ name }: Json) => name === 'GF_USERS_ALLOW_SIGN_UP')).toEqual([
    { name: 'GF_USERS_ALLOW_SIGN_UP', value: 'true' },
  ]);
  expect(spec.volumes).toContainEqual({ name: 'data', emptyDir: { sizeLimit: '2Gi' } });
  expect(spec.priorityClassName).toBe('low');
  expect(find(objects, 'PersistentVolumeClaim', 'grafana-data')).toBeUndefined();
});

test('a component takes the options of its program', () => {
  const objects = stackOf((stack) =>
    stack.install(kubeStateMetrics({ pod: { priorityClassName: 'high' }, resources: { limits: 'off' } })),
  ).toJson();
  const { spec } = find(objects, 'Deployment', 'kube-state-metrics').spec.template;
  expect([spec.priorityClassName, spec.containers[0].resources.limits]).toEqual(['high', undefined]);
});

describe.each(backends)('the workloads of $name', (backend) => {
  const workloads = stackOf((stack) => stack.install(grafana(), kubeStateMetrics(), nodeExporter()), { backend })
    .toJson()
    .filter(({ kind }) => kind === 'Deployment' || kind === 'DaemonSet') as Json[];

  test.each(workloads.map((workload) => [workload.metadata.name, workload] as const))(
    '%s names its own service account',
    (name, workload) => expect(workload.spec.template.spec.serviceAccountName).toBe(name),
  );
  test.each(workloads.map((workload) => [workload.metadata.name, workload] as const))(
    '%s says which one of which version it is',
    (name, workload) => {
      const [, version] = /:v?([\d.]+)$/.exec(workload.spec.template.spec.containers[0].image)!;
      const told = { 'app.kubernetes.io/instance': `${workload.metadata.namespace}-${name}`, 'app.kubernetes.io/version': version };
      expect([workload.metadata.labels, workload.spec.template.metadata.labels]).toEqual([
        expect.objectContaining(told),
        expect.objectContaining(told),
      ]);
      expect(Object.keys(workload.spec.selector.matchLabels)).toEqual(['app', 'component']);
    },
  );
});

test('Prometheus has ten minutes to write what it holds in memory', () => {
  const { spec } = find(objectsOf(standalone, {}), 'Deployment', 'prometheus').spec.template;
  expect(spec.terminationGracePeriodSeconds).toBe(600);
});

describe('whoever reaches Prometheus may end it', () => {
  const flags = (props: ProgramProps) =>
    find(objectsOf(standalone, props), 'Deployment', 'prometheus').spec.template.spec.containers[0].args;
  test('only where that is asked for', () => expect(flags({})).not.toContain('--web.enable-lifecycle'));
  test('and reload it, where it is', () => expect(flags({ prometheus: { enableLifecycle: true } })).toContain('--web.enable-lifecycle'));
});

describe.each(backends)('an alert in $name', (backend) => {
  const declared = (annotations?: Record<string, string>) => (stack: MonitoringStack) =>
    stack.monitor(
      { name: 'shop', labels: { app: 'shop' }, port: 8080 },
      {
        alerts: [
          alert('ShopDown', {
            expr: promql`up{job="shop"} == 0`,
            severity: 'warning',
            summary: 'Down.',
            ...(annotations && { annotations }),
          }),
        ],
      },
    );
  const text = (runbooks?: string, annotations?: Record<string, string>) =>
    stackOf(declared(annotations), { backend, ...(runbooks && { runbooks }) })
      .files()
      .get('prometheus-rules.yaml')!;

  test('names no page that is nowhere', () => expect(text()).not.toContain('runbook'));
  test('names the URL of its page', () =>
    expect(text('https://wiki.example/runbooks')).toContain('runbook_url: https://wiki.example/runbooks/ShopDown.md'));
  test('names one page, its own, where it has one', () => {
    const written = text('https://wiki.example/runbooks', { runbook_url: 'https://own.example/shop' });
    const ofAlert = /alert: ShopDown\n(?:(?! *- alert:).*\n)*/.exec(written)![0];
    expect(ofAlert.match(/runbook.*/g)).toEqual(['runbook_url: https://own.example/shop']);
  });
});
