import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockedConnection } from '../../../lib/checks/targets/blocked-connection';
import { foreignOf, podMonitor, prometheus, service, serviceMonitor, unplaced, workload } from '../../support/chain';
import { findingsOf } from '../../support/models';

const of = (...objects: readonly object[]) => findingsOf(blockedConnection, foreignOf(...objects));
const policy = (spec: object, { name = 'web', namespace = 'shop' } = {}) => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name, namespace },
  spec: { podSelector: { matchLabels: { app: 'web' } }, ...spec },
});
const monitoring = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } };
const chain = [prometheus(), serviceMonitor(), service(), workload()];
const admits = (...ingress: readonly object[]) => expect(of(...chain, policy({ ingress }))).toEqual([]);
const refuses = (...ingress: readonly object[]) => expect(of(...chain, policy({ ingress }))).toHaveLength(1);

describe('a policy of a scraped pod', () => {
  test('that lets nobody in is found, with what to allow', () => {
    expect(of(...chain, policy({}))).toEqual([
      expect.objectContaining({
        severity: 'warning',
        object: 'NetworkPolicy shop/web',
        message:
          'it keeps Prometheus monitoring/main from port 8080 of Deployment shop/web, which ServiceMonitor shop/web scrapes: no ingress rule of it allows pods of main',
        hint: expect.stringContaining(
          'Allow port 8080 from pods of namespace monitoring with { app.kubernetes.io/managed-by: prometheus-operator',
        ),
      }),
    ]);
  });
  test('lets everybody in by an empty rule', () => admits({}));
  test('lets in by the namespace', () => {
    admits({ from: [monitoring] });
    refuses({ from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } }] });
    admits({ from: [{ namespaceSelector: {} }] });
  });
  test('lets in by labels of pods, of its own namespace alone', () => {
    refuses({ from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } } }] });
    admits({ from: [{ ...monitoring, podSelector: { matchLabels: { 'app.kubernetes.io/name': 'prometheus' } } }] });
    refuses({ from: [{ ...monitoring, podSelector: { matchLabels: { app: 'prometheus' } } }] });
    admits({ from: [{ podSelector: { matchLabels: { app: 'x' } } }, monitoring] });
  });
  test('lets in on ports by number, range and name', () => {
    admits({ ports: [{ port: 8080 }] });
    admits({ ports: [{ port: 8000, endPort: 8090 }] });
    refuses({ ports: [{ port: 8000, endPort: 8079 }] });
    admits({ ports: [{ port: 'http' }] });
    refuses({ ports: [{ port: 'metrics' }] });
    refuses({ ports: [{ port: 80 }] });
    refuses({ ports: [{ port: 8080, protocol: 'UDP' }] });
    admits({ ports: [{ protocol: 'TCP' }] });
  });
  test('says where only the port is wrong', () =>
    expect(of(...chain, policy({ ingress: [{ from: [monitoring], ports: [{ port: 80 }] }] }))[0]!.message).toMatch(
      /no ingress rule of it allows the port$/,
    ));
  test('does not let in by the peer of one rule and the port of another', () =>
    refuses({ from: [monitoring], ports: [{ port: 1 }] }, { from: [{ podSelector: {} }], ports: [{ port: 8080 }] }));
  test('is helped by another policy', () =>
    expect(of(...chain, policy({}), policy({ ingress: [{ from: [monitoring] }] }, { name: 'also' }))).toEqual([]));
  test('is not helped by a policy of other pods', () =>
    expect(of(...chain, policy({}), policy({ podSelector: { matchLabels: { app: 'db' } }, ingress: [{}] }, { name: 'also' }))).toHaveLength(
      1,
    ));
  test('of the whole namespace is found', () =>
    expect(of(...chain, policy({ podSelector: {}, policyTypes: ['Ingress'] }))).toHaveLength(1));
  test('for egress alone does not isolate', () => expect(of(...chain, policy({ policyTypes: ['Egress'], egress: [] }))).toEqual([]));
  test.each<[string, readonly object[]]>([
    ['a rule allows addresses', [...chain, policy({ ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8' } }] }] })]],
    [
      'the labels of a namespace are not known',
      [...chain, policy({ ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'ops' } } }] }] })],
    ],
    [
      'a label decides that pods get when they run',
      [...chain, policy({ podSelector: { matchLabels: { 'statefulset.kubernetes.io/pod-name': 'web-0' } } })],
    ],
    ['no Prometheus is there', [serviceMonitor(), service(), workload(), policy({})]],
    ['the Prometheus does not read the monitor', [prometheus({ spec: { serviceMonitorSelector: null } }), ...chain.slice(1), policy({})]],
    ['the pods are on the host network', [prometheus({ spec: { hostNetwork: true } }), ...chain.slice(1), policy({})]],
    [
      'policies of another kind may allow it',
      [...chain, policy({}), { apiVersion: 'cilium.io/v2', kind: 'CiliumNetworkPolicy', metadata: { name: 'x', namespace: 'shop' } }],
    ],
    [
      'they get their namespace when they are applied',
      [prometheus(), ...[serviceMonitor(), service(), workload(), policy({})].map(unplaced)],
    ],
    ['the pods have another namespace', [...chain, policy({ podSelector: {} }, { namespace: 'other' })]],
  ])('is not found where %s', (_, objects) => expect(of(...objects)).toEqual([]));
  test('is judged by the labels of a namespace that are known', () => {
    const asking = policy({ ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: 'ops' } } }] }] });
    const namespace = (labels: object) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'monitoring', labels } });
    expect(of(...chain, asking, namespace({ team: 'ops' }))).toEqual([]);
    expect(of(...chain, asking, namespace({}))).toHaveLength(1);
  });
  test('is found behind a PodMonitor too', () => expect(of(prometheus(), podMonitor(), workload(), policy({}))).toHaveLength(1));
});

