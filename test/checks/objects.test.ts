import { describe, expect, test } from 'vitest';
import type { CheckInput } from '../../lib/analysis/check-input';
import { imageVersion } from '../../lib/checks/objects/image-version';
import { objectName } from '../../lib/checks/objects/object-name';
import { objectSize } from '../../lib/checks/objects/object-size';
import { podSecurity } from '../../lib/checks/objects/pod-security';
import { retentionSize } from '../../lib/checks/objects/retention-size';
import { secretInPod } from '../../lib/checks/objects/secret-in-pod';
import { blockedConnection } from '../../lib/checks/targets/blocked-connection';
import { discoveryRights } from '../../lib/checks/targets/discovery-rights';
import { scrapedTwice } from '../../lib/checks/targets/scraped-twice';
import { selectsNothing } from '../../lib/checks/targets/selects-nothing';
import { serviceWithoutPods } from '../../lib/checks/targets/service-without-pods';
import { unknownPort } from '../../lib/checks/targets/unknown-port';
import { unselectedObject } from '../../lib/checks/targets/unselected-object';
import { findingsOf, messages, modelWith, objectAt, objectsModel } from '../support/models';

const container = (more: object = {}) => ({ name: 'main', image: 'example/image:1', ...more });
const deployment = (spec: object = {}, { labels = { app: 'a' }, ...metadata }: { labels?: object } & Record<string, unknown> = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a', namespace: 'n', ...metadata },
  spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers: [container()], ...spec } } },
});
const withContainer = (more: object) => deployment({ containers: [container(more)] });
const configMap = (more: object, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a', namespace: 'n', ...metadata },
  ...more,
});
const service = (spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'a', namespace: 'n' },
  spec: { selector: { app: 'a' }, ports: [{ port: 80, targetPort: 'http' }], ...spec },
});
const namespace = (labels: object) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n', labels } });

describe('an image', () => {
  test.each<[string, RegExp]>([
    ['nginx', /no version/],
    ['nginx:latest', /latest/],
    ['registry:5000/nginx', /no version/],
    ['registry.example/a/nginx:latest', /latest/],
  ])('%s is found', (image, words) => {
    expect(findingsOf(imageVersion, objectsModel(withContainer({ image })))).toEqual([
      expect.objectContaining({
        severity: 'warning',
        object: 'Deployment n/a',
        message: expect.stringMatching(words),
        file: 'Deployment/a#spec/template/spec/containers/0/image',
      }),
    ]);
  });
  test.each([
    'nginx:1.29',
    'registry:5000/nginx:1',
    `nginx@sha256:${'0'.repeat(64)}`,
    `nginx:latest@sha256:${'0'.repeat(64)}`,
    '${IMAGE}',
    'nginx:$TAG',
    '{{ image }}',
  ])('%s is not found', (image) => expect(messages(imageVersion, objectsModel(withContainer({ image })))).toEqual([]));
  test('of any workload and of an init container is found', () => {
    const template = { spec: { initContainers: [{ name: 'init', image: 'busybox' }] } };
    const objects = [
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, ...template },
      { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'c' }, spec: { jobTemplate: { spec: { template } } } },
      { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 's' }, spec: { template } },
    ];
    expect(findingsOf(imageVersion, objectsModel(...objects)).map(({ object, message }) => [object, message.slice(0, 28)])).toEqual([
      ['Pod p', 'init container init runs bus'],
      ['CronJob c', 'init container init runs bus'],
      ['StatefulSet s', 'init container init runs bus'],
    ]);
  });
  test('of a resource of prometheus-operator is found', () => {
    const resource = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: { name: 'p' },
      spec: { image: 'quay.io/prometheus/prometheus', containers: [{ name: 'proxy', image: 'proxy:latest' }] },
    };
    expect(messages(imageVersion, objectsModel(resource))).toHaveLength(2);
  });
  test('of a kind with the same name in another group is not judged', () =>
    expect(messages(imageVersion, objectsModel({ ...withContainer({ image: 'x' }), apiVersion: 'example.org/v1' }))).toEqual([]));
});

