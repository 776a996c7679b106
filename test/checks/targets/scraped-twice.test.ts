import { describe, expect, test } from 'vitest';
import { scrapedTwice } from '../../../lib/checks/targets/scraped-twice';
import { foreignOf, podMonitor, prometheus, service, serviceMonitor, workload } from '../../support/chain';
import { findingsOf } from '../../support/models';

const of = (...objects: readonly object[]) =>
  findingsOf(scrapedTwice, foreignOf(...objects)).map(({ severity, message }) => `${severity} ${message}`);
const all = [prometheus(), service(), workload()];
const ports = [
  { name: 'http', port: 80, targetPort: 8080 },
  { name: 'also', port: 81, targetPort: 'http' },
];

describe('pods that are scraped twice', () => {
  test('by two ServiceMonitors are found', () => {
    expect(of(...all, serviceMonitor(), serviceMonitor({ name: 'second' }))).toEqual([
      'warning ServiceMonitor shop/second scrapes what ServiceMonitor shop/web scrapes already: port 8080 of Deployment shop/web, /metrics; sums over it count twice, and matches between its series fail',
    ]);
  });
  test('by a ServiceMonitor and a PodMonitor are found', () => expect(of(...all, serviceMonitor(), podMonitor())).toHaveLength(1));
  test('through two Services of one ServiceMonitor are found', () =>
    expect(of(...all, service({ name: 'headless' }), serviceMonitor())).toEqual([
      expect.stringContaining('it scrapes through Service web, through Service headless already'),
    ]));
  test('through two ports of a Service are found', () =>
    expect(of(prometheus(), service({ ports }), workload(), serviceMonitor({ endpoints: [{ port: 'http' }, { port: 'also' }] }))).toEqual([
      expect.stringContaining('its endpoint 0 scrapes'),
    ]));
  test('by two monitors of a Service whose pods are elsewhere are found', () =>
    expect(of(prometheus(), service(), serviceMonitor(), serviceMonitor({ name: 'second' }))).toEqual([
      expect.stringContaining('port http of Service shop/web'),
    ]));
  test('by one monitor are found, also where the Prometheus is elsewhere', () =>
    expect(of(service(), workload(), serviceMonitor({ endpoints: [{ port: 'http' }, { port: 'http' }] }))).toHaveLength(1));
  test('are found although one of the two drops some metrics', () => {
    expect(
      of(
        ...all,
        serviceMonitor(),
        serviceMonitor({
          name: 'second',
          endpoints: [{ port: 'http', metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'x' }] }],
        }),
      ),
    ).toHaveLength(1);
  });
  test('as kubelets behind the Services of two operators are found', () => {
    const operator = (name: string) => ({
      ...workload({ name }),
      spec: { template: { spec: { containers: [{ name: 'o', args: [`--kubelet-service=kube-system/${name}`] }] } } },
    });
    const kubelet = serviceMonitor({
      namespace: 'kube-system',
      selector: { matchLabels: { 'k8s-app': 'kubelet' } },
      endpoints: [{ port: 'https-metrics' }, { port: 'https-metrics', path: '/metrics/cadvisor' }],
    });
    expect(of(operator('a'), operator('b'), kubelet)).toEqual([
      expect.stringContaining('of the kubelets, /metrics;'),
      expect.stringContaining('/metrics/cadvisor;'),
    ]);
    expect(of(operator('a'), kubelet)).toEqual([]);
  });
});

describe('pods that are scraped once', () => {
  test.each<[string, readonly object[]]>([
    ['at two paths', [{ port: 'http' }, { port: 'http', path: '/other' }]],
    [
      'with two parameters',
      [
        { port: 'http', params: { a: ['1'] } },
        { port: 'http', params: { a: ['2'] } },
      ],
    ],
    [
      'at what relabeling writes',
      [{ port: 'http' }, { port: 'http', relabelings: [{ targetLabel: '__metrics_path__', replacement: '/x' }] }],
    ],
    [
      'with samples that are shared out',
      [
        { port: 'http', metricRelabelings: [{ action: 'drop', sourceLabels: ['__name__'], regex: 'x' }] },
        { port: 'http', metricRelabelings: [{ action: 'keep', sourceLabels: ['__name__'], regex: 'x' }] },
      ],
    ],
    [
      'with targets that are shared out',
      [{ port: 'http', relabelings: [{ action: 'keep', sourceLabels: ['__meta_kubernetes_pod_label_x'], regex: 'a' }] }, { port: 'http' }],
    ],
  ])('%s are not found', (_, endpoints) => expect(of(...all, serviceMonitor({ endpoints }))).toEqual([]));
  test('by two Prometheus each are not found', () => {
    const labelled = (release: string) => prometheus({ name: release, spec: { serviceMonitorSelector: { matchLabels: { release } } } });
    expect(
      of(
        labelled('a'),
        labelled('b'),
        service(),
        workload(),
        serviceMonitor({ labels: { release: 'a' } }),
        serviceMonitor({ name: 'second', labels: { release: 'b' } }),
      ),
    ).toEqual([]);
    expect(of(service(), workload(), serviceMonitor(), serviceMonitor({ name: 'second' }))).toEqual([]);
  });
  test('through two ports of a Service of which all are scraped are not found: Prometheus takes them for one', () =>
    expect(of(prometheus(), service({ ports }), workload(), serviceMonitor({ endpoints: [{}] }))).toEqual([]));
  test('through two Services whose names are taken away are not found', () => {
    expect(
      of(
        ...all,
        service({ name: 'headless' }),
        serviceMonitor({ endpoints: [{ port: 'http', relabelings: [{ action: 'labeldrop', regex: 'service' }] }] }),
      ),
    ).toEqual([]);
  });
  test('by a monitor that stands in two files are not found', () =>
    expect(of(...all, ...all, serviceMonitor(), serviceMonitor())).toEqual([]));
  test('on other ports or other pods are not found', () => {
    expect(
      of(
        ...all,
        service({ name: 'db', labels: { app: 'db' }, selector: { app: 'db' } }),
        workload({ name: 'db', pods: { app: 'db' } }),
        serviceMonitor(),
        serviceMonitor({ name: 'db', selector: { matchLabels: { app: 'db' } } }),
      ),
    ).toEqual([]);
  });
});
