import { describe, expect, test } from 'vitest';
import { foundIn } from './support';

const apiVersion = 'monitoring.coreos.com';

test('what the operator finds in an AlertmanagerConfig stands there, also where no object names a namespace', () => {
  const alertmanager = {
    apiVersion: `${apiVersion}/v1`,
    kind: 'Alertmanager',
    metadata: { name: 'main' },
    spec: { alertmanagerConfigSelector: {} },
  };
  const config = {
    apiVersion: `${apiVersion}/v1alpha1`,
    kind: 'AlertmanagerConfig',
    metadata: { name: 'shop' },
    spec: { route: { receiver: 'taem' }, receivers: [{ name: 'team' }] },
  };
  const found = foundIn({ 'alertmanager.json': alertmanager, 'config.json': config });
  expect(found).toContainEqual(
    expect.objectContaining({ file: 'config.json', message: expect.stringContaining('the receiver taem is not defined in this object') }),
  );
});

describe('prometheus-operator keeps an AlertmanagerConfig to the alerts of its namespace', () => {
  const alertmanager = (strategy?: string) => ({
    apiVersion: `${apiVersion}/v1`,
    kind: 'Alertmanager',
    metadata: { name: 'main', namespace: 'monitoring' },
    spec: {
      alertmanagerConfigSelector: {},
      alertmanagerConfigNamespaceSelector: {},
      ...(strategy && { alertmanagerConfigMatcherStrategy: { type: strategy } }),
    },
  });
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'alertmanager-main', namespace: 'monitoring' },
    stringData: {
      'alertmanager.yaml': JSON.stringify({
        route: { receiver: 'ops', routes: [{ receiver: 'ops', matchers: ['a="1"', 'a="2"'] }] },
        receivers: [{ name: 'ops', webhook_configs: [{ url: 'http://hook.ops.svc/' }] }],
      }),
    },
  };
  const matcher = (name: string, value: string, matchType = '=') => ({ name, value, matchType });
  const config = (namespace: string, spec: object) => ({
    apiVersion: `${apiVersion}/v1alpha1`,
    kind: 'AlertmanagerConfig',
    metadata: { name: 'team', namespace },
    spec: { receivers: [{ name: 'team', webhookConfigs: [{ url: 'http://hook.shop.svc/' }] }], ...spec },
  });
  const route = (...matchers: object[]) => ({ route: { receiver: 'team', matchers } });
  const deadIn = (files: Record<string, object>) =>
    foundIn(files)
      .filter(({ check, file }) => check.startsWith('dead-') && file === 'team.json')
      .map(({ message, hint, line }) => ({ message, hint, line }));
  const dead = (spec: object, { strategy, namespace = 'platform' }: { strategy?: string; namespace?: string } = {}) =>
    deadIn({ 'am.json': alertmanager(strategy), 'secret.json': secret, 'team.json': config(namespace, spec) });

  test('and a matcher of another namespace is told with the strategy, at its place', () => {
    const [found, ...others] = dead(route(matcher('severity', 'critical'), matcher('namespace', 'shop')));
    expect(others).toEqual([]);
    expect(found).toEqual({
      line: expect.any(Number),
      message:
        'spec.route.matchers[1]: no alert can match namespace="shop" here: prometheus-operator adds namespace="platform" to what ' +
        'stands in an AlertmanagerConfig of this namespace',
      hint:
        'Move the AlertmanagerConfig into the namespace of the alerts, shop, or set alertmanagerConfigMatcherStrategy of ' +
        'Alertmanager monitoring/main to type None.',
    });
  });
  test('of which a child route knows nothing either', () => {
    const child = { receiver: 'team', matchers: [matcher('namespace', 'a|b', '=~')] };
    expect(dead({ route: { receiver: 'team', routes: [child] } })).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('spec.route.routes[0].matchers[0]: no alert can match namespace=~"a|b" here'),
      }),
    ]);
  });
  test('and both sides of its inhibitions', () => {
    const rule = { sourceMatch: [matcher('namespace', 'shop')], targetMatch: [matcher('severity', 'info')], equal: ['pod'] };
    expect(dead({ inhibitRules: [rule] })).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/^spec\.inhibitRules\[0\]: .* namespace="shop": prometheus-operator adds/),
      }),
    ]);
  });
  test('also where what it is added to is somewhere else', () => {
    const files = { 'am.json': alertmanager(), 'team.json': config('platform', route(matcher('namespace', 'shop'))) };
    expect(deadIn(files)).toHaveLength(1);
  });
  test('in the namespace of Alertmanager another strategy is an answer too', () => {
    const [found] = dead(route(matcher('namespace', 'shop')), { namespace: 'monitoring' });
    expect(found?.hint).toContain('type None or OnNamespaceExceptForAlertmanagerNamespace.');
  });
  test('two matchers of the author that exclude each other are told as such', () => {
    expect(dead(route(matcher('severity', 'a'), matcher('severity', 'b')))).toEqual([
      expect.objectContaining({
        message: 'spec.route: no alert can match severity="a", severity="b", namespace="platform"',
        hint: 'Use one matcher with =~ and alternatives, or two routes.',
      }),
    ]);
  });
  test.each<[string, object, Parameters<typeof dead>[1]]>([
    ['names its own', route(matcher('namespace', 'platform')), {}],
    ['takes its own among others', route(matcher('namespace', 'shop|platform', '=~')), {}],
    ['is let go', route(matcher('namespace', 'shop')), { strategy: 'None' }],
    [
      'is beside Alertmanager, which is let go',
      route(matcher('namespace', 'shop')),
      { strategy: 'OnNamespaceExceptForAlertmanagerNamespace', namespace: 'monitoring' },
    ],
  ])('but not one that %s', (_, spec, where) => expect(dead(spec, where)).toEqual([]));
  test('and not where a kustomization names the namespace of all', () => {
    const kustomization = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      namespace: 'shop',
      resources: ['team.json'],
    };
    const files = {
      'am.json': alertmanager(),
      'secret.json': secret,
      'team.json': config('platform', route(matcher('namespace', 'shop'))),
    };
    expect(deadIn({ ...files, 'kustomization.json': kustomization })).toEqual([]);
  });
  test('what is wrong in the base stands there, under its own path', () => {
    const files = { 'am.json': alertmanager(), 'secret.json': secret, 'team.json': config('platform', route()) };
    expect(foundIn(files).filter(({ check }) => check === 'dead-route')).toEqual([
      expect.objectContaining({ file: 'secret.json', message: 'route.routes[0]: no alert can match a="1", a="2"' }),
    ]);
  });
});
