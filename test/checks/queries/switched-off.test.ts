import { describe, expect, test } from 'vitest';
import { switchedOff } from '../../../lib/checks/queries/switched-off';
import { inputFromManifests } from '../../../lib/input/model';
import { toYaml } from '../../../lib/yaml/write';
import { messages } from '../../support/models';

const labels = { app: 'exporter' };
const images = {
  node: 'quay.io/prometheus/node-exporter:v1.12.1',
  state: 'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.19.1',
};

/** An exporter in the namespace monitoring, its Service and its monitor. */
function exporter(program: keyof typeof images, args: readonly string[], endpoint: object = { honorLabels: true }): readonly object[] {
  const metadata = { name: 'exporter', namespace: 'monitoring', labels };
  const containers = [{ name: 'exporter', image: images[program], args, ports: [{ name: 'metrics', containerPort: 9100 }] }];
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
    },
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: labels, ports: [{ name: 'metrics', port: 9100 }] } },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata,
      spec: { selector: { matchLabels: labels }, endpoints: [{ port: 'metrics', ...endpoint }] },
    },
  ];
}

/** The query with the job of the exporter in each of its selectors. */
const ofJob = (expr: string): string =>
  expr.replace(/\b((?:node|kube)_\w+)(\{?)/g, (_, metric: string, brace: string) => `${metric}{job="exporter"${brace ? ', ' : '}'}`);

function of(expr: string, objects: readonly object[], alert = 'A'): readonly string[] {
  const rule = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'rules', namespace: 'shop' },
    spec: { groups: [{ name: 'rules', rules: [{ alert, expr: ofJob(expr) }] }] },
  };
  const text = [...objects, rule].map(toYaml).join('---\n');
  return messages(switchedOff, inputFromManifests([{ file: 'all.yaml', text }]).model);
}

describe('a collector of node_exporter', () => {
  test.each([
    ['node_systemd_unit_state{state="failed"} == 1', ['--no-collector.wifi'], 'only with the collector systemd, which is off by default'],
    ['node_systemd_unit_state == 1', ['--collector.systemd.unit-include=.+'], 'only with the collector systemd, which is off by default'],
    ['node_load1 > 9', ['--no-collector.loadavg'], 'only with the collector loadavg, which --no-collector.loadavg switches off'],
    ['node_load1 > 9', ['--collector.disable-defaults', '--collector.cpu'], '--collector.disable-defaults switches off'],
  ])('is found off: %s with %j', (expr, args, message) =>
    expect(of(expr, exporter('node', args))).toEqual([expect.stringContaining(message)]),
  );
  test.each([
    ['node_systemd_unit_state == 1', ['--collector.systemd']],
    ['node_systemd_unit_state == 1', ['$(FLAGS)']],
    ['node_systemd_unit_state == 1 or node_load1 > 9', []],
    ['node_load1 > 9', []],
    ['node_load1 > 9', ['--collector.disable-defaults', '--collector.loadavg']],
    ['node_disk_read_bytes_total > 9', ['--no-collector.loadavg']],
  ])('is not: %s with %j', (expr, args) => expect(of(expr, exporter('node', args))).toEqual([]));
  test('is left alone in the alerts that the mixin has for it', () => {
    expect(of('node_systemd_unit_state{state="failed"} == 1', exporter('node', []), 'NodeSystemdServiceFailed')).toEqual([]);
  });
  test('is not judged where another exporter has it on', () => {
    const [second] = JSON.parse(JSON.stringify(exporter('node', ['--collector.systemd']))) as [{ metadata: { name: string } }];
    second.metadata.name = 'second';
    expect(of('node_systemd_unit_state == 1', [...exporter('node', []), second])).toEqual([]);
  });
});

