import { describe, expect, test } from 'vitest';
import { alert, faultsIn, foundIn, groupOf, map, object } from './support';

const broken = 'sum(rate(x_total[5m])';

describe('rules are found', () => {
  test.each<[string, unknown]>([
    ['in a rule file', groupOf(alert('A', broken))],
    ['in a PrometheusRule', object('PrometheusRule', 'monitoring.coreos.com/v1', groupOf(alert('A', broken)))],
    [
      'in a List',
      { apiVersion: 'v1', kind: 'List', items: [object('PrometheusRule', 'monitoring.coreos.com/v1', groupOf(alert('A', broken)))] },
    ],
    ['in a ConfigMap', map({ 'alerting_rules.yml': groupOf(alert('A', broken)) })],
    ['for Mimir', { namespace: 'shop', ...groupOf(alert('A', broken)) }],
    ["for Google's collector", object('Rules', 'monitoring.googleapis.com/v1', groupOf(alert('A', broken)))],
  ])('%s', (_, held) => expect(faultsIn({ 'r.json': held })).toEqual(['promql-syntax']));
});

describe('MetricsQL is not judged', () => {
  const expressions = [
    'rate(x)',
    'WITH (a = 1) x + a',
    'sum(x) default 0',
    'rate(x[5m]) keep_metric_names',
    'label_set(x, "a", "b")',
    'x{a="b" or c="d"}',
    'sum(x) by (a) limit 2',
    '1Ki < x',
    'increase(x[5i])',
  ];
  test.each(expressions)('in a VMRule: %s', (expr) =>
    expect(faultsIn({ 'r.json': object('VMRule', 'operator.victoriametrics.com/v1beta1', groupOf(alert('A', expr))) })).toEqual([]),
  );
  test('beside objects of VictoriaMetrics', () => {
    const files = { 'r.json': object('PrometheusRule', 'monitoring.coreos.com/v1', groupOf(alert('A', 'rate(x) > 1'))) };
    expect(faultsIn(files)).toEqual(['promql-syntax']);
    expect(faultsIn({ ...files, 'v.json': object('VMSingle', 'operator.victoriametrics.com/v1beta1', {}) })).toEqual([]);
  });
  test('in a rule file of vmalert, nor are its templates', () => {
    const annotations = { summary: '{{ $expr | quotesEscape }} {{ $alertID }}', runbook_url: 'r' };
    expect(
      faultsIn({ 'r.json': { groups: [{ name: 'g', concurrency: 2, rules: [alert('A', 'rate(x) > 1', { annotations, debug: true })] }] } }),
    ).toEqual([]);
  });
  test('but what is PromQL in a VMRule is', () => {
    const rule = (expr: string, annotations: object) => ({
      'r.json': object('VMRule', 'operator.victoriametrics.com/v1beta1', groupOf(alert('A', expr, { annotations }))),
    });
    expect(faultsIn(rule('count(up) == 0', { summary: 's', runbook_url: 'r' }))).toEqual(['impossible-comparison']);
    expect(faultsIn(rule('sum by (job) (up) > 5', { summary: '{{ $labels.pod }}', runbook_url: 'r' }))).toEqual(['template-label']);
  });
  test('and what a VMRule records is recorded', () => {
    const recording = object('VMRule', 'operator.victoriametrics.com/v1beta1', groupOf({ record: 'shop:a:b', expr: 'sum(x)' }));
    expect(
      faultsIn({ 'v.json': recording, 'r.json': groupOf(alert('A', 'shop:a:b > 1'), { record: 'shop:c:d', expr: 'shop:a:b' }) }),
    ).toEqual([]);
  });
});

test.each([
  'sum(rate({app="x"} |= "error" [5m])) > 1',
  'sum by (a) (count_over_time({app="x"} | json | level="error" [5m])) > 1',
  'bytes_rate({app="x"}[5m]) > 1',
  '{app="x"} |~ "a|b"',
  'rate({app="x"} != "ok" [1m]) > 0',
])('rules of Loki are left alone: %s', (expr) =>
  expect(foundIn({ 'r.json': groupOf(alert('A', expr, { annotations: {} }), alert('B', 'sum(x[5m])')) })).toEqual([]),
);

test('other files with groups are no rules', () => {
  expect(foundIn({ 'g.json': { groups: [{ name: 'admins', rules: [{ allow: '*' }] }] } })).toEqual([]);
  expect(
    foundIn({
      'g.json': {
        apiVersion: 1,
        groups: [{ orgId: 1, name: 'g', folder: 'f', interval: '60s', rules: [{ uid: 'a', title: 'A', condition: 'A', data: [] }] }],
      },
    }),
  ).toEqual([]);
});

