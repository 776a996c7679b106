import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { objectName } from '../../lib/checks/objects/object-name';
import { objectSize } from '../../lib/checks/objects/object-size';
import { objectsModel } from '../support/models';
import { type Cluster, startCluster } from './cluster';

interface Kubeconfig {
  readonly clusters: readonly [{ readonly cluster: { readonly server: string; readonly 'certificate-authority-data': string } }];
  readonly users: readonly [{ readonly user: { readonly 'client-certificate-data': string; readonly 'client-key-data': string } }];
}

const decoded = (base64: string): Buffer => Buffer.from(base64, 'base64');

let cluster: Cluster;
let server: string;
let agent: Agent;

beforeAll(() => {
  cluster = startCluster('names', 29000, '');
  const {
    clusters: [{ cluster: at }],
    users: [{ user }],
  } = load(readFileSync(join(cluster.folder, 'kubeconfig'), 'utf8')) as Kubeconfig;
  server = at.server;
  agent = new Agent({
    keepAlive: true,
    maxSockets: 4,
    ca: decoded(at['certificate-authority-data']),
    cert: decoded(user['client-certificate-data']),
    key: decoded(user['client-key-data']),
  });
  cluster.kubectl(['create', 'namespace', 'names']);
  cluster.kubectl(['create', 'serviceaccount', 'default', '--namespace', 'names']);
});
afterAll(() => {
  agent.destroy();
  cluster.stop();
});

interface Made {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly generateName?: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

const plural = (kind: string): string => `${kind.toLowerCase().replace(/y$/, 'ie')}${/s$/.test(kind) ? 'es' : 's'}`;

/** Whether the API server would make the object, and what it says if not. */
function created(object: Made): Promise<{ readonly taken: boolean; readonly said: string }> {
  const {
    apiVersion,
    kind,
    metadata: { namespace },
  } = object;
  const path = `/${apiVersion.includes('/') ? 'apis' : 'api'}/${apiVersion}${namespace === undefined ? '' : `/namespaces/${namespace}`}/${plural(kind)}?dryRun=All`;
  return new Promise((resolve, reject) => {
    const call = request(`${server}${path}`, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) => {
      let text = '';
      response
        .setEncoding('utf8')
        .on('data', (part: string) => {
          text += part;
        })
        .on('end', () => {
          const status = response.statusCode ?? 0;
          if (status === 201 || status === 422 || status === 400) resolve({ taken: status === 201, said: text.slice(0, 600) });
          else reject(new Error(`${kind} ${JSON.stringify(object.metadata)}: ${status} ${text}`));
        });
    });
    call.on('error', reject).end(JSON.stringify(object));
  });
}

/** Where we and the API server differ on an object. */
async function difference(object: Made): Promise<object | undefined> {
  const { taken, said } = await created(object);
  const found = [...objectName.run(objectsModel(object)), ...objectSize.run(objectsModel(object))]
    .filter(({ severity }) => severity === 'error')
    .map(({ message }) => message);
  return taken === (found.length === 0) ? undefined : { object: JSON.stringify(object).slice(0, 400), taken, found, said };
}

async function differences(objects: readonly Made[]): Promise<readonly object[]> {
  const found: object[] = [];
  for (let at = 0; at < objects.length; at += 20) {
    found.push(...(await Promise.all(objects.slice(at, at + 20).map(difference))).filter((each) => each !== undefined));
  }
  return found;
}

const words = [
  'a',
  'a1',
  '1a',
  'A',
  'aB',
  'a-b',
  'a-',
  '-a',
  'a--b',
  'a.b',
  'a..b',
  '.a',
  'a.',
  'a-.b',
  'a_b',
  '_a',
  'a b',
  'a/b',
  'a/b/c',
  '/a',
  'a/',
  'a.b/c',
  'a..b/c',
  'A.b/c',
  'a%b',
  'a:b',
  'é',
  '123',
  '.',
  '..',
  '...',
  '..a',
  ...[15, 16, 52, 53, 63, 64, 253, 254].map((length) => 'a'.repeat(length)),
  `a.b/${'a'.repeat(63)}`,
  `a.b/${'a'.repeat(64)}`,
  `${'a'.repeat(253)}/b`,
  `${'a'.repeat(254)}/b`,
  `${'a.'.repeat(126)}a`,
  `${'a.'.repeat(127)}a`,
];

const container = { name: 'main', image: 'example/image:1' };
const template = (spec: object = {}, labels: object = { app: 'a' }) => ({
  metadata: { labels },
  spec: { containers: [container], ...spec },
});
const workload = { selector: { matchLabels: { app: 'a' } }, template: template() };
const job = { template: template({ restartPolicy: 'Never' }) };
const role = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' };

