import { describe, expect, test } from 'vitest';
import type { Expr } from '../../lib/promql/ast';
import { type LabelEnv, labelsOf, nothingKnown, type SeriesKnowledge } from '../../lib/promql/label-flow';
import { presence } from '../../lib/promql/labels';
import { parse } from '../../lib/promql/parse';
import { valueRange } from '../../lib/promql/value-range';
import { metricOf } from '../../lib/promql/walk';

const series = (always: string, more = '', type?: SeriesKnowledge['type']): SeriesKnowledge => {
  const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');
  return { kind: 'known', always: new Set(words(always)), possible: new Set([...words(always), ...words(more)]), type };
};
const known: Readonly<Record<string, SeriesKnowledge>> = {
  pod_info: series('namespace pod', 'node cluster', 'gauge'),
  pod_owner: series('namespace pod owner_kind owner_name', 'cluster', 'gauge'),
  cpu: series('namespace pod container', 'image cluster', 'counter'),
  latency_bucket: series('job le', 'path', 'counter'),
};
const env: LabelEnv = (selector) => known[metricOf(selector) ?? ''] ?? { kind: 'unknown' };

const tree = (text: string): Expr => {
  const { expr, diagnostics } = parse(text);
  if (expr === undefined || diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics));
  return expr;
};
/** `+a` surely there, `?b` possible, `...` anything else too, `-c` surely not there though anything else is. */
const labels = (text: string, of = env): string => {
  const set = labelsOf(tree(text), of);
  const possible = set.possible === 'any' ? [] : [...set.possible].filter((label) => !set.always.has(label));
  const parts = [...[...set.always].sort().map((label) => `+${label}`), ...possible.sort().map((label) => `?${label}`)];
  if (set.possible === 'any') parts.push('...', ...[...set.never].sort().map((label) => `-${label}`));
  return parts.join(' ');
};