describe('what Prometheus refuses of a rule file', () => {
  const found = (held: unknown) =>
    foundIn({ 'r.json': held })
      .filter(({ severity }) => severity === 'error')
      .map(({ check, message, hint }) => `${check}: ${message}; ${hint}`);
  test.each<[string, unknown, RegExp]>([
    ['a rule without an expression', groupOf({ ...alert('A', ''), expr: undefined }), /promql-syntax.*The query is empty\./],
    ['a rule without a name', groupOf({ ...alert('A', 'up == 0'), alert: undefined }), /rule-name.*has no name/],
    ['a rule of both kinds', groupOf({ ...alert('A', 'up == 0'), record: 'a:b' }), /rule-fields.*both the alert A and the recording a:b/],
    ['a misspelt field', groupOf({ alert: 'A', epxr: 'up == 0' }), /rule-fields.*a field epxr.*Did you mean expr\?/],
    ['a field in another style', groupOf({ ...alert('A', 'up == 0'), keepFiringFor: '5m' }), /rule-fields.*Did you mean keep_firing_for\?/],
    ['a number without a unit', groupOf({ ...alert('A', 'up == 0'), for: 10 }), /rule-fields.*for is not a duration/],
    ['a group without a name', { groups: [{ rules: [alert('A', 'up == 0')] }] }, /rule-fields.*has no name/],
    [
      'two groups of one name',
      {
        groups: [
          { name: 'g', rules: [alert('A', 'up == 0')] },
          { name: 'g', rules: [], interval: '1m' },
          { name: 'g', rules: [alert('B', 'up == 1')] },
        ],
      },
      /two groups are called g/,
    ],
    [
      'an interval that is none',
      { groups: [{ name: 'g', interval: 'often', rules: [alert('A', 'up == 0')] }] },
      /interval is not a duration/,
    ],
    [
      'a misspelt field of a group',
      { groups: [{ name: 'g', intervall: '1m', rules: [alert('A', 'up == 0')] }] },
      /Did you mean interval\?/,
    ],
  ])('%s', (_, held, words) => expect(found(held)).toContainEqual(expect.stringMatching(words)));
  test('is not the field of another program', () => {
    expect(
      found({
        groups: [
          {
            name: 'g',
            partial_response_strategy: 'warn',
            source_tenants: ['a'],
            query_offset: '1m',
            limit: 5,
            labels: { a: 'b' },
            rules: [{ ...alert('A', 'up == 0'), notify_team: 'x' }],
          },
        ],
      }),
    ).toEqual([]);
    expect(found(groupOf({ ...alert('A', 'up == 0'), for: 0 }))).toEqual([]);
  });
});

describe('a recorded series that no rule here records', () => {
  const board = (expr: string) => ({
    title: 'T',
    uid: 'u',
    schemaVersion: 39,
    panels: [
      {
        id: 1,
        type: 'stat',
        title: 'P',
        gridPos: { x: 0, y: 0, w: 1, h: 1 },
        fieldConfig: { defaults: { unit: 's' } },
        datasource: { type: 'prometheus', uid: 'p' },
        targets: [{ refId: 'A', expr }],
      },
    ],
  });
  const rules = groupOf({ record: 'shop:a:b', expr: 'sum(x)' }, alert('A', 'shop:a:b > 1'));
  const prometheus = object('Prometheus', 'monitoring.coreos.com/v1', {});
  const release = object('HelmRelease', 'helm.toolkit.fluxcd.io/v2', {});
  test('is found beside rules of its level, or where Prometheus and so all rules are here', () => {
    expect(faultsIn({ 'r.json': rules, 'd.json': board('shop:gone:b') })).toEqual(['unknown-metric']);
    expect(faultsIn({ 'r.json': rules, 'p.json': prometheus, 'd.json': board('node:gone:b') })).toEqual(['unknown-metric']);
  });
  test('may be recorded by rules that are not here', () => {
    expect(faultsIn({ 'r.json': rules, 'd.json': board('node:gone:b') })).toEqual([]);
    expect(faultsIn({ 'r.json': rules, 'p.json': prometheus, 'h.json': release, 'd.json': board('node:gone:b') })).toEqual([]);
    expect(
      faultsIn({
        'r.json': rules,
        's.json': object('PrometheusServiceLevel', 'sloth.slok.dev/v1', {}),
        'd.json': board('shop:sli_error:ratio_rate5m'),
      }),
    ).toEqual([]);
  });
  test('is found beside a chart where its name is one of a rule here, misspelt', () => {
    expect(faultsIn({ 'r.json': rules, 'h.json': release, 'd.json': board('shop:a:bb') })).toEqual(['unknown-metric']);
  });
});