describe('the size of an object', () => {
  const own = (object: object) => findingsOf(objectSize, objectsModel(object)).map(({ severity, message }) => `${severity} ${message}`);
  const serverSide = { annotations: { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true' } };

  test('with more than 1 MiB of data is found', () => {
    expect(own(configMap({ data: { a: 'x'.repeat(1024 * 1024 + 1) } }))).toEqual([expect.stringMatching(/^error its data have/)]);
    expect(own({ ...configMap({}), kind: 'Secret', data: { a: Buffer.alloc(1024 * 1024 + 1).toString('base64') } })).toEqual([
      expect.stringMatching(/^error its data have/),
    ]);
  });
  test('counts bytes, not characters', () =>
    expect(own(configMap({ data: { a: 'é'.repeat(600_000) } }, serverSide))).toEqual([expect.stringMatching(/its data have/)]));
  test('with 1 MiB of data is not found if the server applies it', () =>
    expect(own(configMap({ data: { a: 'x'.repeat(1024 * 1024) } }, serverSide))).toEqual([]));
  test('that `kubectl apply` cannot keep is an error here and a warning elsewhere', () => {
    const large = configMap({ data: { a: 'x'.repeat(262_144) } });
    expect(own(large)).toEqual([expect.stringMatching(/^error `kubectl apply`/)]);
    expect(findingsOf(objectSize, { ...objectsModel(large), origin: 'manifests' })).toEqual([
      expect.objectContaining({ severity: 'warning' }),
    ]);
  });
  test('counts what Go writes for `<`', () => {
    expect(own(configMap({ data: { a: '<'.repeat(43_700) } }))).toHaveLength(1);
    expect(own(configMap({ data: { a: 'x'.repeat(43_700) } }))).toEqual([]);
  });
  test('with too many annotations is found', () =>
    expect(own(configMap({}, { annotations: { a: 'x'.repeat(262_145) } }))).toEqual([expect.stringMatching(/^error its annotations/)]));
  test('of more than etcd stores is found', () =>
    expect(own({ apiVersion: 'example.org/v1', kind: 'Thing', metadata: { name: 'a' }, spec: { text: 'x'.repeat(1_600_000) } })).toEqual([
      expect.stringMatching(/^error.*etcd/),
    ]));
});

describe('a name that the API server refuses', () => {
  test.each<[string, object, RegExp, string]>([
    ['of a ConfigMap', configMap({}, { name: 'My_Config' }), /the name "My_Config"/, 'metadata/name'],
    ['of a Namespace', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'a.b' } }, /the name "a.b"/, 'metadata/name'],
    [
      'of a CronJob',
      { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'a'.repeat(53) } },
      /53 characters, and 52/,
      'metadata/name',
    ],
    ['of a namespace that an object is in', configMap({}, { namespace: 'A' }), /the namespace "A"/, 'metadata/namespace'],
    [
      'of a custom resource',
      { apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'A' } },
      /the name "A"/,
      'metadata/name',
    ],
    ['of a label', configMap({}, { labels: { 'a b': 'x' } }), /key of the label "a b"/, 'metadata/labels/a b'],
    ['in a label', configMap({}, { labels: { a: 'x y' } }), /value of the label a "x y"/, 'metadata/labels/a'],
    [
      'that is a number',
      configMap({}, { labels: { version: 1.5 } }),
      /the label version is the number 1.5 and no text/,
      'metadata/labels/version',
    ],
    ['of an annotation', configMap({}, { annotations: { 'a/b/c': 'x' } }), /key of the annotation/, 'metadata/annotations/a/b/c'],
    ['of a key', configMap({ data: { 'a/b': '' } }), /the key "a\/b"/, 'data/a/b'],
    ['of a container', withContainer({ name: 'Main' }), /the container "Main"/, 'spec/template/spec/containers/0/name'],
    [
      "of a container's port",
      withContainer({ ports: [{ name: 'a-name-with-16-c', containerPort: 1 }] }),
      /16 characters, and 15/,
      'spec/template/spec/containers/0/ports/0/name',
    ],
    ['of a volume', deployment({ volumes: [{ name: 'a_b', emptyDir: {} }] }), /the volume "a_b"/, 'spec/template/spec/volumes/0/name'],
    [
      'of a volume that is not there',
      withContainer({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
      /mounts the volume data, which the pod does not have/,
      'spec/template/spec/containers/0/volumeMounts/0/name',
    ],
    [
      'of two containers',
      deployment({ containers: [container(), container()] }),
      /container main stands there twice/,
      'spec/template/spec/containers/1/name',
    ],
    [
      'of the labels of pods',
      deployment({}, { labels: { app: 'a b' } }),
      /value of the label app "a b"/,
      'spec/template/metadata/labels/app',
    ],
    ["of a Service's port", service({ ports: [{ name: 'A', port: 1 }] }), /the port "A"/, 'spec/ports/0/name'],
    ["that a Service's ports lack", service({ ports: [{ name: 'a', port: 1 }, { port: 2 }] }), /port 2 has no name/, 'spec/ports/1'],
    [
      "of a container's port without a number",
      withContainer({ ports: [{ name: 'http' }] }),
      /port of container main has no number/,
      'spec/template/spec/containers/0/ports/0',
    ],
    ['of a number that is no port', service({ ports: [{ port: 70_000 }] }), /port 70000/, 'spec/ports/0/port'],
  ])('%s is found', (_, object, words, at) => {
    const {
      kind,
      metadata: { name },
    } = object as { kind: string; metadata: { name: string } };
    expect(findingsOf(objectName, objectsModel(object))).toEqual([
      expect.objectContaining({ severity: 'error', message: expect.stringMatching(words), file: `${kind}/${name}#${at}` }),
    ]);
  });
  test('by some API servers only is a warning', () =>
    expect(findingsOf(objectName, objectsModel({ ...service(), metadata: { name: '1a', namespace: 'n' } }))).toEqual([
      expect.objectContaining({ severity: 'warning' }),
    ]));
  test.each<[string, object]>([
    ['a role with colons', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'system:a:B' } }],
    ['an APIService', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1beta1.metrics.k8s.io' } }],
    ['a placeholder', configMap({ data: {} }, { name: '${NAME}', labels: { a: '{{ version }}' } })],
    ['an object without metadata', { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', resources: [] }],
    [
      'a claim of a StatefulSet',
      {
        ...withContainer({ volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
        kind: 'StatefulSet',
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'data' } }],
          template: { spec: { containers: [container({ volumeMounts: [{ name: 'data', mountPath: '/data' }] })] } },
        },
      },
    ],
    ['an empty label', configMap({}, { labels: { 'node-role.kubernetes.io/worker': '' } })],
    ['a Service of one port', service({ ports: [{ port: 1 }] })],
    ['a port that is put in later', service({ ports: [{ port: '${PORT}' }] })],
    ['a label without a value', configMap({}, { labels: { a: null } })],
  ])('is not that of %s', (_, object) => expect(messages(objectName, objectsModel(object))).toEqual([]));
});