describe('a policy of Prometheus itself', () => {
  const own = (egress: readonly object[]) =>
    policy(
      { podSelector: { matchLabels: { prometheus: 'main' } }, policyTypes: ['Egress'], egress },
      { name: 'prometheus', namespace: 'monitoring' },
    );
  test('that does not let it out is found', () => {
    expect(of(...chain, own([]))).toEqual([
      expect.objectContaining({
        object: 'NetworkPolicy monitoring/prometheus',
        message: expect.stringContaining('no egress rule of it allows pods of web'),
      }),
    ]);
    expect(of(...chain, own([{ to: [{ podSelector: {} }] }]))).toHaveLength(1);
    expect(of(...chain, own([{ ports: [{ port: 9090 }] }]))).toHaveLength(1);
  });
  test('that lets it out is not', () => {
    expect(of(...chain, own([{}]))).toEqual([]);
    expect(
      of(...chain, own([{ to: [{ namespaceSelector: {}, podSelector: { matchLabels: { app: 'web' } } }], ports: [{ port: 'http' }] }])),
    ).toEqual([]);
  });
});

describe('the others that talk to each other', () => {
  const api = 'monitoring.coreos.com/v1';
  const alertmanager = { apiVersion: api, kind: 'Alertmanager', metadata: { name: 'main', namespace: 'monitoring' }, spec: {} };
  const front = service({
    name: 'alerts',
    namespace: 'monitoring',
    selector: { alertmanager: 'main' },
    ports: [{ name: 'web', port: 80, targetPort: 'web' }],
  });
  const telling = prometheus({ spec: { alerting: { alertmanagers: [{ name: 'alerts', namespace: 'monitoring', port: 'web' }] } } });
  const isolated = (labels: object) => policy({ podSelector: { matchLabels: labels } }, { name: 'isolated', namespace: 'monitoring' });

  test('are Prometheus and its Alertmanager', () => {
    expect(of(telling, alertmanager, front)).toEqual([]);
    expect(of(telling, alertmanager, front, isolated({ alertmanager: 'main' }))).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('from port 9093 of Alertmanager monitoring/main, which it sends its alerts to'),
      }),
    ]);
  });
  test('are Grafana and its datasources', () => {
    const grafana = workload({
      name: 'grafana',
      namespace: 'monitoring',
      pods: { app: 'grafana' },
      image: 'docker.io/grafana/grafana:13.1.3',
    });
    const metrics = service({
      name: 'metrics',
      namespace: 'monitoring',
      selector: { prometheus: 'main' },
      ports: [{ port: 9090, targetPort: 'web' }],
    });
    const provisioning = 'datasources:\n  - type: prometheus\n    url: http://metrics.monitoring.svc:9090/x\n';
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'd', namespace: 'monitoring' },
      data: { 'd.yaml': Buffer.from(provisioning).toString('base64') },
    };
    const config = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'd', namespace: 'monitoring' },
      data: { 'd.yaml': provisioning },
    };
    for (const held of [secret, config]) {
      expect(of(prometheus(), grafana, metrics, held)).toEqual([]);
      expect(of(prometheus(), grafana, metrics, held, isolated({ prometheus: 'main' }))).toEqual([
        expect.objectContaining({
          message: expect.stringMatching(
            /keeps Deployment monitoring\/grafana from port 9090 of Prometheus monitoring\/main, which a datasource in (Secret|ConfigMap) d reads/,
          ),
        }),
      ]);
    }
  });
});

