import { describe, expect, test } from 'vitest';
import type { Span } from '../../lib/promql/ast';
import { faults } from '../../lib/promql/faults';
import { type LabelEnv, nothingKnown, type SeriesKnowledge } from '../../lib/promql/label-flow';
import { parse } from '../../lib/promql/parse';
import { metricOf } from '../../lib/promql/walk';

const series = (always: string, type: SeriesKnowledge['type'], interval = 30_000): SeriesKnowledge => {
  const labels = new Set(always.split(' '));
  return { kind: 'known', always: labels, possible: labels, type, interval };
};
const known: Readonly<Record<string, SeriesKnowledge>> = {
  pod_info: series('namespace pod node', 'gauge'),
  cpu_seconds_total: series('namespace pod container', 'counter'),
  latency_bucket: series('job le', 'counter'),
  latency_count: series('job', 'counter'),
  temperature: series('job room', 'gauge'),
  declared_total: series('job', 'gauge'),
  slow: series('job', 'counter', 300_000),
};
const env: LabelEnv = (selector) => known[metricOf(selector) ?? ''] ?? { kind: 'unknown' };

/** What is found: the kind, the part of the query that it points at, and the reasons. */
const found = (text: string, of = env): string[] => {
  const { expr, diagnostics } = parse(text);
  if (expr === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  const part = ({ span }: { span: Span }): string => text.slice(span.from, span.to).trim();
  return faults(expr, of).map((fault) =>
    [`${fault.kind} at ${part(fault)}`, ...fault.because.map((reason) => `${reason.message} (${part(reason)})`)].join(': '),
  );
};

describe('labels that cannot be there', () => {
  test.each([
    [
      'sum by (pod, room) (rate(cpu_seconds_total[5m]))',
      'unknown-label at room: cpu_seconds_total has no label `room`, only container, namespace, pod (cpu_seconds_total)',
    ],
    ['sum by (pod) (sum by (job) (x))', 'unknown-label at pod: sum keeps only job (by (job))'],
    ['max by (pod) (-(sum(x)))', 'unknown-label at pod: sum without `by` drops every label (sum(x))'],
    ['sum by (pod) (sum without (pod) (x))', 'unknown-label at pod: `without` drops `pod` (without (pod))'],
    ['sum by (pod) (x{pod=""})', 'unknown-label at pod: the matcher takes only series without `pod` (pod="")'],
    ['sum by (pod) (a * on (job) b)', 'unknown-label at pod: a match on (job) keeps only these labels (on (job))'],
    [
      'sum by (le) (histogram_quantile(0.9, x))',
      'unknown-label at le: histogram_quantile takes the buckets together and drops `le` (histogram_quantile(0.9, x))',
    ],
    [
      'sum by (pod) (absent(x{job="a"}))',
      'unknown-label at pod: absent returns only the labels of the `=` matchers of its selector (absent(x{job="a"}))',
    ],
    ['sum by (job) (x) * on (pod) sum by (job) (y)', 'unknown-label at pod: sum keeps only job (by (job))'],
    [
      'x * on (job) group_left (room) pod_info{job=""}',
      'unknown-label at room: pod_info has no label `room`, only namespace, node, pod (pod_info{job=""})',
    ],
    ['label_replace(sum by (job) (x), "a", "$1", "pod", "(.*)")', 'unknown-label at "pod": sum keeps only job (by (job))'],
    ['label_join(sum by (job) (x), "a", "-", "job", "pod")', 'unknown-label at "pod": sum keeps only job (by (job))'],
  ])('%s', (text, fault) => expect(found(text)).toContain(fault));

  test('the same label is reported once, where it is lost', () => {
    expect(found('max by (pod) (min by (pod) (sum by (job) (x)))')).toHaveLength(1);
  });

  test.each([
    'sum by (pod) (x)',
    'sum by (pod) (x or sum by (job) (y))',
    'sum without (room) (pod_info)',
    'sum by (job) (x) * on (job, pod) y',
    'label_replace(sum(x), "a", "b", "", "")',
    'label_replace(sum(x), "a", "b", "pod", ".*")',
    'sum by (pod) (label_replace(sum by (job) (x), "pod", "$1", "job", "(.*)"))',
    'sum by (node) (sum by (pod) (x) * on (pod) group_left (node) y)',
    'sum by (__name__) (rate(x[5m]))',
    'count by (version) (count_values("version", sum(x)))',
  ])('%s is left alone', (text) => expect(found(text)).toEqual([]));
});

describe('a "one" side that has several series', () => {
  test.each([
    [
      'kube_node_info * on (node) group_left (condition) kube_node_status_condition{status="true"} > 0',
      'many-to-many at on (node) group_left (condition)',
    ],
    ['rate(node_cpu_seconds_total{mode="idle"}[5m]) / on (instance) node_load1', 'many-to-many at on (instance)'],
    ['x * ignoring (phase) (kube_pod_status_phase * 2)', 'many-to-many at ignoring (phase)'],
    [
      'sum without (uid) (kube_pod_status_phase) * on (namespace, pod) group_right () x',
      'many-to-many at on (namespace, pod) group_right ()',
    ],
    ['x * on (node) group_left () -kube_node_status_capacity', 'many-to-many at on (node) group_left ()'],
    ['x > bool on (node) kube_node_status_condition{condition="Ready"}', 'many-to-many at on (node)'],
    ['x * on (pod) group_left (node) kube_pod_info', 'match-without-namespace at on (pod) group_left (node)'],
    ['(kube_deployment_labels) * on (deployment) group_right () x', 'match-without-namespace at on (deployment) group_right ()'],
  ])('%s', (text, fault) => expect(found(text)).toEqual([fault]));

  test.each([
    'x * on (namespace, pod) group_left (phase) (kube_pod_status_phase == 1)',
    'x * on (node) group_left () kube_node_status_condition{condition="Ready", status="true"}',
    'x * on (node) group_left () kube_node_status_capacity{resource=~"cpu"}',
    'x * on (instance) group_left () sum by (instance) (rate(node_cpu_seconds_total[5m]))',
    'kube_pod_status_phase * on (namespace, pod) group_left (node) kube_pod_info',
    'x and on (node) kube_node_status_condition',
    'x * on (node, condition, status) kube_node_status_condition',
    'x * kube_pod_status_phase',
    'x * on (namespace, pod) group_left () topk by (namespace, pod) (1, kube_pod_status_phase)',
    'x * on (pod) group_left (node) kube_pod_info{namespace="shop"}',
    'x * on (pod) group_left (node) max by (pod, node) (kube_pod_info)',
    'x and on (pod) kube_pod_info',
    'kube_pod_info * on (node) group_left () kube_node_info',
  ])('%s is left alone', (text) => expect(found(text)).toEqual([]));
});

describe('sides that never match', () => {
  test.each([
    ['sum(x) / sum by (job) (y{job="a"})', 'impossible-match at /: sum without `by` drops every label (sum(x))'],
    ['pod_info * temperature', 'impossible-match at *: temperature has no label `namespace`, only job, room (temperature)'],
    [
      'pod_info * on (pod, job) temperature',
      'impossible-match at on (pod, job): temperature has no label `pod`, only job, room (temperature)',
    ],
    ['x{job="a"} and on (job) y{job="b"}', 'impossible-match at on (job)'],
    ['x{job="a"} + y{job="b"}', 'impossible-match at +'],
    ['x{job="a"} unless on (job) sum(y)', 'impossible-match at on (job): sum without `by` drops every label (sum(y))'],
  ])('%s', (text, fault) => expect(found(text)).toEqual([fault]));

  test.each([
    'sum by (job) (x) / sum by (job) (y)',
    'sum(x) / sum(y)',
    'pod_info * on (pod) group_left () x',
    'x{job="a"} or y{job="b"}',
    'x{job="a"} / ignoring (job) y{job="b"}',
    'pod_info + on (pod) fill(0) temperature',
    'x{job="a"} * on (job) y{job=~"a|b"}',
    'x / y',
  ])('%s is left alone', (text) => expect(found(text)).toEqual([]));
});

describe('selectors that take nothing', () => {
  test.each([
    ['x{a="1", a="2"}', 'impossible-selector at a="2": a is matched here too (a="1")'],
    ['x{a="1", a!="1"}', 'impossible-selector at a!="1": a is matched here too (a="1")'],
    ['x{a=~"1|2", a=~"3|4"}', 'impossible-selector at a=~"3|4": a is matched here too (a=~"1|2")'],
    ['x{a="prod", a!~"p.*"}', 'impossible-selector at a!~"p.*": a is matched here too (a="prod")'],
    ['x{a!~".*"}', 'impossible-selector at a!~".*"'],
    ['x{a="1", b!~"(.*)"}', 'impossible-selector at b!~"(.*)"'],
    ['pod_info{room="1"}', 'unknown-label at room="1"'],
    ['rate(cpu_seconds_total{image!=""}[5m])', 'unknown-label at image!=""'],
  ])('%s', (text, fault) => expect(found(text)).toEqual([fault]));

  test.each([
    'x{a=~"1|2", a!="1"}',
    'x{a=~"a.*", a=~".*b"}',
    'x{a!="1", a!="2"}',
    'pod_info{room=""}',
    'pod_info{room!="1"}',
    'x{room="1"}',
    'x{a="1", a=~".+"}',
  ])('%s is left alone', (text) => expect(found(text)).toEqual([]));

  test('what is around a dead selector is not blamed for it', () => {
    expect(found('sum by (room) (pod_info{room="1"})')).toEqual(['unknown-label at room="1"']);
  });
});

describe('quantiles', () => {
  test.each([
    [
      'histogram_quantile(0.9, sum by (job) (rate(x_bucket[5m])))',
      'histogram-quantile at sum by (job) (rate(x_bucket[5m])): sum keeps only job (by (job))',
    ],
    [
      'histogram_quantile(0.9, sum(rate(latency_bucket[5m])))',
      'histogram-quantile at sum(rate(latency_bucket[5m])): sum without `by` drops every label (sum(rate(latency_bucket[5m])))',
    ],
    [
      'histogram_quantile(0.9, rate(latency_count[5m]))',
      'histogram-quantile at rate(latency_count[5m]): latency_count has no label `le`, only job (latency_count)',
    ],
    ['histogram_quantile(99, x)', 'histogram-quantile at 99'],
    ['quantile(-0.5, x)', 'histogram-quantile at -0.5'],
    ['quantile_over_time(95, x[5m])', 'histogram-quantile at 95'],
  ])('%s', (text, fault) => expect(found(text)).toEqual([fault]));

  test.each([
    'histogram_quantile(0.9, sum by (le) (rate(latency_bucket[5m])))',
    'histogram_quantile(0.9, sum(rate(latency[5m])))',
    'histogram_quantile(0.9, x:rate5m)',
    'quantile(0.5, x)',
    'histogram_quantile(scalar(x), y)',
  ])('%s is left alone: it may be a native histogram', (text) => expect(found(text)).toEqual([]));
});

describe('counters and gauges', () => {
  test.each([
    ['rate(temperature[5m])', 'rate-of-gauge at rate(temperature[5m])'],
    ['delta(cpu_seconds_total[5m])', 'delta-of-counter at delta(cpu_seconds_total[5m])'],
    ['predict_linear(latency_count[1h], 3600)', 'delta-of-counter at predict_linear(latency_count[1h], 3600)'],
    ['latency_count > 100', 'counter-without-rate at latency_count > 100: latency_count only grows (latency_count)'],
    [
      '5 < sum by (pod) (cpu_seconds_total)',
      'counter-without-rate at 5 < sum by (pod) (cpu_seconds_total): cpu_seconds_total only grows (cpu_seconds_total)',
    ],
    ['rate(sum(latency_count)[5m:])', 'rate-after-sum at rate(sum(latency_count)[5m:]): latency_count is a counter (latency_count)'],
  ])('%s', (text, fault) => expect(found(text)).toEqual([fault]));

  test.each([
    'rate(latency_count[5m])',
    'rate(x[5m])',
    'rate(declared_total[5m])',
    'delta(temperature[5m])',
    'changes(latency_count[5m])',
    'changes(temperature[5m])',
    'resets(temperature[5m])',
    'latency_count == 0',
    'latency_count > 0',
    'sum(latency_count)',
    'latency_count / x > 0.5',
    'rate(x[5m]) > 1 and latency_count > 100',
    'latency_count - latency_count offset 1h > 5',
    'temperature > 30',
    'rate(sum by (job) (latency_count)[5m:])',
    'max_over_time(sum(latency_count)[5m:])',
  ])('%s is left alone', (text) => expect(found(text)).toEqual([]));
});

describe('comparisons', () => {
  const returned = (text: string) => faults(parse(text).expr!, env).map(({ kind, returns }) => `${kind}: ${returns}`);
  test.each([
    'count(x) == 0',
    'count(x) < 1',
    'count by (job) (x) <= 0',
    '0 == count(x)',
    'absent(x) == 0',
    'absent(x) != 1',
    'up > 1',
    'up == 2',
    'avg(up) * 100 > 100',
    '(x > 5) < 3',
    '(x > bool 1) == 2',
    'hour() > 24',
    'rate(latency_count[5m]) < 0',
    'x == NaN',
    'group(x) > 1',
    'count(x) == bool 0',
    'clamp_max(x, 5) > 5',
  ])('%s is never true', (text) => {
    expect(found(text)).toEqual([`impossible-comparison at ${text}`]);
    expect(returned(text)).toEqual(['impossible-comparison: nothing']);
  });

  test.each(['hour() < 24', 'up < 2', 'x != NaN', '(x > bool 1) < 2'])('%s is always true', (text) => {
    expect(found(text)).toEqual([`impossible-comparison at ${text}`]);
    expect(returned(text)).toEqual(['impossible-comparison: everything']);
  });

  test.each([
    'count(x) > 0',
    'count(x) == 1',
    'absent(x) == 1',
    'absent(x) > 0',
    'up == 0',
    'up >= 0',
    'up == 1',
    'sum(up) == 0',
    'x > 5',
    'x >= 0',
    'rate(x[5m]) < 0',
    'hour() >= 22 or hour() < 6',
    'vector(1) == 1',
    'count(x) or vector(0) == 0',
    '(count(x) or vector(0)) == 0',
    'a > b',
    'sum(x) == count(x)',
  ])('%s is left alone', (text) => expect(found(text)).toEqual([]));
});

describe('ranges', () => {
  test.each([
    ['rate(cpu_seconds_total[1m])', 'short-range at cpu_seconds_total[1m]'],
    ['rate(slow[5m])', 'short-range at slow[5m]'],
    ['irate(cpu_seconds_total[45s])', 'short-range at cpu_seconds_total[45s]'],
    ['max_over_time(temperature[10s])', 'short-range at temperature[10s]'],
  ])('%s', (text, fault) => expect(found(text)).toEqual([fault]));

  test.each([
    'rate(cpu_seconds_total[2m])',
    'irate(cpu_seconds_total[1m])',
    'max_over_time(temperature[1m])',
    'rate(x[1s])',
    'rate(cpu_seconds_total[2 * step()])',
  ])('%s is left alone', (text) => expect(found(text)).toEqual([]));

  test('how many scrapes are wanted is for the caller to say', () => {
    const { expr } = parse('rate(cpu_seconds_total[1m])');
    expect(expr && faults(expr, env, { leastScrapes: 2 })).toEqual([]);
  });
});

describe('label functions that fail', () => {
  test.each([
    ['label_replace(x, "a", "b", "c", "(")', 'label-function at "("'],
    ['label_replace(x, "", "b", "c", ".*")', 'label-function at ""'],
    ['label_join(x, "", "-", "c")', 'label-function at ""'],
  ])('%s', (text, fault) => expect(found(text, nothingKnown)).toEqual([fault]));
});