describe('a pod in a namespace with a Pod Security level', () => {
  const enforce = 'pod-security.kubernetes.io/enforce';
  const confined = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
  const good = {
    securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
    containers: [container({ securityContext: confined })],
  };

  test('is found with all that it breaks', () => {
    const [finding, ...others] = findingsOf(
      podSecurity,
      objectsModel(namespace({ [enforce]: 'restricted' }), deployment({ hostNetwork: true })),
    );
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ severity: 'error', object: 'Deployment n/a', file: 'Deployment/a#spec/template/spec' });
    for (const words of [
      'hostNetwork',
      'container main must set allowPrivilegeEscalation: false',
      'capabilities.drop: [ALL]',
      'runAsNonRoot: true',
      'seccompProfile.type',
    ])
      expect(finding!.message).toContain(words);
  });
  test('breaks less of the baseline', () =>
    expect(messages(podSecurity, objectsModel(namespace({ [enforce]: 'baseline' }), deployment({ hostNetwork: true })))).toEqual([
      expect.stringMatching(/it must not set hostNetwork$/),
    ]));
  test('is not found where it keeps the level', () =>
    expect(messages(podSecurity, objectsModel(namespace({ [enforce]: 'restricted' }), deployment(good)))).toEqual([]));
  test('is judged by the version that the namespace names', () => {
    const pod = deployment({ ...good, hostUsers: false, securityContext: { seccompProfile: { type: 'RuntimeDefault' } } });
    expect(messages(podSecurity, objectsModel(namespace({ [enforce]: 'restricted' }), pod))).toEqual([]);
    expect(messages(podSecurity, objectsModel(namespace({ [enforce]: 'restricted', [`${enforce}-version`]: 'v1.34' }), pod))).toHaveLength(
      1,
    );
  });
  test.each<[string, object]>([
    ['nothing is enforced', namespace({ 'pod-security.kubernetes.io/warn': 'restricted' })],
    ['privileged is enforced', namespace({ [enforce]: 'privileged' })],
    [
      'another namespace enforces it',
      { ...namespace({ [enforce]: 'restricted' }), metadata: { name: 'other', labels: { [enforce]: 'restricted' } } },
    ],
  ])('is not found where %s', (_, of) => expect(messages(podSecurity, objectsModel(of, deployment({ hostNetwork: true })))).toEqual([]));
  test('is no matter where the label itself is refused', () => {
    expect(findingsOf(podSecurity, objectsModel(namespace({ [enforce]: 'strict' }), deployment({ hostNetwork: true })))).toEqual([
      expect.objectContaining({ severity: 'error', object: 'Namespace n', message: expect.stringContaining('strict') }),
    ]);
    expect(messages(podSecurity, objectsModel(namespace({ [`${enforce}-version`]: '1.36' })))).toEqual([expect.stringContaining('1.36')]);
  });
});

