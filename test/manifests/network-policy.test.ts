import { describe, expect, test } from 'vitest';
import { grafana, type KubernetesObject, kubelet, kubeStateMetrics, nodeExporter } from '../../lib';
import { stackOf } from '../support/stacks';

interface Rule {
  readonly from?: readonly { readonly podSelector?: { readonly matchLabels: Record<string, string> } }[];
  readonly to?: Rule['from'];
  readonly ports?: readonly { readonly port: number; readonly protocol: string }[];
}
interface Policy {
  readonly policyTypes: readonly string[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

const objects = stackOf((stack) => {
  stack.install(grafana(), kubelet(), kubeStateMetrics(), nodeExporter());
  stack.monitor({ name: 'api', labels: { app: 'api' }, port: 8000, namespace: 'shop' });
}).toJson();
const policyOf = (name: string) => objects.find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name)!.spec as Policy;
const peers = (rules: readonly Rule[] = [], direction: 'from' | 'to') =>
  rules.flatMap(
    (rule) =>
      rule[direction]?.map(({ podSelector }) => podSelector?.matchLabels.app) ?? [`port ${rule.ports?.map(({ port }) => port).join(',')}`],
  );

describe('network policies', () => {
  test('restrict both directions of every pod of the namespace', () => {
    const names = objects
      .filter(({ kind }) => kind === 'NetworkPolicy')
      .map(({ metadata }) => metadata.name)
      .sort();
    expect(names).toEqual(['alertmanager', 'grafana', 'kube-state-metrics', 'prometheus']);
    for (const name of names) expect(policyOf(name).policyTypes).toEqual(['Ingress', 'Egress']);
  });

  test('let only Grafana and Prometheus ask Prometheus', () =>
    expect(peers(policyOf('prometheus').ingress, 'from')).toEqual(['grafana', 'prometheus']));

  test('let only Prometheus reach Alertmanager', () => expect(peers(policyOf('alertmanager').ingress, 'from')).toEqual(['prometheus']));

  test('let Grafana reach Prometheus and the DNS, nothing else', () =>
    expect(peers(policyOf('grafana').egress, 'to')).toEqual(['port 53,53', 'prometheus']));

  test('let Prometheus reach a foreign target on its port only', () => {
    const rules = policyOf('prometheus').egress!.filter(({ to }) => JSON.stringify(to)?.includes('"shop"'));
    expect(rules).toEqual([
      { to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } } }], ports: [{ protocol: 'TCP', port: 8000 }] },
    ]);
  });

  test('let kube-state-metrics reach the API server', () =>
    expect(peers(policyOf('kube-state-metrics').egress, 'to')).toContain('port 443,6443,8443,16443'));
});

describe('rights', () => {
  const rules = objects
    .filter(({ kind }) => /Role$/.test(kind))
    .flatMap((role) => (role as KubernetesObject & { rules: { verbs: string[]; resources: string[]; apiGroups: string[] }[] }).rules);

  test('have no wildcard', () =>
    expect(rules.filter(({ verbs, resources, apiGroups }) => [...verbs, ...resources, ...apiGroups].includes('*'))).toEqual([]));
  test('never reach Secrets', () => expect(rules.filter(({ resources }) => resources.includes('secrets'))).toEqual([]));
  test('never write', () =>
    expect(rules.flatMap(({ verbs }) => verbs).filter((verb) => !['get', 'list', 'watch'].includes(verb))).toEqual([]));
});
