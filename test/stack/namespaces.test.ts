import { ApiObject, Chart } from 'cdk8s';
import { Deployment, Namespace } from 'cdk8s-plus-27';
import { describe, expect, test } from 'vitest';
import { existing, MonitoringApp, MonitoringStack, type MonitoringStackProps, namespace } from '../../lib';
import { backends, oneReceiver } from '../support/stacks';

function stackIn(of: MonitoringStackProps['namespace'], backend = backends[0]!, app = new MonitoringApp()): MonitoringStack {
  return new MonitoringStack(app, 'monitoring', { namespace: of, backend, routing: oneReceiver });
}

const namespacesOf = (stack: MonitoringStack) => stack.toJson().filter(({ kind }) => kind === 'Namespace');

/** A Deployment as cdk8s-plus makes it: it meets `baseline`, not `restricted`. */
function withTeamsPods(stack: MonitoringStack): readonly string[] {
  const team = new Chart(stack.node.root as MonitoringApp, 'team', { namespace: 'shop', disableResourceNameHashes: true });
  new Deployment(team, 'api', { containers: [{ image: 'registry.example/api:1.0.0' }] });
  return (stack.node.root as MonitoringApp).findings().map(({ check, path, message }) => `${check} ${path}: ${message}`);
}

const refused = (level: string) => expect.stringMatching(new RegExp(`^pod-security team/api/.*: its namespace shop enforces .* ${level}`));

describe.each(backends)('the namespace of a stack for $name', (backend) => {
  test('as a text is made and enforces `restricted`', () => {
    const [made, ...others] = namespacesOf(stackIn('shop', backend));
    expect(others).toEqual([]);
    expect(made!.metadata).toMatchObject({ name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } });
  });

  test('is made with the level, labels and annotations that it is given', () => {
    const of = namespace('shop', { podSecurity: 'baseline', labels: { team: 'shop' }, annotations: { owner: 'ann' } });
    const [made] = namespacesOf(stackIn(of, backend));
    expect(made!.metadata).toMatchObject({
      name: 'shop',
      labels: { 'pod-security.kubernetes.io/enforce': 'baseline', team: 'shop' },
      annotations: { owner: 'ann' },
    });
  });

  test('that exists is neither made nor labelled, and everything is in it', () => {
    const stack = stackIn(existing('shop'), backend);
    expect(namespacesOf(stack)).toEqual([]);
    expect(stack.files().has('00-namespaces.yaml')).toBe(false);
    expect(stack.toJson().find(({ kind }) => kind === 'ServiceAccount')!.metadata.namespace).toBe('shop');
  });

  test('as a construct exists', () => {
    const app = new MonitoringApp();
    const made = new Namespace(new Chart(app, 'team'), 'namespace', { metadata: { name: 'shop' } });
    const stack = stackIn(made, backend, app);
    expect(namespacesOf(stack)).toEqual([]);
    expect(stack.toJson().find(({ kind }) => kind === 'ServiceAccount')!.metadata.namespace).toBe('shop');
  });
});

describe("a team's pods", () => {
  test('are refused by a namespace that the stack makes as restricted', () => {
    expect(withTeamsPods(stackIn('shop'))).toEqual([refused('restricted')]);
  });

  test('are taken by one that it makes as baseline', () => {
    expect(withTeamsPods(stackIn(namespace('shop', { podSecurity: 'baseline' })))).toEqual([]);
  });

  test('are not judged in one that exists', () => expect(withTeamsPods(stackIn(existing('shop')))).toEqual([]));

  test('are judged by the level that an existing one is said to have', () => {
    expect(withTeamsPods(stackIn(existing('shop', { podSecurity: 'baseline' })))).toEqual([]);
    expect(withTeamsPods(stackIn(existing('shop', { podSecurity: 'restricted' })))).toEqual([refused('restricted')]);
  });

  test('are judged once where two stacks say what exists', () => {
    const stack = stackIn(existing('shop', { podSecurity: 'restricted' }));
    new MonitoringStack(stack.node.root as MonitoringApp, 'second', {
      namespace: existing('shop', { podSecurity: 'restricted' }),
      backend: backends[1],
      routing: oneReceiver,
    });
    expect(withTeamsPods(stack)).toEqual([refused('restricted')]);
  });

  test('are judged by the Namespace of the app, which is known better than what is said of it', () => {
    const app = new MonitoringApp();
    const chart = new Chart(app, 'platform');
    new ApiObject(chart, 'shop', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
    });
    expect(withTeamsPods(stackIn(existing('shop', { podSecurity: 'restricted' }), backends[0], app))).toEqual([]);
  });
});