describe('the retention of Prometheus', () => {
  const claim = (storage: string) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'n' },
    spec: { resources: { requests: { storage } } },
  });
  const resource = (retentionSize: string, storage: object) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'p', namespace: 'n' },
    spec: { retentionSize, storage },
  });
  const template = (storage: string) => ({ volumeClaimTemplate: { spec: { resources: { requests: { storage } } } } });
  const running = (args: readonly string[], volume: object = { persistentVolumeClaim: { claimName: 'data' } }) =>
    deployment({
      containers: [
        container({
          args: ['--storage.tsdb.path=/prometheus', ...args],
          volumeMounts: [
            { name: 'data', mountPath: '/prometheus' },
            { name: 'config', mountPath: '/etc/prometheus' },
          ],
        }),
      ],
      volumes: [
        { name: 'data', ...volume },
        { name: 'config', configMap: { name: 'config' } },
      ],
    });
  const of = (...objects: readonly object[]) =>
    findingsOf(retentionSize, objectsModel(...objects)).map(({ severity, message }) => `${severity} ${message}`);

  test('in a resource that is larger than its volume is found', () =>
    expect(of(resource('60GB', template('50Gi')))).toEqual([
      expect.stringMatching(/^error Prometheus keeps up to 60Gi \(60GB\), and its volume has 50Gi/),
    ]));
  test('that leaves no room for compaction is found', () =>
    expect(of(resource('48GB', template('50Gi')))).toEqual([expect.stringMatching(/^warning.*more than 85 %/)]));
  test('is measured in powers of 1024, the volume as it says', () =>
    expect(of(resource('50GB', template('50G')))).toEqual([expect.stringMatching(/^error/)]));
  test('in a flag is found, against a claim', () =>
    expect(of(running(['--storage.tsdb.retention.size=60GB']), claim('50Gi'))).toEqual([
      expect.stringMatching(/^error.*the claim data has 50Gi/),
    ]));
  test('in a flag with its value behind it is found, against a volume of the node', () =>
    expect(of(running(['--storage.tsdb.retention.size', '2GB'], { emptyDir: { sizeLimit: '1Gi' } }))).toEqual([
      expect.stringMatching(/^error.*the volume data/),
    ]));
  test('in the configuration is found', () => {
    const config = configMap(
      {
        data: {
          'prometheus.yml':
            'global: {}\nstorage:\n  tsdb:\n    out_of_order_time_window: 5m\n    retention:\n      time: 15d\n      size: 60GB\nscrape_configs: []\n',
        },
      },
      { name: 'config' },
    );
    expect(of(running([]), claim('50Gi'), config)).toEqual([expect.stringMatching(/^error.*60GB/)]);
  });
  test.each<[string, readonly object[]]>([
    ['is small enough', [resource('40GB', template('50Gi'))]],
    ['has no limit', [running([]), claim('50Gi')]],
    ['is 0, which is none', [resource('0', template('1Gi'))]],
    ['has a volume of unknown size', [running(['--storage.tsdb.retention.size=60GB'])]],
    ['has no volume', [resource('60GB', {})]],
    ['is that of another program', [deployment({ containers: [container({ args: ['--retention.size=60GB'] })] })]],
    ['is written so that nobody reads it', [resource('60 Gigabyte', template('1Gi'))]],
  ])('that %s is not found', (_, objects) => expect(of(...objects)).toEqual([]));
});

