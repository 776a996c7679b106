import { describe, expect, test } from 'vitest';
import { discoveryRights } from '../../../lib/checks/targets/discovery-rights';
import { foreignOf, podMonitor, prometheus, serviceMonitor, unplaced } from '../../support/chain';
import { findingsOf } from '../../support/models';

const of = (...objects: readonly object[]) => findingsOf(discoveryRights, foreignOf(...objects));
const api = 'rbac.authorization.k8s.io/v1';
const rule = (apiGroup: string, ...resources: readonly string[]) => ({ apiGroups: [apiGroup], resources, verbs: ['get', 'list', 'watch'] });
const forEndpoints = [rule('', 'services', 'endpoints', 'pods')];
const subjects = [{ kind: 'ServiceAccount', name: 'prometheus', namespace: 'monitoring' }];
const role = (namespace: string | undefined, rules: readonly object[] = forEndpoints, more: object = {}) => [
  { apiVersion: api, kind: namespace ? 'Role' : 'ClusterRole', metadata: { name: 'r', ...(namespace && { namespace }) }, rules, ...more },
  {
    apiVersion: api,
    kind: namespace ? 'RoleBinding' : 'ClusterRoleBinding',
    metadata: { name: 'r', ...(namespace && { namespace }) },
    roleRef: { kind: namespace ? 'Role' : 'ClusterRole', name: 'r' },
    subjects,
  },
];
const any = { namespaceSelector: { any: true } };
const scrapeConfig = (config: object) => ({
  apiVersion: 'monitoring.coreos.com/v1alpha1',
  kind: 'ScrapeConfig',
  metadata: { name: 'nodes', namespace: 'shop' },
  spec: { kubernetesSDConfigs: [config] },
});

describe('a Prometheus that looks for targets', () => {
  test('where it has no role is found', () => {
    expect(of(prometheus(), serviceMonitor(), ...role('monitoring'))).toEqual([
      expect.objectContaining({
        severity: 'warning',
        object: 'ServiceMonitor shop/web',
        message:
          'ServiceMonitor web has Prometheus monitoring/main look for targets in shop, where its ServiceAccount prometheus may not list and watch endpoints, services and pods',
        hint: 'Bind prometheus to a Role in shop that may get, list and watch endpoints, services and pods.',
      }),
    ]);
  });
  test('where it has a role is not found', () => {
    expect(of(prometheus(), serviceMonitor(), ...role('shop'))).toEqual([]);
    expect(of(prometheus(), serviceMonitor(), ...role(undefined))).toEqual([]);
    expect(of(prometheus(), serviceMonitor(), ...role('shop', [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }]))).toEqual([]);
  });
  test('in all namespaces needs a role of the cluster', () => {
    expect(of(prometheus(), serviceMonitor({ more: any }), ...role('shop'))).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('in all namespaces'),
        hint: expect.stringContaining('ClusterRoleBinding'),
      }),
    ]);
    expect(of(prometheus(), serviceMonitor({ more: any }), ...role(undefined))).toEqual([]);
    expect(of(prometheus({ spec: { ignoreNamespaceSelectors: true } }), serviceMonitor({ more: any }), ...role('shop'))).toEqual([]);
  });
  test('by slices needs slices', () => {
    const slicing = prometheus({ spec: { serviceDiscoveryRole: 'EndpointSlice' } });
    expect(of(slicing, serviceMonitor(), ...role('shop'))[0]!.message).toMatch(/may not list and watch endpointslices$/);
    expect(of(slicing, serviceMonitor(), ...role('shop', [...forEndpoints, rule('discovery.k8s.io', 'endpointslices')]))).toEqual([]);
    expect(of(prometheus(), serviceMonitor({ more: { serviceDiscoveryRole: 'EndpointSlice' } }), ...role('shop'))).toHaveLength(1);
  });
  test('of pods needs only pods', () => {
    expect(of(prometheus(), podMonitor(), ...role('shop', [rule('', 'pods')]))).toEqual([]);
    expect(of(prometheus(), podMonitor(), ...role('shop', [rule('', 'services')]))).toHaveLength(1);
  });
  test('of nodes needs a role of the cluster', () => {
    expect(of(prometheus(), scrapeConfig({ role: 'Node' }), ...role('shop', [rule('', 'nodes')]))).toHaveLength(1);
    expect(of(prometheus(), scrapeConfig({ role: 'Node' }), ...role(undefined, [rule('', 'nodes')]))).toEqual([]);
    expect(of(prometheus(), scrapeConfig({ role: 'Pod', namespaces: { names: ['shop'] } }), ...role('shop', [rule('', 'pods')]))).toEqual(
      [],
    );
    expect(of(prometheus(), scrapeConfig({ role: 'Pod' }), ...role('shop', [rule('', 'pods')]))).toHaveLength(1);
  });
  test('of Ingresses needs them', () => {
    const probe = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Probe',
      metadata: { name: 'p', namespace: 'shop' },
      spec: { prober: { url: 'x' }, targets: { ingress: { selector: {} } } },
    };
    expect(of(prometheus(), probe, ...role('shop'))).toEqual([expect.objectContaining({ message: expect.stringContaining('ingresses') })]);
    expect(of(prometheus(), probe, ...role('shop', [rule('networking.k8s.io', 'ingresses')]))).toEqual([]);
  });
  test('needs to list and to watch', () =>
    expect(
      of(prometheus(), podMonitor(), ...role('shop', [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] }])),
    ).toHaveLength(1));
  test('may not list by the names of objects', () =>
    expect(of(prometheus(), podMonitor(), ...role('shop', [{ ...rule('', 'pods'), resourceNames: ['a'] }]))).toHaveLength(1));
  test('of Alertmanagers needs a role in their namespace', () => {
    const telling = prometheus({ spec: { alerting: { alertmanagers: [{ namespace: 'alerts', name: 'a', port: 'web' }] } } });
    expect(of(telling, ...role('shop'))).toEqual([
      expect.objectContaining({ object: 'Prometheus monitoring/main', message: expect.stringContaining('look for targets in alerts') }),
    ]);
    expect(of(telling, ...role('alerts'))).toEqual([]);
  });
});

describe('rights that are not known', () => {
  test.each<[string, readonly object[]]>([
    ['nothing binds the account', [serviceMonitor()]],
    ['the role is not there', [serviceMonitor(), ...role('shop').slice(1)]],
    ['the role is put together from others', [serviceMonitor(), ...role(undefined, [], { aggregationRule: { clusterRoleSelectors: [] } })]],
    [
      'a group of all accounts has a role',
      [
        serviceMonitor(),
        ...role('monitoring'),
        { ...role(undefined)[1]!, metadata: { name: 'all' }, subjects: [{ kind: 'Group', name: 'system:serviceaccounts:monitoring' }] },
      ],
    ],
  ])('are not judged where %s', (_, objects) => expect(of(prometheus(), ...objects)).toEqual([]));
  test('are not judged in a namespace that is given when it is applied', () => {
    expect(of(prometheus(), unplaced(serviceMonitor()), ...role('monitoring'))).toEqual([]);
    expect(of(unplaced(prometheus()), serviceMonitor(), ...role('default'))).toEqual([]);
  });
  test('are not judged where the monitor is not read', () =>
    expect(of(prometheus({ spec: { serviceMonitorSelector: null } }), serviceMonitor(), ...role('monitoring'))).toEqual([]));
});