/** A right object of each kind, but for its name. */
const kinds: readonly (readonly [apiVersion: string, kind: string, namespaced: boolean, more: object])[] = [
  ['v1', 'ConfigMap', true, {}],
  ['v1', 'Secret', true, {}],
  ['v1', 'ServiceAccount', true, {}],
  ['v1', 'Namespace', false, {}],
  ['v1', 'Service', true, { spec: { ports: [{ port: 1 }] } }],
  ['v1', 'Pod', true, { spec: { containers: [container] } }],
  ['v1', 'PersistentVolumeClaim', true, { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }],
  ['apps/v1', 'Deployment', true, { spec: workload }],
  ['apps/v1', 'DaemonSet', true, { spec: workload }],
  ['apps/v1', 'ReplicaSet', true, { spec: workload }],
  ['apps/v1', 'StatefulSet', true, { spec: { ...workload, serviceName: 'a' } }],
  ['batch/v1', 'Job', true, { spec: job }],
  ['batch/v1', 'CronJob', true, { spec: { schedule: '0 * * * *', jobTemplate: { spec: job } } }],
  ['policy/v1', 'PodDisruptionBudget', true, { spec: { maxUnavailable: 1 } }],
  ['networking.k8s.io/v1', 'NetworkPolicy', true, { spec: { podSelector: {} } }],
  ['networking.k8s.io/v1', 'IngressClass', false, { spec: { controller: 'example.org/a' } }],
  ['storage.k8s.io/v1', 'StorageClass', false, { provisioner: 'example.org/a' }],
  ['scheduling.k8s.io/v1', 'PriorityClass', false, { value: 1 }],
  ['coordination.k8s.io/v1', 'Lease', true, { spec: {} }],
  ['rbac.authorization.k8s.io/v1', 'Role', true, { rules: [] }],
  ['rbac.authorization.k8s.io/v1', 'ClusterRole', false, { rules: [] }],
  ['rbac.authorization.k8s.io/v1', 'RoleBinding', true, { roleRef: role, subjects: [] }],
  ['rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', false, { roleRef: role, subjects: [] }],
  [
    'autoscaling/v2',
    'HorizontalPodAutoscaler',
    true,
    { spec: { maxReplicas: 2, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'a' }, metrics: [] } },
  ],
];

const named = (metadata: object, [apiVersion, kind, namespaced, more]: (typeof kinds)[number]): Made => ({
  apiVersion,
  kind,
  metadata: { ...metadata, ...(namespaced && { namespace: 'names' }) },
  ...more,
});

/** What kubectl would keep of an object is then no matter. */
const serverSide = { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' };

const configMap = (more: object, metadata: object = {}): Made => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'names', ...metadata },
  ...more,
});
const service = (spec: object): Made => ({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'names' }, spec });
const deployment = (spec: object): Made => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a', namespace: 'names' },
  spec: { selector: { matchLabels: { app: 'a' } }, template: template(spec) },
});
const withContainer = (more: object): Made =>
  deployment({ containers: [{ ...container, ...more }], volumes: [{ name: 'v', emptyDir: {} }] });