describe('a secret in a pod', () => {
  const env = (name: string, value: string) => findingsOf(secretInPod, objectsModel(withContainer({ env: [{ name, value }] })));
  const args = (...words: readonly string[]) => findingsOf(secretInPod, objectsModel(withContainer({ args: words })));

  test.each([
    ['GF_SECURITY_ADMIN_PASSWORD', 'admin'],
    ['API_TOKEN', 'abc123'],
    ['apiKey', 'abc'],
    ['CLIENT_SECRET', 'x'],
    ['AWS_SECRET_ACCESS_KEY', 'x'],
    ['smtp-pass', 'x'],
    ['DB_PASSWORD', 'p4ss'],
    ['DATABASE_URL', 'postgres://user:secret@db/x'],
  ])('in the variable %s is found, and not told', (name, value) => {
    const [finding, ...others] = env(name, value);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'warning',
      message: expect.stringContaining(name),
      file: 'Deployment/a#spec/template/spec/containers/0/env/0/value',
    });
    expect(finding!.message).not.toContain(` ${value}`);
  });
  test.each([
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', '$(OTHER)'],
    ['DB_PASSWORD', '${DB_PASSWORD}'],
    ['DB_PASSWORD_FILE', '/run/secrets/db'],
    ['DB_PASSWORD', '/run/secrets/db'],
    ['TOKEN_TTL', '3600'],
    ['MAX_TOKEN', '4096'],
    ['ENABLE_TOKEN', 'true'],
    ['TLS_SECRET', 'grafana-tls'],
    ['SECRET_NAME', 'x'],
    ['PWD', '/app'],
    ['DATABASE_URL', 'postgres://db/x'],
    ['DATABASE_URL', 'postgres://user:$(PASSWORD)@db/x'],
    ['AWS_ACCESS_KEY_ID', 'x'],
    ['DB_PASSWORD', 'vault:secret/data/db#password'],
    ['PASSENGER', 'x'],
  ])('is not %s with the value %s', (name, value) => expect(env(name, value)).toEqual([]));
  test('that comes from a Secret is not found', () => {
    expect(
      messages(
        secretInPod,
        objectsModel(withContainer({ env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] })),
      ),
    ).toEqual([]);
  });
  test.each<[readonly string[]]>([
    [['--password=x']],
    [['--db-password', 'x']],
    [['-redis.password=x']],
    [['--uri=mongodb://root:x@db']],
    [['sh', '-c', 'run https://user:x@host/']],
  ])('in the arguments %j is found', (words) => expect(args(...words)).toHaveLength(1));
  test.each<[readonly string[]]>([
    [['--password=$(PASSWORD)']],
    [['--password-file=/x']],
    [['--password', '--other']],
    [['--token-ttl=5m']],
    [['--web.config.file=x']],
    [['--password']],
    [['https://host:8080/a@b']],
  ])('is not in the arguments %j', (words) => expect(args(...words)).toEqual([]));
  test('of a resource of prometheus-operator is found', () => {
    expect(
      messages(
        secretInPod,
        objectsModel({
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'Alertmanager',
          metadata: { name: 'a' },
          spec: { containers: [{ name: 'proxy', env: [{ name: 'TOKEN', value: 'x' }] }] },
        }),
      ),
    ).toHaveLength(1);
  });
});