describe('files for several clusters', () => {
  const rule = {
    ...object('PrometheusRule', 'monitoring.coreos.com/v1', groupOf(alert('A', 'up == 0'))),
    metadata: { name: 'shop', namespace: 'shop' },
  };
  test('may have the same objects in folders of their own', () => {
    expect(faultsIn({ 'a/r.json': rule, 'b/r.json': rule })).toEqual([]);
    expect(faultsIn({ 'a/r.json': rule, 'a/s.json': rule })).toEqual(['duplicate-name', 'duplicate-name']);
  });
  test('may change objects by patches, which are not judged', () => {
    const patch = {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'PrometheusRule',
      metadata: { name: 'shop', namespace: 'shop' },
      spec: { groups: [{ name: 'shop', rules: [{ alert: 'A', for: '1h' }] }] },
    };
    const kustomization = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: ['r.json'],
      patches: [{ path: 'patch.json' }, { patch: '- op: remove\n  path: /spec', target: { kind: 'PrometheusRule' } }],
    };
    expect(faultsIn({ 'a/r.json': rule, 'a/patch.json': patch, 'a/kustomization.yaml': kustomization })).toEqual([]);
    expect(faultsIn({ 'a/r.json': rule, 'a/patch.json': patch })).not.toEqual([]);
  });
  test('may have the same alerts in namespaces of their own', () => {
    expect(faultsIn({ 'a/r.json': rule, 'a/s.json': { ...rule, metadata: { name: 'shop', namespace: 'other' } } })).toEqual([]);
  });
});

describe('what another program fills in before it is applied', () => {
  test.each(['up{job="${APP}"} == 0', 'absent(up{job="x"}) > ${THRESHOLD:-0}', 'rate(x_total[${WINDOW}]) > 1', '${METRIC} > 1'])(
    'is not judged in a rule: %s',
    (expr) => {
      expect(faultsIn({ 'r.json': groupOf(alert('A', expr, { for: '${FOR:=5m}' })) })).toEqual([]);
    },
  );
  test('is not a variable of Grafana, which nobody fills in there', () =>
    expect(faultsIn({ 'r.json': groupOf(alert('A', 'rate(x_total[${__rate_interval}]) > ${limit}')) })).toContain('promql-syntax'));
});

describe('secrets of alertmanager.yml', () => {
  const config = (url: string) => ({
    route: { receiver: 'a' },
    receivers: [{ name: 'a', slack_configs: [{ channel: '#x', api_url: url }] }],
  });
  const of = (held: unknown) =>
    foundIn({ 'a.json': held })
      .filter(({ check }) => check === 'literal-secret')
      .map(({ severity }) => severity);
  const url = 'https://hooks.slack.com/services/T0/B0/secret';
  test('are found in a file and in a ConfigMap', () => {
    expect(of(config(url))).toEqual(['error']);
    expect(of(map({ 'alertmanager.yml': config(url) }))).toEqual(['error']);
  });
  test('are in their place in a Secret', () => expect(of(map({ 'alertmanager.yaml': config(url) }, 'Secret'))).toEqual(['info']));
  test.each([
    'https://hooks.slack.com/services/${SLACK}',
    '{{ .Values.slack }}',
    'https://hooks.slack.com/services/<your token>',
    'ENC[AES256_GCM,data:x]',
  ])('are not what is filled in: %s', (text) => expect(of(config(text))).toEqual([]));
});

test('an alert of severity info or none that no route takes to anybody is an information', () => {
  const config = {
    route: { receiver: 'none', routes: [{ matchers: ['severity="critical"'], receiver: 'a' }] },
    receivers: [{ name: 'none' }, { name: 'a', slack_configs: [{ channel: '#x', api_url_file: '/x' }] }],
  };
  const of = (severity: string) =>
    foundIn({ 'a.json': config, 'r.json': groupOf(alert('A', 'up == 0', { labels: { severity } })) })
      .filter(({ check }) => check === 'unrouted-alert')
      .map((finding) => finding.severity);
  expect(['critical', 'warning', 'info', 'none'].map(of)).toEqual([[], ['error'], ['info'], ['info']]);
});