/** What the API reference says of policies, by writing out every connection that a policy allows, for pods and namespaces whose labels are all known. */
function allowed(
  policies: readonly { spec: Spec }[],
  namespaces: Readonly<Record<string, Labels>>,
  from: { namespace: string; labels: Labels },
  port: number,
): boolean {
  const takes = (selector: Labels, labels: Labels) => Object.keys(selector).every((key) => labels[key] === selector[key]);
  const isolating = policies.filter(({ spec }) => takes(spec.podSelector.matchLabels, { app: 'web' }));
  const connections = isolating.flatMap(({ spec }) =>
    (spec.ingress ?? []).flatMap((rule) => {
      const peers = rule.from?.length
        ? rule.from.filter(
            (peer) =>
              (peer.namespaceSelector
                ? takes(peer.namespaceSelector.matchLabels, namespaces[from.namespace]!)
                : from.namespace === 'shop') &&
              (!peer.podSelector || takes(peer.podSelector.matchLabels, from.labels)),
          )
        : ['everybody'];
      const ports = rule.ports?.length ? rule.ports.filter((one) => port >= one.port && port <= (one.endPort ?? one.port)) : ['every port'];
      return peers.flatMap((peer) => ports.map((one) => [peer, one]));
    }),
  );
  return isolating.length === 0 || connections.length > 0;
}
type Labels = Readonly<Record<string, string>>;
interface Selecting {
  readonly matchLabels: Labels;
}
interface Spec {
  readonly podSelector: Selecting;
  readonly ingress?: readonly {
    readonly from?: readonly { readonly namespaceSelector?: Selecting; readonly podSelector?: Selecting }[];
    readonly ports?: readonly { readonly port: number; readonly endPort?: number }[];
  }[];
}

describe('policies of any form', () => {
  const labels = (...keys: readonly string[]) =>
    fc.dictionary(fc.constantFrom(...keys), fc.constantFrom('a', 'web', 'main'), { maxKeys: 2 }).map((matchLabels) => ({ matchLabels }));
  const peer = fc
    .record({ namespaceSelector: labels('team'), podSelector: labels('prometheus', 'tier') }, { requiredKeys: [] })
    .filter((one) => Object.keys(one).length > 0);
  const ports = fc
    .record({ port: fc.constantFrom(80, 8000, 8080, 9000), endPort: fc.constantFrom(8080, 9100) }, { requiredKeys: ['port'] })
    .map((one) => (one.endPort !== undefined && one.endPort < one.port ? { port: one.port } : one));
  const rule = fc.record({ from: fc.array(peer, { maxLength: 2 }), ports: fc.array(ports, { maxLength: 2 }) }, { requiredKeys: [] });
  const spec: fc.Arbitrary<Spec> = fc.record({ podSelector: labels('app'), ingress: fc.array(rule, { maxLength: 2 }) });

  test('are read as the API reference says', () => {
    const namespaces = {
      monitoring: { team: 'a', 'kubernetes.io/metadata.name': 'monitoring' },
      shop: { 'kubernetes.io/metadata.name': 'shop' },
    };
    const counts = { true: 0, false: 0 };
    fc.assert(
      fc.property(fc.array(spec, { minLength: 1, maxLength: 3 }), fc.constantFrom('monitoring', 'shop'), (specs, namespace) => {
        const objects = specs.map((one, index) => policy(one, { name: `p${index}` }));
        const may = allowed(objects as never, namespaces, { namespace, labels: { prometheus: 'main', tier: 'a' } }, 8080);
        const scraping = prometheus({ namespace, spec: { podMetadata: { labels: { tier: 'a' } } } });
        const known = Object.entries(namespaces).map(([name, own]) => ({
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name, labels: own },
        }));
        expect(of(scraping, ...chain.slice(1), ...known, ...objects).length === 0).toBe(may);
        counts[`${may}`]++;
      }),
      { numRuns: 400, seed: 3 },
    );
    expect(Math.min(counts.true, counts.false)).toBeGreaterThan(50);
  });
});

describe('a policy of an Alertmanager with several replicas', () => {
  const alertmanager = (replicas?: number) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Alertmanager',
    metadata: { name: 'main', namespace: 'monitoring' },
    spec: { ...(replicas && { replicas }) },
  });
  const own = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'alertmanager' } } };
  const policyOf = (spec: object) => policy({ ...own, ...spec }, { name: 'alertmanager', namespace: 'monitoring' });
  const web = policyOf({ ingress: [{ ports: [{ port: 9093 }] }] });

  test('that keeps them from each other is found', () => {
    expect(of(alertmanager(3), web)).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/from port 9094 of Alertmanager monitoring\/main, over which its replicas/),
      }),
    ]);
    expect(of(alertmanager(2), policyOf({ policyTypes: ['Egress'], egress: [{ ports: [{ port: 53 }] }] }))).toHaveLength(1);
  });
  test('is right where there is one, or where they may', () => {
    expect(of(alertmanager(), web)).toEqual([]);
    expect(of(alertmanager(3), policyOf({ ingress: [{ ports: [{ port: 9093 }] }, { from: [own], ports: [{ port: 9094 }] }] }))).toEqual([]);
  });
});
