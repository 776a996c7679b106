import { describe, expect, test } from 'vitest';
import { alert, faultsIn, foundIn, groupOf, object } from './support';

const rules = (...all: readonly object[]) => ({ 'rules.yml': groupOf(...all) });
const deployment = (labels: object, container: object, more: object = {}) =>
  object(
    'Deployment',
    'apps/v1',
    { template: { metadata: { labels }, spec: { containers: [{ name: 'c', image: 'x:1.0.0', ...container }] } } },
    more,
  );
const named = (name: string, more: object = {}) => ({ metadata: { name, namespace: 'shop', ...more } });
const service = (selector: object, ports: readonly object[], more: object = {}) =>
  object('Service', 'v1', { selector, ports }, named('shop', { labels: { app: 'shop' }, ...more }));

describe('what other people write is left alone where it is right', () => {
  test('buckets of VictoriaMetrics, and its own implicit forms', () => {
    expect(faultsIn(rules(alert('A', 'histogram_quantile(0.9, sum by (job, vmrange) (rate(vm_x_bucket[5m]))) > 1')))).toEqual([]);
    expect(faultsIn(rules(alert('A', '(sum(rate(vmauth_x_total[5m])) or 0) > 1')))).toEqual([]);
    expect(faultsIn(rules(alert('A', 'histogram_quantile(0.9, sum by (job) (rate(x_bucket[5m]))) > 1')))).toEqual(['histogram-quantile']);
  });
  test('a rule that records under the name of a scraped metric', () => {
    const record = { record: 'memory_bytes', labels: { job: 'vpa' }, expr: 'sum by (pod) (memory_bytes{job="cadvisor"})' };
    const reader = { record: 'pod:memory_bytes:sum', expr: 'sum by (pod) (memory_bytes{job="cadvisor", image!=""})' };
    expect(foundIn(rules(record, reader)).map(({ check }) => check)).toEqual(['rule-name']);
  });
  test('a label that federation brings', () => {
    const all = rules(
      { record: 'seed:jobs:sum', expr: 'sum(jobs)' },
      alert('A', 'sum by (region) (seed:jobs:sum) > 1', {
        annotations: { summary: '{{ $labels.region }}', runbook_url: 'https://example.org' },
      }),
    );
    expect(faultsIn(all)).toEqual(['template-label']);
    const federation = { job_name: 'f', honor_labels: true, metrics_path: '/federate', static_configs: [{ targets: ['p:9090'] }] };
    expect(foundIn({ ...all, 'prometheus.yml': { scrape_configs: [federation] } })).toEqual([]);
  });
  test('an agent, which evaluates no rules', () => {
    const files = rules(alert('A', 'tenant:x:sum > 1'), { record: 'a:b:sum', expr: 'sum by (a) (b)' });
    const server = (kind: string) => object(kind, 'monitoring.coreos.com/v1', { serviceAccountName: 'p' });
    expect(faultsIn({ ...files, 'o.yaml': server('PrometheusAgent') })).not.toContain('unknown-metric');
    expect(faultsIn({ ...files, 'o.yaml': server('Prometheus') })).toContain('unknown-metric');
  });
  test('a receiver called no', () => {
    const text = "route: {receiver: no}\nreceivers: [{name: no, webhook_configs: [{url: 'http://example.org/h'}]}]\n";
    expect(foundIn({ 'alertmanager.yml': text })).toEqual([]);
  });
  test('objects of one name in two folders', () => {
    const cluster = (port: string) => [
      deployment({ app: 'shop' }, { ports: [{ name: port, containerPort: 8080 }] }, named('shop')),
      service({ app: 'shop' }, [{ name: 'http', port: 80, targetPort: port }]),
    ];
    const written = (port: string) =>
      cluster(port)
        .map((each) => JSON.stringify(each))
        .join('\n---\n');
    expect(faultsIn({ 'a/o.yaml': written('web'), 'b/o.yaml': written('http') })).not.toContain('unknown-port');
  });
  test('ports that a mesh injects', () => {
    const pods = deployment({ app: 'shop' }, { ports: [{ name: 'http', containerPort: 8080 }] });
    const port = (targetPort: string) => service({ app: 'shop' }, [{ name: 'm', port: 15090, targetPort }]);
    expect(faultsIn({ 'a.yaml': pods, 'b.yaml': port('http-envoy-prom') })).not.toContain('unknown-port');
    expect(faultsIn({ 'a.yaml': pods, 'b.yaml': port('metrics') })).toContain('unknown-port');
  });
  test('a Service that an operator has a sibling for', () => {
    const monitor = object('ServiceMonitor', 'monitoring.coreos.com/v1', {
      selector: { matchLabels: { app: 'shop' } },
      endpoints: [{ port: 'http-metrics' }],
    });
    const other = service({ app: 'shop' }, [{ name: 'dashboard', port: 7000 }]);
    expect(faultsIn({ 'a.yaml': monitor, 'b.yaml': other })).not.toContain('selects-nothing');
    expect(faultsIn({ 'a.yaml': monitor, 'b.yaml': other, 'c.yaml': deployment({ app: 'shop' }, {}) })).toContain('selects-nothing');
  });
  test('a label that a program gives its own pods', () => {
    const of = (selector: object) =>
      foundIn({ 'a.yaml': deployment({ app: 'shop' }, {}), 'b.yaml': service(selector, [{ port: 80 }]) }).map(({ check }) => check);
    expect(of({ app: 'shop', role: 'primary' })).not.toContain('service-without-pods');
    expect(of({ app: 'shops' })).toContain('service-without-pods');
  });
  test('a variable of the shell', () => {
    const of = (command: readonly string[]) =>
      faultsIn({ 'a.yaml': deployment({}, { command, args: ['psql postgres://app:$PGPASS@db/app'] }) });
    expect(of(['sh', '-c'])).not.toContain('secret-in-pod');
    expect(of(['psql'])).toContain('secret-in-pod');
  });
});

test.each([
  ['severity', 'labels'],
  ['summary', 'annotations'],
  ['runbook', 'annotations'],
])('a field %s of a rule belongs below %s', (field, where) => {
  const found = foundIn(rules({ ...alert('A', 'up == 0'), [field]: 'x' })).filter(({ check }) => check === 'rule-fields');
  expect(found).toEqual([expect.objectContaining({ severity: 'error', hint: `Put it below ${where}.` })]);
});