describe('a port that is asked for by its name', () => {
  const of = (...objects: readonly object[]) => findingsOf(unknownPort, objectsModel(...objects));
  const listening = (ports: readonly object[] = [{ name: 'http', containerPort: 8080 }], more = {}) =>
    deployment({ containers: [container({ ports })], ...more });

  test('by a Service, and no pod has it, is found', () => {
    expect(of(service({ ports: [{ port: 80, targetPort: 'web' }] }), listening())).toEqual([
      expect.objectContaining({
        severity: 'error',
        object: 'Service n/a',
        message: expect.stringMatching(/targetPort web.*Deployment a has only http/),
        file: 'Service/a#spec/ports/0/targetPort',
      }),
    ]);
    expect(of(service({ ports: [{ port: 80, targetPort: 'htpp' }] }), listening())[0]!.hint).toBe('did you mean http?');
  });
  test('of pods that prometheus-operator makes is known', () => {
    const prometheus = (spec: object = {}) => ({
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Prometheus',
      metadata: { name: 'p', namespace: 'n' },
      spec,
    });
    const front = (targetPort: string) =>
      service({ selector: { 'app.kubernetes.io/name': 'prometheus' }, ports: [{ port: 9090, targetPort }] });
    for (const port of ['web', 'reloader-web']) expect(of(front(port), prometheus())).toEqual([]);
    expect(of(front('web'), prometheus({ portName: 'http' }))).toEqual([
      expect.objectContaining({ message: expect.stringContaining('Prometheus p has only http and reloader-web') }),
    ]);
    expect(of(front('web'), prometheus({ listenLocal: true }))).toHaveLength(1);
  });
  test('over another protocol is found', () =>
    expect(of(service({ ports: [{ port: 80, targetPort: 'http', protocol: 'UDP' }] }), listening())).toEqual([
      expect.objectContaining({ message: expect.stringContaining('UDP') }),
    ]));
  test('by a probe, and its container does not have it, is found', () => {
    const pod = deployment({
      containers: [
        container({ ports: [{ name: 'http', containerPort: 1 }], livenessProbe: { httpGet: { port: 'metrics' } } }),
        container({ name: 'other', ports: [{ name: 'metrics', containerPort: 2 }] }),
      ],
    });
    expect(of(pod)).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: expect.stringMatching(/livenessProbe asks the port metrics.*only http/),
        file: 'Deployment/a#spec/template/spec/containers/0/livenessProbe/httpGet/port',
      }),
    ]);
  });
  test.each<[string, readonly object[]]>([
    ['is there', [service(), listening()]],
    ['is a number', [service({ ports: [{ port: 80, targetPort: 8080 }] }), deployment()]],
    ['is not given', [service({ ports: [{ port: 80 }] }), deployment()]],
    ['one of several workloads has', [service(), listening(), { ...deployment(), metadata: { name: 'b', namespace: 'n' } }]],
    ['pods elsewhere may have', [service()]],
    ['is that of a Service without a selector', [service({ selector: undefined }), deployment()]],
    [
      'an init container that goes on has',
      [
        service(),
        deployment({ initContainers: [container({ name: 'side', restartPolicy: 'Always', ports: [{ name: 'http', containerPort: 1 }] })] }),
      ],
    ],
    ['is a name outside of the cluster', [service({ type: 'ExternalName' }), deployment()]],
    [
      'a probe names by its number',
      [withContainer({ livenessProbe: { httpGet: { port: 8080 } }, readinessProbe: { tcpSocket: { port: '8080' } } })],
    ],
  ])('that %s is not found', (_, objects) => expect(of(...objects)).toEqual([]));
});