describe('what kube-state-metrics is told', () => {
  test.each([
    ['kube_lease_owner == 1', ['--resources=pods,nodes'], 'only where --resources names leases, and here it does not'],
    ['kube_role_info == 1', [], 'only where --resources names roles, which are not read by default'],
    ['kube_pod_info == 1', ['--metric-denylist=kube_pod_.+'], 'does not expose: --metric-denylist takes it away (kube_pod_.+)'],
    ['kube_pod_info == 1', ['--metric-allowlist=kube_node_.+'], 'does not expose: --metric-allowlist does not have it'],
    ['count by (label_team) (kube_pod_labels) > 9', [], 'exposes with label_team only where --metric-labels-allowlist allows it'],
    ['kube_pod_labels{label_team="a"} > 9', ['--metric-labels-allowlist=nodes=[team]'], 'exposes with label_team only where'],
    ['kube_pod_labels{label_team="a"} > 9', ['--metric-labels-allowlist=pods=[app]'], 'exposes with label_team only where'],
    ['kube_pod_info * on (pod) group_left (label_team) kube_pod_labels > 9', [], 'exposes with label_team only where'],
  ])('is found: %s with %j', (expr, args, message) =>
    expect(of(expr, exporter('state', args))).toEqual([expect.stringContaining(message)]),
  );
  test.each([
    ['kube_ingress_info == 1', ['--resources=ingresses']],
    ['kube_networkpolicy_created > 1', ['--resources', 'networkpolicies']],
    ['kube_role_info == 1', ['--resources=roles']],
    ['kube_pod_info == 1', ['--metric-allowlist=pod_info']],
    ['kube_pod_info == 1', ['--metric-denylist=kube_pod_labels']],
    ['kube_pod_labels{label_team="a"} > 9', ['--metric-labels-allowlist=pods=[*]']],
    ['kube_pod_labels{label_team="a"} > 9', ['--metric-labels-allowlist=nodes=[x],pods=[app,team]']],
    ['kube_pod_labels{label_app_kubernetes_io_name="a"} > 9', ['--metric-labels-allowlist=pods=[app.kubernetes.io/name]']],
    ['kube_pod_labels{label_team=""} > 9', ['--metric-labels-allowlist=pods=[app]']],
    ['kube_pod_labels > 9', []],
    ['count by (label_team) (label_replace(kube_pod_labels, "label_team", "$1", "pod", "(.*)")) > 9', []],
    ['kube_lease_owner == 1', ['--config=/etc/state.yaml']],
  ])('is not: %s with %j', (expr, args) => expect(of(expr, exporter('state', args))).toEqual([]));
});

describe('the label of the thing, where the exporter has its own', () => {
  test.each([
    ['kube_job_status_failed{namespace="shop"} > 0', 'whose label namespace is that of the exporter itself (monitoring)'],
    ['kube_job_status_failed{namespace=~"shop|mail"} > 0', 'whose label namespace is that of the exporter itself (monitoring)'],
    ['kube_pod_container_info{container="web"} > 0', 'whose label container is that of the exporter itself (exporter)'],
  ])('is found: %s', (expr, message) => expect(of(expr, exporter('state', [], {}))).toEqual([expect.stringContaining(message)]));
  test.each([
    ['kube_job_status_failed{exported_namespace="shop"} > 0', {}],
    ['kube_job_status_failed{namespace="monitoring"} > 0', {}],
    ['kube_job_status_failed{namespace!="shop"} > 0', {}],
    ['kube_job_status_failed{namespace="shop"} > 0', { honorLabels: true }],
    ['kube_job_status_failed{namespace="shop"} > 0', { relabelings: [{ action: 'labeldrop', regex: 'namespace' }] }],
    [
      'kube_job_status_failed{namespace="shop"} > 0',
      { metricRelabelings: [{ sourceLabels: ['exported_namespace'], targetLabel: 'namespace' }] },
    ],
    ['kube_node_info{namespace="shop"} > 0', {}],
  ])('is not: %s with %j', (expr, endpoint) => expect(of(expr, exporter('state', [], endpoint))).toEqual([]));
});
