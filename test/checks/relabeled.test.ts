import { describe, expect, test } from 'vitest';
import { unknownLabel } from '../../lib/checks/queries/unknown-label';
import { unknownMetric } from '../../lib/checks/queries/unknown-metric';
import { alerting, foreignOf, prometheus, rules, service, serviceMonitor, workload } from '../support/chain';
import { findingsOf } from '../support/models';

const exporter = (...metricRelabelings: readonly object[]) => [
  serviceMonitor({ endpoints: [{ port: 'http', metricRelabelings }] }),
  service(),
  workload({ image: 'quay.io/prometheus/node-exporter:v1.12.1' }),
];
const name = ['__name__'];

describe('a query of a metric that is dropped before it is stored', () => {
  const alert = alerting('Load', 'node_load1{job="web"} > 9');

  test('says who drops it, and where', () => {
    expect(
      findingsOf(
        unknownMetric,
        foreignOf(
          ...exporter({ sourceLabels: name, regex: 'a', action: 'drop' }, { sourceLabels: name, regex: 'node_load(1|5)', action: 'drop' }),
          alert,
        ),
      ),
    ).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringMatching(
          /reads node_load1, which is dropped before it is stored <- metricRelabelings\[1\] \(drop\) of ServiceMonitor shop\/web, all\.yaml:1/,
        ),
        hint: 'remove it from that relabeling, or drop the query',
      }),
    ]);
  });
  test('names a scrape class, and no index of the monitor', () => {
    const spec = {
      scrapeClasses: [{ name: 'c', default: true, metricRelabelings: [{ sourceLabels: name, regex: 'node_load1', action: 'drop' }] }],
    };
    expect(findingsOf(unknownMetric, foreignOf(...exporter(), prometheus({ spec }), alert))[0]!.message).toContain(
      '<- the metric relabeling (drop) of ServiceMonitor shop/web',
    );
  });
  test('is not found where another endpoint of the job stores it', () => {
    const monitor = serviceMonitor({
      endpoints: [
        { port: 'http', metricRelabelings: [{ sourceLabels: name, regex: 'node_load1', action: 'drop' }] },
        { port: 'http', path: '/all' },
      ],
    });
    expect(findingsOf(unknownMetric, foreignOf(monitor, ...exporter().slice(1), alert))).toEqual([]);
  });
  test('of a misspelt metric that is not kept says what was meant', () => {
    const finding = findingsOf(
      unknownMetric,
      foreignOf(...exporter({ sourceLabels: name, regex: 'node_load.*', action: 'keep' }), alerting('Load', 'noda_load1{job="web"} > 9')),
    )[0]!;
    expect(finding.hint).toContain('did you mean node_load1?');
  });
});

describe('a recording of a metric that is dropped', () => {
  const dropping = exporter({ sourceLabels: name, regex: 'node_load1', action: 'drop' });
  const recorded = (expr: string) => rules({ record: 'node:load:sum', expr });
  const of = (...objects: readonly object[]) => findingsOf(unknownMetric, foreignOf(...dropping, ...objects)).map(({ message }) => message);

  test('names who reads what is then empty', () => {
    expect(of(recorded('sum(node_load1{job="web"}) / count(up)'), alerting('High', 'node:load:sum > 9'))).toEqual([
      expect.stringMatching(/^recording node:load:sum reads node_load1, which is dropped .*; so node:load:sum is empty <- alert High$/),
    ]);
  });
  test.each([
    'node_load1{job="web"} or up',
    'up unless node_load1{job="web"}',
    'absent(node_load1{job="web"})',
    'topk(scalar(node_load1{job="web"}), up)',
  ])('says nothing of readers where it has a result: %s', (expr) => {
    expect(of(recorded(expr), alerting('High', 'node:load:sum > 9'))).toEqual([expect.not.stringContaining('is empty')]);
  });
  test('says nothing of readers where there is none, or another rule records it', () => {
    expect(of(recorded('node_load1{job="web"}'))).toEqual([expect.not.stringContaining('is empty')]);
    expect(
      of(
        recorded('node_load1{job="web"}'),
        rules({ record: 'node:load:sum', expr: 'up' }, { name: 'more' }),
        alerting('High', 'node:load:sum > 9'),
      ),
    ).toEqual([expect.not.stringContaining('is empty')]);
  });
});

describe('a label that metric relabeling takes away', () => {
  const of = (expr: string, ...relabelings: readonly object[]) =>
    findingsOf(unknownLabel, foreignOf(...exporter(...relabelings), alerting('A', expr))).map(({ message }) => message);
  const query = 'sum by (device) (node_disk_io_now{job="web"}) > 1';

  test('is there without relabeling', () => expect(of(query)).toEqual([]));
  test('by labeldrop is not there', () =>
    expect(of(query, { action: 'labeldrop', regex: 'dev.+' })).toEqual([expect.stringContaining('device')]));
  test('by labelkeep is not there', () => expect(of(query, { action: 'labelkeep', regex: '__name__|job|instance' })).toHaveLength(1));
  test('may be there under a new name', () => {
    expect(of('sum by (disk) (node_disk_io_now{job="web"}) > 1')).toHaveLength(1);
    expect(of('sum by (disk) (node_disk_io_now{job="web"}) > 1', { sourceLabels: ['device'], targetLabel: 'disk' })).toEqual([]);
  });
  test('is still there on `up`', () =>
    expect(of('sum by (instance) (up{job="web"}) < 1', { action: 'labeldrop', regex: 'instance' })).toEqual([]));
});