describe('the labels of an expression', () => {
  test.each([
    ['pod_info', '+namespace +pod ?cluster ?node'],
    ['unheard', '...'],
    ['unheard{a="1", b=~"x.*", c!="", d!="1", e=~".*", f="", g=~""}', '+a +b +c ... -f -g'],
    ['pod_info{node!=""}', '+namespace +node +pod ?cluster'],
    ['rate(cpu[5m])', '+container +namespace +pod ?cluster ?image'],
    ['max_over_time(sum by (pod) (cpu)[1h:])', '+pod'],
    ['-(cpu * 100 > 5)', '+container +namespace +pod ?cluster ?image'],
    ['sum(cpu)', ''],
    ['sum by (pod, node) (pod_info)', '+pod ?node'],
    ['sum without (pod) (unheard)', '... -pod'],
    ['topk by (pod) (1, cpu)', '+container +namespace +pod ?cluster ?image'],
    ['count_values by (pod) ("version", cpu)', '+pod +version'],
    ['count_values without (version) ("version", sum by (pod) (cpu))', '+pod'],
    ['absent(cpu{pod="a", container=~"b", namespace=""})', '+pod'],
    ['absent(sum(cpu))', ''],
    ['absent_over_time(cpu{pod="a"}[5m])', '+pod'],
    ['vector(1)', ''],
    ['time()', ''],
    ['scalar(cpu) * pod_info', '+namespace +pod ?cluster ?node'],
    ['histogram_quantile(0.9, rate(latency_bucket[5m]))', '+job ?path'],
    ['label_replace(sum by (__name__, pod) (cpu), "__name__", "x", "", "")', '+pod'],
    ['info(cpu)', '+container +namespace +pod ...'],
  ])('%s', (text, wanted) => expect(labels(text)).toBe(wanted));

  test.each([
    ['label_replace(cpu, "x", "$1", "pod", "(.+)")', '+container +namespace +pod +x ?cluster ?image'],
    ['label_replace(cpu, "x", "$1", "image", "(.+)")', '+container +namespace +pod ?cluster ?image ?x'],
    ['label_replace(cpu, "x", "y", "", "")', '+container +namespace +pod +x ?cluster ?image'],
    ['label_replace(cpu, "pod", "", "pod", ".*")', '+container +namespace ?cluster ?image'],
    ['label_replace(cpu, "pod", "$1", "image", "(.*)")', '+container +namespace ?cluster ?image ?pod'],
    ['label_replace(cpu, "pod", "$1", "image", "(.+)")', '+container +namespace +pod ?cluster ?image'],
    ['label_replace(cpu, "x", "$1", "nothing", "(.+)")', '+container +namespace +pod ?cluster ?image'],
    ['label_join(cpu, "x", "-", "pod", "image")', '+container +namespace +pod +x ?cluster ?image'],
    ['label_join(sum by (pod) (cpu), "x", "", "image")', '+pod'],
  ])('%s', (text, wanted) => expect(labels(text)).toBe(wanted));

  test.each([
    ['sum by (namespace, pod) (cpu) * on (namespace, pod) group_left (node) pod_info', '+namespace +pod ?node'],
    ['pod_info * on (namespace, pod) group_right (node) sum by (namespace, pod, container) (cpu)', '+container +namespace +pod ?node'],
    ['cpu / on (pod) pod_info', '+pod'],
    ['cpu / ignoring (container, image) sum by (namespace, pod) (cpu)', '+namespace +pod'],
    ['unheard * on (pod) group_left () pod_info', '+pod ...'],
    ['cpu and on (pod) pod_info', '+container +namespace +pod ?cluster ?image'],
    ['unheard and on (pod) sum by (pod) (cpu)', '+pod ...'],
    ['cpu unless pod_info', '+container +namespace +pod ?cluster ?image'],
    ['sum by (pod) (cpu) or sum by (node) (pod_info)', '?node ?pod'],
    ['cpu or unheard', '...'],
    ['sum(cpu) or vector(0)', ''],
    ['cpu + on (pod) fill(0) pod_info', '...'],
  ])('%s', (text, wanted) => expect(labels(text)).toBe(wanted));

  test('a join of kubernetes-mixin: pods by workload', () => {
    const text = `max by (cluster, namespace, workload, pod) (
      label_replace(
        label_replace(pod_owner{job="x", owner_kind="ReplicaSet"}, "replicaset", "$1", "owner_name", "(.*)")
          * on (cluster, replicaset, namespace) group_left (owner_name)
          topk by (cluster, replicaset, namespace) (1, max by (cluster, replicaset, namespace, owner_name) (replicaset_owner{job="x"})),
        "workload", "$1", "owner_name", "(.*)"))`;
    expect(labels(text)).toBe('+namespace +pod ?cluster ?workload');
  });

  test('a label with one value keeps it on its way up', () => {
    const expr = tree('sum by (job) (rate(unheard{job="api", x="1"}[5m])) > 0');
    expect(labelsOf(expr, nothingKnown).values).toEqual(new Map([['job', 'api']]));
  });

  test('nothing is said of the name', () => {
    expect(presence(labelsOf(tree('rate(unheard[5m])'), nothingKnown), '__name__')).toBe('maybe');
  });
});

describe('the values of an expression', () => {
  test.each([
    ['count(x)', [1, Infinity, false]],
    ['absent(x)', [1, 1, false]],
    ['up', [0, 1, false]],
    ['sum(up)', [0, Infinity, false]],
    ['avg(up) * 100', [0, 100, true]],
    ['1 - avg(up)', [0, 1, true]],
    ['x', [-Infinity, Infinity, true]],
    ['x > 5', [5, Infinity, false]],
    ['3 < x < 5', [3, 5, false]],
    ['x > bool 5', [0, 1, false]],
    ['rate(cpu[5m])', [0, Infinity, true]],
    ['rate(x[5m])', [-Infinity, Infinity, true]],
    ['clamp(x, 0, 10)', [0, 10, true]],
    ['hour()', [0, 23, false]],
    ['vector(3) or absent(x)', [1, 3, false]],
  ])('%s', (text, [low, high, nan]) => expect(valueRange(tree(text), env)).toEqual({ low, high, nan }));
});
