import { describe, expect, test } from 'vitest';
import { maxRuleBytes, ruleConfigMaps } from '../../../lib/compile/prometheus/rule-config-maps';
import { compiled, prometheusRule } from './objects';

const group = (rules: readonly object[], rest: object = {}) => ({ name: 'g', rules, ...rest });
const up = { alert: 'Down', expr: 'up == 0' };
const rulesOf = (groups: readonly object[], spec: object = {}, metadata: object = {}) =>
  compiled([prometheusRule(groups, metadata)], { ruleSelector: {}, ...spec });
const fileOf = (...given: Parameters<typeof rulesOf>) => [...rulesOf(...given).ruleFiles.values()][0];

describe('a PrometheusRule', () => {
  test('becomes a rule file', () => {
    expect(
      fileOf([group([{ ...up, for: '5m', labels: { severity: 'page' } }], { interval: '1m', partial_response_strategy: 'warn' })]),
    ).toEqual({
      groups: [{ name: 'g', interval: '1m', rules: [{ alert: 'Down', expr: 'up == 0', for: '5m', labels: { severity: 'page' } }] }],
    });
  });

  test('is called after its namespace, its name and its UID', () => {
    expect([...rulesOf([], {}, { uid: '1-2' }).ruleFiles.keys()]).toEqual(['monitoring-web-1-2.yaml']);
  });

  test('without a UID is called so that no other can have the name', () => {
    const rules = [prometheusRule([], { namespace: 'foo-bar', name: 'fred' }), prometheusRule([], { namespace: 'foo', name: 'bar-fred' })];
    expect([...compiled(rules, { ruleSelector: {}, ruleNamespaceSelector: {} }).ruleFiles.keys()]).toEqual([
      'foo-bar_fred.yaml',
      'foo_bar-fred.yaml',
    ]);
  });

  test('loses what its Prometheus does not know yet', () => {
    const rest = { limit: 5, query_offset: '10s', labels: { a: 'b' } };
    expect(fileOf([group([{ ...up, keep_firing_for: '5m' }], rest)], { version: 'v2.45.0' })).toEqual({
      groups: [{ name: 'g', limit: 5, rules: [{ ...up, keep_firing_for: '5m' }] }],
    });
    expect(fileOf([group([], rest)], { version: 'v3.0.0' })).toEqual({ groups: [{ name: 'g', ...rest }] });
  });

  test.each([
    ['a query that does not parse', [up, { alert: 'X', expr: 'sum(' }], 'spec.groups[0].rules[1].expr'],
    ['a query that needs a feature', [{ record: 'x', expr: 'limitk(1, up)' }], 'spec.groups[0].rules[0].expr'],
    ['a recording rule that waits', [{ record: 'x', expr: 'up', for: '5m' }], 'spec.groups[0].rules[0].for'],
    ['a rule of both kinds', [{ record: 'x', alert: 'y', expr: 'up' }], 'spec.groups[0].rules[0]'],
    [
      'an annotation whose template names no function',
      [{ ...up, annotations: { a: '{{ $value }}', summary: '{{ humanise $value }}' } }],
      'spec.groups[0].rules[0].annotations["summary"]',
    ],
    ['a label whose template does not end', [{ ...up, labels: { team: '{{ if $value }}x' } }], 'spec.groups[0].rules[0].labels["team"]'],
    ['an empty keep_firing_for', [{ ...up, keep_firing_for: '' }], 'spec.groups[0].rules[0].keep_firing_for'],
  ])('is left out with %s', (_, rules, path) => {
    const { ruleFiles, rejected } = rulesOf([group(rules)]);
    expect([ruleFiles.size, ...rejected.map((rejection) => rejection.path)]).toEqual([0, path]);
  });

  test('may have braces in the labels of recorded series, where nothing is expanded', () => {
    expect(rulesOf([group([{ record: 'x', expr: 'up', labels: { team: '{{ if' } }])]).rejected).toEqual([]);
  });

  test('is left out with an empty query_offset where its Prometheus knows the field', () => {
    const rejected = (version: string) => rulesOf([group([up], { query_offset: '' })], { version }).rejected.map(({ path }) => path);
    expect([rejected('v2.52.0'), rejected('v2.53.0')]).toEqual([[], ['spec.groups[0].query_offset']]);
  });

  test('is left out where it is too long for a ConfigMap', () => {
    const alerts = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        alert: `Alert${index}`,
        expr: 'up == 0',
        annotations: { description: 'x'.repeat(1000) },
      }));
    expect(rulesOf([group(alerts(400))]).rejected).toEqual([]);
    expect(rulesOf([group(alerts(520))]).rejected).toMatchObject([
      { path: 'spec.groups', message: expect.stringContaining('above the maximum limit of 524288 bytes') },
    ]);
  });

  test('may use a feature that is enabled', () => {
    expect(
      rulesOf([group([{ record: 'x', expr: 'limitk(1, up)' }])], { enableFeatures: ['promql-experimental-functions'] }).rejected,
    ).toEqual([]);
  });
});

describe('an enforced namespace', () => {
  const enforced = (expr: string) =>
    fileOf([group([{ record: 'x', expr, labels: { namespace: 'other' } }])], { enforcedNamespaceLabel: 'namespace' })!.groups[0]!.rules;
  test.each([
    ['up', 'up{namespace="monitoring"}'],
    ['up{namespace="other",job="x"}', 'up{job="x",namespace="monitoring"}'],
    ['sum(rate(a[5m])) / on (x) b offset 1m', 'sum(rate(a{namespace="monitoring"}[5m])) / on (x) b{namespace="monitoring"} offset 1m'],
    ['max_over_time(up[1h:5m])', 'max_over_time(up{namespace="monitoring"}[1h:5m])'],
  ])('%s reads %s', (query, expected) =>
    expect(enforced(query)).toEqual([{ record: 'x', expr: expected, labels: { namespace: 'monitoring' } }]),
  );

  test('leaves excluded rules as they are', () => {
    const spec = {
      enforcedNamespaceLabel: 'namespace',
      prometheusRulesExcludedFromEnforce: [{ ruleNamespace: 'monitoring', ruleName: 'web' }],
    };
    expect(fileOf([group([up])], spec)).toEqual({ groups: [{ name: 'g', rules: [up] }] });
  });
});

describe('rule files', () => {
  const half = 'x'.repeat(maxRuleBytes / 2);
  test('are spread over ConfigMaps of half a mebibyte, in the order of their names', () => {
    const maps = ruleConfigMaps(
      'k8s',
      new Map([
        ['c', half],
        ['a', half],
        ['b', 'é'.repeat(10)],
        ['d', half],
      ]),
    );
    expect(maps.map(({ name, data }) => [name, Object.keys(data)])).toEqual([
      ['prometheus-k8s-rulefiles-0', ['a', 'b']],
      ['prometheus-k8s-rulefiles-1', ['c', 'd']],
    ]);
  });

  test('are counted in bytes', () =>
    expect(
      ruleConfigMaps(
        'k8s',
        new Map([
          ['a', half],
          ['b', 'é'.repeat(maxRuleBytes / 4 + 1)],
        ]),
      ),
    ).toHaveLength(2));

  test('are read from where their ConfigMaps are mounted', () => {
    expect(rulesOf([group([up])]).config.rule_files).toEqual(['/etc/prometheus/rules/prometheus-k8s-rulefiles-0/*.yaml']);
    expect(compiled([], { ruleSelector: {} }).config.rule_files).toEqual([]);
    expect(compiled([]).config).not.toHaveProperty('rule_files');
  });
});