describe('the API server refuses what we refuse, and nothing else, of', () => {
  test.each(kinds.map((kind) => [kind[1], kind] as const))('the names of a %s', async (_, kind) => {
    const names = words.flatMap((name) => [named({ name }, kind), named({ generateName: name }, kind)]);
    expect(await differences(names)).toEqual([]);
  });

  test('labels', async () => {
    expect(
      await differences(words.flatMap((word) => [configMap({}, { labels: { [word]: 'x' } }), configMap({}, { labels: { x: word } })])),
    ).toEqual([]);
    expect(await differences([1, true, null, '', {}, []].map((value) => configMap({}, { labels: { x: value } })))).toEqual([]);
  });

  test('annotations', async () => {
    expect(await differences(words.map((word) => configMap({}, { annotations: { [word]: '' } })))).toEqual([]);
    expect(await differences([1, true, null, '', {}].map((value) => configMap({}, { annotations: { x: value } })))).toEqual([]);
    const most = 262_144 - 'x'.length - Object.entries(serverSide).flat().join('').length;
    expect(
      await differences([most, most + 1].map((length) => configMap({}, { annotations: { x: 'x'.repeat(length), ...serverSide } }))),
    ).toEqual([]);
  });

  test('keys and values of ConfigMaps', async () => {
    expect(await differences(words.map((word) => configMap({ data: { [word]: '' } })))).toEqual([]);
    expect(await differences([1, true, null, {}].map((value) => configMap({ data: { x: value } })))).toEqual([]);
    expect(
      await differences([configMap({ data: { x: '' }, binaryData: { x: '' } }), configMap({ data: { x: '' }, binaryData: { y: '' } })]),
    ).toEqual([]);
  });

  test('the size of ConfigMaps and Secrets', async () => {
    const most = 1024 * 1024;
    const secret = (more: object): Made => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a', namespace: 'names' }, ...more });
    const sizes = [most, most + 1];
    const applied = { annotations: serverSide };
    expect(
      await differences(
        sizes.flatMap((size) => [
          configMap({ data: { x: 'x'.repeat(size) } }, applied),
          configMap({ data: { x: 'é'.repeat(size / 2) + (size % 2 ? 'x' : '') } }, applied),
          { ...secret({ stringData: { x: 'x'.repeat(size) } }), metadata: { name: 'a', namespace: 'names', ...applied } },
          { ...secret({ data: { x: Buffer.alloc(size).toString('base64') } }), metadata: { name: 'a', namespace: 'names', ...applied } },
        ]),
      ),
    ).toEqual([]);
  });

  test('ports of Services', async () => {
    const specs = [
      ...words.map((name) => ({ ports: [{ name, port: 1 }] })),
      ...words.map((targetPort) => ({ ports: [{ port: 1, targetPort }] })),
      { ports: [{ name: 'a' }] },
      { ports: [{ port: '80' }] },
      ...[0, 1, 65535, 65536, -1].flatMap((port) => [{ ports: [{ port }] }, { ports: [{ port: 1, targetPort: port }] }]),
      { ports: [{ port: 1 }, { port: 2 }] },
      { ports: [{ name: 'a', port: 1 }, { port: 2 }] },
      {
        ports: [
          { name: 'a', port: 1 },
          { name: 'a', port: 2 },
        ],
      },
      {
        ports: [
          { name: 'a', port: 1 },
          { name: 'b', port: 1 },
        ],
      },
      {
        ports: [
          { name: 'a', port: 1 },
          { name: 'b', port: 1, protocol: 'UDP' },
        ],
      },
      ...words.flatMap((word) => [
        { ports: [{ port: 1 }], selector: { [word]: 'x' } },
        { ports: [{ port: 1 }], selector: { x: word } },
      ]),
    ];
    expect(await differences(specs.map(service))).toEqual([]);
  });

  test('names in pods', async () => {
    const objects = words.flatMap((name) => [
      deployment({ containers: [{ ...container, name }] }),
      deployment({ initContainers: [{ ...container, name }] }),
      deployment({ volumes: [{ name, emptyDir: {} }] }),
      withContainer({ ports: [{ name, containerPort: 1 }] }),
      withContainer({ volumeMounts: [{ name, mountPath: '/x' }] }),
      { ...deployment({}), spec: { selector: { matchLabels: { app: 'a' } }, template: template({}, { app: 'a', [name]: 'x' }) } },
      { ...deployment({}), spec: { selector: { matchLabels: { app: 'a' } }, template: template({}, { app: 'a', x: name }) } },
    ]);
    const twice = [
      deployment({ containers: [container, container] }),
      deployment({ initContainers: [container] }),
      deployment({
        volumes: [
          { name: 'v', emptyDir: {} },
          { name: 'v', emptyDir: {} },
        ],
      }),
      withContainer({
        ports: [
          { name: 'a', containerPort: 1 },
          { name: 'a', containerPort: 2 },
        ],
      }),
      withContainer({
        ports: [
          { name: 'a', containerPort: 1 },
          { name: 'b', containerPort: 1 },
        ],
      }),
      withContainer({
        volumeMounts: [
          { name: 'v', mountPath: '/x' },
          { name: 'v', mountPath: '/y' },
        ],
      }),
      withContainer({
        volumeMounts: [
          { name: 'v', mountPath: '/x' },
          { name: 'v', mountPath: '/x' },
        ],
      }),
      withContainer({ volumeMounts: [{ name: 'v', mountPath: '/x' }] }),
      withContainer({ env: [{ name: '' }] }),
      withContainer({
        env: [
          { name: 'A', value: 'x' },
          { name: 'A', value: 'y' },
        ],
      }),
      ...[0, 1, 65535, 65536, undefined, '80', 1.5].map((containerPort) => withContainer({ ports: [{ name: 'a', containerPort }] })),
    ];
    expect(await differences([...objects, ...twice])).toEqual([]);
  });
});

describe('kubectl apply', () => {
  /** The length of the value with which the copy in the annotation has exactly as much as is taken. */
  const most = (() => {
    const sized = (length: number) =>
      [...objectSize.run(objectsModel(configMap({ data: { x: '<'.repeat(100) + 'é"\\\n'.repeat(50) + 'x'.repeat(length) } })))].length;
    let length = 250_000;
    while (sized(length + 1) === 0) length++;
    return length;
  })();

  test.each([
    [most, true],
    [most + 1, false],
  ] as const)('of %i characters is taken: %s', (length, taken) => {
    const object = configMap({ data: { x: '<'.repeat(100) + 'é"\\\n'.repeat(50) + 'x'.repeat(length) } });
    const { status, out } = cluster.kubectl(['apply', '-f', '-'], JSON.stringify(object));
    expect(status === 0).toBe(taken);
    if (!taken) expect(out).toContain('annotations');
    cluster.kubectl(['delete', 'configmap', 'a', '--namespace', 'names']);
  });
});