describe('a Service that finds no pod', () => {
  const of = (origin: CheckInput['origin'], ...objects: readonly object[]) =>
    findingsOf(serviceWithoutPods, modelWith({ objects: objects.map(objectAt), origin }));
  const other = service({ selector: { app: 'b' } });

  test('is found where the workloads of its namespace are known', () => {
    expect(of('declared', other, deployment())).toEqual([
      expect.objectContaining({
        severity: 'warning',
        object: 'Service n/a',
        message: expect.stringContaining('app=b'),
        file: 'Service/a#spec/selector',
      }),
    ]);
    expect(of('manifests', other, deployment())).toEqual([expect.objectContaining({ severity: 'info' })]);
  });
  test.each<[string, readonly object[]]>([
    ['it finds one', [service(), deployment()]],
    ['no workload of its namespace is known', [other]],
    [
      'a custom resource may make it',
      [other, deployment(), { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'p', namespace: 'n' } }],
    ],
    [
      'the kubelet may make it',
      [{ ...other, metadata: { name: 'a', namespace: 'kube-system' } }, deployment({}, { namespace: 'kube-system' })],
    ],
    ['it has no selector', [service({ selector: {} }), deployment()]],
    [
      'it asks for a label that pods get when they run',
      [service({ selector: { app: 'a', 'statefulset.kubernetes.io/pod-name': 'a-0' } }), deployment()],
    ],
    ['it asks only for such a label', [service({ selector: { 'statefulset.kubernetes.io/pod-name': 'a-0' } }), deployment()]],
    ['its namespace is not said', [{ ...other, metadata: { name: 'a' } }, deployment({}, { namespace: undefined })]],
  ])('is not found where %s', (_, objects) => expect(of('declared', ...objects)).toEqual([]));
  test('is found beside resources that make no pods', () =>
    expect(
      of('declared', other, deployment(), {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'ServiceMonitor',
        metadata: { name: 'p', namespace: 'n' },
      }),
    ).toHaveLength(1));
});

describe('an object that is not as it should be', () => {
  const checks = [
    imageVersion,
    objectName,
    objectSize,
    podSecurity,
    retentionSize,
    secretInPod,
    unknownPort,
    serviceWithoutPods,
    unselectedObject,
    selectsNothing,
    scrapedTwice,
    discoveryRights,
    blockedConnection,
  ];
  const odd = [
    undefined,
    null,
    1,
    'x',
    [],
    [null],
    {},
    { containers: null },
    { containers: [null, 1] },
    { containers: [{ env: 'x', ports: {}, args: 'y', volumeMounts: [null], image: 1 }], volumes: [null] },
  ];
  test.each(odd.map((spec) => [spec]))('makes no check fail: %j', (spec) => {
    const objects = [
      { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a', namespace: 'n' }, spec },
      { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'a', namespace: 'n' }, spec: { template: { spec } } },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 'a', namespace: 'n' }, spec },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: spec, annotations: spec }, data: spec },
      namespace({ 'pod-security.kubernetes.io/enforce': 'restricted' }),
      { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'a' }, spec },
      ...[
        ['apps/v1', 'Deployment'],
        ['monitoring.coreos.com/v1', 'Prometheus'],
        ['monitoring.coreos.com/v1', 'ServiceMonitor'],
        ['networking.k8s.io/v1', 'NetworkPolicy'],
        ['rbac.authorization.k8s.io/v1', 'RoleBinding'],
        ['rbac.authorization.k8s.io/v1', 'Role'],
        ['v1', 'Service'],
        ['v1', 'Namespace'],
        ['v1', 'Secret'],
      ].map(([apiVersion, kind]) => ({ apiVersion, kind, metadata: null, spec, subjects: spec, rules: spec, roleRef: spec, data: spec })),
      { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'a', namespace: 'n' }, spec },
    ];
    for (const check of checks) expect(() => messages(check, objectsModel(...objects))).not.toThrow();
  });
});
