import { describe, expect, test } from 'vitest';
import { foreignOf, podMonitor, prometheus, service, serviceMonitor, workload } from '../support/chain';

const jobsOf = (...objects: readonly object[]) => foreignOf(...objects).scrapes.map(({ job }) => job);
const probe = (spec: object) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Probe',
  metadata: { name: 'p', namespace: 'shop' },
  spec,
});

describe('the job of a scrape', () => {
  test('is the name of the Service', () => expect(jobsOf(serviceMonitor(), service({ name: 'front' }))).toEqual(['front']));
  test('is what the job label of the Service says', () => {
    const monitor = serviceMonitor({ more: { jobLabel: 'team.example/job' } });
    expect(jobsOf(monitor, service({ labels: { app: 'web', 'team.example/job': 'shop' } }))).toEqual(['shop']);
    expect(jobsOf(monitor, service())).toEqual(['web']);
  });
  test('is one for each Service', () =>
    expect(jobsOf(serviceMonitor(), service({ name: 'a' }), service({ name: 'b' }))).toEqual(['a', 'b']));
  test('is what the last relabeling says', () => {
    const relabeled = (...relabelings: readonly object[]) =>
      jobsOf(serviceMonitor({ endpoints: [{ port: 'http', relabelings }] }), service());
    expect(relabeled({ targetLabel: 'job', replacement: 'x' })).toEqual(['x']);
    expect(
      relabeled({ sourceLabels: ['__meta_kubernetes_service_name'], regex: '(w).*', targetLabel: 'job', replacement: 'a-$1' }),
    ).toEqual(['a-w']);
    expect(relabeled({ sourceLabels: ['__meta_kubernetes_pod_label_x'], targetLabel: 'job' })).toEqual(['']);
    expect(relabeled({ sourceLabels: ['namespace', 'service'], separator: '/', targetLabel: 'job' })).toEqual(['shop/web']);
  });
  test('is known by the selector where the Service is not there', () => {
    expect(jobsOf(serviceMonitor({ more: { jobLabel: 'app' } }))).toEqual(['web']);
    expect(jobsOf(serviceMonitor())).toEqual(['']);
  });
  test('is that of the Services which Kubernetes makes', () => {
    expect(
      jobsOf(
        serviceMonitor({ namespace: 'default', selector: { matchLabels: { component: 'apiserver' } }, more: { jobLabel: 'component' } }),
      ),
    ).toEqual(['apiserver']);
    expect(
      jobsOf(
        serviceMonitor({
          namespace: 'kube-system',
          selector: { matchLabels: { 'k8s-app': 'kube-dns' } },
          more: { jobLabel: 'app.kubernetes.io/name' },
        }),
      ),
    ).toEqual(['']);
  });
  test('of a PodMonitor is its own name', () => expect(jobsOf(podMonitor())).toEqual(['shop/web']));
  test('of a Probe is what it says, or its own name', () => {
    expect(jobsOf(probe({ jobName: 'http', targets: { staticConfig: { static: ['a'] } }, prober: { url: 'b' } }))).toEqual(['http']);
    expect(jobsOf(probe({ targets: { staticConfig: { static: ['a'] } }, prober: { url: 'b' } }))).toEqual(['probe/shop/p']);
  });
  test('may come from a scrape class of the only Prometheus', () => {
    const spec = { scrapeClasses: [{ name: 'c', default: true, relabelings: [{ targetLabel: 'job', replacement: 'classy' }] }] };
    expect(jobsOf(serviceMonitor(), service(), prometheus({ spec }))).toEqual(['classy']);
    expect(jobsOf(serviceMonitor(), service(), prometheus({ spec }), prometheus({ name: 'other' }))).toEqual(['web']);
  });
});

describe('what a scrape brings', () => {
  const found = (name: string, ...objects: readonly object[]) =>
    foreignOf(...objects).exposure({
      kind: 'selector',
      metric: name,
      matchers: [{ name: 'job', op: '=', value: 'web', span: { from: 0, to: 0 } }],
      span: { from: 0, to: 0 },
    }).kind;
  const node = { image: 'quay.io/prometheus/node-exporter:v1.12.1' };

  test('is what the program behind the port exposes', () => {
    expect(found('node_load1', serviceMonitor(), service(), workload(node))).toBe('exposed');
    expect(found('node_load2', serviceMonitor(), service(), workload(node))).toBe('never');
    expect(found('node_load2', serviceMonitor(), service(), workload())).toBe('unknown');
  });
  test('is of the container with the port', () => {
    const two = workload(node);
    (two.spec.template.spec.containers as object[]).push({
      name: 'other',
      image: 'example/other',
      ports: [{ name: 'other', containerPort: 1 }],
    });
    expect(found('node_load2', serviceMonitor(), service(), two)).toBe('never');
    expect(found('node_load2', serviceMonitor({ endpoints: [{ targetPort: 'other' }] }), service(), two)).toBe('unknown');
  });
  test('is what its metric relabeling leaves', () => {
    const relabeling = (...metricRelabelings: readonly object[]) => [
      serviceMonitor({ endpoints: [{ port: 'http', metricRelabelings }] }),
      service(),
      workload(node),
    ];
    const name = ['__name__'];
    expect(found('node_load1', ...relabeling({ action: 'drop', sourceLabels: name, regex: 'node_load.*' }))).toBe('never');
    expect(found('node_load1', ...relabeling({ action: 'keep', sourceLabels: name, regex: 'node_cpu_.*' }))).toBe('never');
    expect(found('node_load1', ...relabeling({ action: 'keep', sourceLabels: name, regex: 'node_load.*' }))).toBe('exposed');
    expect(found('node_load1', ...relabeling({ action: 'drop', sourceLabels: ['__name__', 'device'], regex: 'node_load1;.+' }))).toBe(
      'exposed',
    );
    expect(found('up', ...relabeling({ action: 'keep', sourceLabels: name, regex: 'node_cpu_.*' }))).toBe('exposed');
    expect(
      found(
        'load_average',
        ...relabeling({ sourceLabels: name, regex: 'node_load1', targetLabel: '__name__', replacement: 'load_average' }),
      ),
    ).toBe('unknown');
    expect(
      found('node_load1', ...relabeling({ sourceLabels: name, regex: 'node_load1', targetLabel: '__name__', replacement: 'load_average' })),
    ).toBe('never');
  });
  test('is what it surely drops, also of a program that is not known', () => {
    const dropping = serviceMonitor({
      endpoints: [{ port: 'http', metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'x' }] }],
    });
    expect(found('x', dropping, service())).toBe('never');
    expect(found('y', dropping, service())).toBe('unknown');
    expect(found('x', dropping, service(), { ...serviceMonitor({ name: 'second' }) })).toBe('unknown');
  });
  test('at /metrics/slis is known', () => {
    const slis = serviceMonitor({ endpoints: [{ port: 'http', path: '/metrics/slis' }] });
    expect([found('kubernetes_healthcheck', slis, service()), found('apiserver_request_total', slis, service())]).toEqual([
      'exposed',
      'never',
    ]);
  });
});
