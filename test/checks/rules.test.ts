import { describe, expect, test } from 'vitest';
import type { CheckInput, RuleInput } from '../../lib/analysis/check-input';
import { alertCondition } from '../../lib/checks/rules/alert-condition';
import { forInterval } from '../../lib/checks/rules/for-interval';
import { missingAnnotation } from '../../lib/checks/rules/missing-annotation';
import { ruleFields } from '../../lib/checks/rules/rule-fields';
import { ruleName } from '../../lib/checks/rules/rule-name';
import { unrehearsed } from '../../lib/checks/rules/unrehearsed';
import { unusedRecording } from '../../lib/checks/rules/unused-recording';
import { parseWithVariables } from '../../lib/promql/variables';
import { alertRule, dashboardOf, findingsOf, messages, modelWith, objectAt, recordingRule } from '../support/models';

describe('an alert without what a person needs', () => {
  const complete = { labels: { severity: 'warning' }, annotations: { summary: 'x', runbook_url: 'y' } };
  const of = (more: object, origin: CheckInput['origin'] = 'declared') =>
    findingsOf(
      missingAnnotation,
      modelWith({ rules: [alertRule('A', 'up == 0', { ...complete, getsRunbook: origin === 'declared', ...more })], origin }),
    );

  test('is found', () => {
    expect(of({ labels: {}, annotations: {} })).toEqual([
      expect.objectContaining({ severity: 'warning', message: 'alert A has no label severity, no annotation summary' }),
    ]);
  });
  test('is an information where somebody else wrote it, who has to link the runbook too', () => {
    expect(of({ labels: {}, annotations: {} }, 'manifests')).toEqual([
      expect.objectContaining({
        severity: 'info',
        message: 'alert A has no label severity, no annotation summary, no annotation runbook_url',
      }),
    ]);
  });
  const rulesAt = (place: RuleInput['place']) =>
    ['A', 'B', 'C'].map((name) => alertRule(name, 'up == 0', { ...complete, annotations: { summary: 'x' }, place }));
  test.each([{ object: 'PrometheusRule shop/rules' }, { file: 'rules.yaml' }])('is reported once for all alerts of %o', (place) => {
    expect(messages(missingAnnotation, modelWith({ rules: rulesAt(place) }))).toEqual([
      '3 alerts: A, B and C have no annotation runbook_url',
    ]);
  });
  test('is reported for each alert that is declared', () => {
    expect(messages(missingAnnotation, modelWith({ rules: rulesAt({ path: 'shop' }) }))).toHaveLength(3);
  });
  test('is found where the annotation is empty', () => expect(of({ annotations: { summary: '', runbook: 'y' } })).toHaveLength(1));
  test.each([
    { runbook: 'y', message: 'x' },
    { runbook_url: 'y', description: 'x' },
  ])('is not found with %o', (annotations) => expect(of({ annotations }, 'manifests')).toEqual([]));
  test('is no recording rule', () => expect(messages(missingAnnotation, modelWith({ rules: [recordingRule('a:b', 'up')] }))).toEqual([]));
});

describe('an alert that compares nothing', () => {
  const of = (expr: string) => messages(alertCondition, modelWith({ rules: [alertRule('A', expr)] }));
  test.each([
    'sum(rate(errors_total[5m])) / sum(rate(requests_total[5m]))',
    'increase(errors_total[5m])',
    'histogram_quantile(0.9, sum by (le) (rate(x_bucket[5m])))',
    '1 - free_bytes / size_bytes',
    'sum(rate(errors_total[5m])) or vector(0)',
    'topk(3, rate(x_total[5m]))',
    'predict_linear(free_bytes[1h], 3600)',
    '-rate(x_total[5m])',
  ])('is found: %s', (expr) =>
    expect(of(expr)).toEqual(['alert A fires for as long as its series are there, whatever their values: its expression compares nothing']),
  );
  test('is found where a comparison drops nothing', () =>
    expect(of('rate(x_total[5m]) > bool 1')).toEqual([expect.stringContaining('gives 0 or 1, and both fire')]));
  test.each([
    'rate(x_total[5m]) > 1',
    'vector(1)',
    'absent(rate(x_total[5m]))',
    'up',
    'count(kube_pod_failed)',
    'rate(x_total[5m]) and on (job) up == 1',
    'rate(x_total[5m]) unless y',
    'sum(rate(x_total[5m] offset 1m) > 2)',
    'job:errors:rate5m / job:requests:rate5m',
    'sum(rate(x_total[5m])) * on () group_left () maintenance',
    'increase(ALERTS[5m])',
    'count by (a) (rate(x_total[5m]) > bool 1 == 0)',
    'group(rate(x_total[5m]))',
  ])('is not %s', (expr) => expect(of(expr)).toEqual([]));
  test('is no recording', () =>
    expect(messages(alertCondition, modelWith({ rules: [recordingRule('a:b', 'rate(x_total[5m])')] }))).toEqual([]));
});

describe('an alert without rehearsals', () => {
  const fires = { given: [], at: '1m' as const, fires: [{}] };
  const quiet = { given: [], at: '1m' as const, fires: [] };
  const of = (rehearsals?: readonly (typeof fires | typeof quiet)[]) =>
    messages(unrehearsed, modelWith({ rules: [alertRule('A', 'up == 0', { rehearsals })] }));

  test('is found', () => expect(of([])).toEqual(['alert A has no rehearsal in which it fires and none in which it stays quiet']));
  test('in which it fires is found', () => expect(of([quiet])).toEqual([expect.stringMatching(/in which it fires$/)]));
  test('in which it stays quiet is found', () => expect(of([fires])).toEqual([expect.stringMatching(/in which it stays quiet$/)]));
  test('of both kinds is not found', () => expect(of([fires, quiet])).toEqual([]));
  test('is not found where rehearsals are not known', () => expect(of(undefined)).toEqual([]));
});

describe('a recorded series', () => {
  const recorded = recordingRule('job:up:sum', 'sum by (job) (up)');
  const board = dashboardOf({});
  const reading = (text: string) => ({ ...board, queries: [{ title: 'panel', query: parseWithVariables(text), place: {} }] });
  const of = (more: object) => messages(unusedRecording, modelWith({ rules: [recorded], dashboards: [board], ...more }));

  test('that nothing reads is found, once for all rules that record it', () => {
    expect(of({ rules: [recorded, { ...recorded, labels: { a: 'b' } }] })).toEqual([expect.stringContaining('job:up:sum')]);
  });
  test.each<[string, object]>([
    ['a rule', { rules: [recorded, alertRule('A', 'job:up:sum == 0')] }],
    ['a dashboard', { dashboards: [reading('job:up:sum{job="$job"}')] }],
    ['a matcher of the name', { dashboards: [reading('{__name__=~"job:.+"}')] }],
    ['a matcher with a variable', { dashboards: [reading('{__name__=~"$metric"}')] }],
    ['a selector without a name', { dashboards: [reading('{job="a"}')] }],
    ['a query that does not parse', { dashboards: [reading('sum(job:up:sum) by ($x)')] }],
    [
      'a template of an alert',
      { rules: [recorded, alertRule('A', 'up == 0', { annotations: { summary: '{{ query "job:up:sum" | first | value }}' } })] },
    ],
    [
      'a variable of a dashboard',
      { dashboards: [dashboardOf({ templating: { list: [{ name: 'job', type: 'query', query: 'label_values(job:up:sum, job)' }] } })] },
    ],
    [
      'the configuration of a metrics adapter',
      {
        objects: [
          objectAt({
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'adapter' },
            data: { 'config.yaml': 'rules:\n- seriesQuery: job:up:sum\n' },
          }),
        ],
      },
    ],
    [
      'an autoscaler',
      {
        objects: [
          objectAt({
            apiVersion: 'keda.sh/v1alpha1',
            kind: 'ScaledObject',
            metadata: { name: 'a' },
            spec: { triggers: [{ metadata: { query: 'sum(job:up:sum)' } }] },
          }),
        ],
      },
    ],
  ])('that %s reads is not found', (_, more) => expect(of(more)).toEqual([]));
  test.each<[string, object]>([
    ['of which a longer name is read', { dashboards: [reading('job:up:sum5m')] }],
    ['that another matcher excludes', { dashboards: [reading('{__name__!="job:up:sum"}')] }],
    [
      'whose rule stands in a ConfigMap',
      {
        objects: [
          objectAt({
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'rules' },
            data: { 'rules.yaml': 'groups:\n- rules:\n  - record: job:up:sum\n    expr: x\n' },
          }),
        ],
      },
    ],
  ])('%s is found', (_, more) => expect(of(more)).toHaveLength(1));
  test('is not judged where no dashboard is known', () => expect(of({ dashboards: [] })).toEqual([]));
});

describe('a name of a rule', () => {
  const recorded = (name: string, labels = {}) => findingsOf(ruleName, modelWith({ rules: [recordingRule(name, 'up', { labels })] }));
  const alerting = (name: string, more = {}) => findingsOf(ruleName, modelWith({ rules: [alertRule(name, 'up', more)] }));

  test.each<[string, string, RegExp]>([
    ['sum(up)', 'warning', /only as \{"sum\(up\)"\}/],
    ['up{job="a"}', 'error', /braces/],
    ['', 'error', /no name/],
    ['job:foo-bar:sum', 'warning', /only as/],
    ['5m:up', 'warning', /only as/],
    ['job_up_sum', 'info', /nobody sees/],
  ])('of a recording, %s, is found', (name, severity, words) =>
    expect(recorded(name)).toEqual([expect.objectContaining({ severity, message: expect.stringMatching(words) })]),
  );
  test.each(['job:up:sum', ':up:', 'a:b', 'A_b:c9'])('of a recording, %s, is not found', (name) => expect(recorded(name)).toEqual([]));
  test.each<[string, string]>([
    ['', 'error'],
    ['{{ $labels.job }}Down', 'warning'],
  ])('of an alert, %s, is found', (name, severity) => expect(alerting(name)).toEqual([expect.objectContaining({ severity })]));
  test.each(['Down', 'Disk is full', 'Größe', 'a-b'])('of an alert, %s, is not found', (name) => expect(alerting(name)).toEqual([]));
  test('of a label is found where Prometheus refuses it', () => {
    expect(recorded('a:b', { __name__: 'x' })).toEqual([expect.objectContaining({ severity: 'error', file: 'a:b#labels/__name__' })]);
    expect(alerting('A', { labels: { '': 'x' } })).toEqual([expect.objectContaining({ severity: 'error' })]);
    expect(alerting('A', { annotations: { '': 'x' } })).toEqual([expect.objectContaining({ severity: 'error' })]);
  });
  test('of the label alertname has no effect', () =>
    expect(alerting('A', { labels: { alertname: 'B' } })).toEqual([expect.objectContaining({ severity: 'warning' })]));
  test('of any other label is not found', () =>
    expect(alerting('A', { labels: { 'app.kubernetes.io/name': 'x', _a: 'b' }, annotations: { 'x-y': 'z' } })).toEqual([]));
});

describe('a field that Prometheus refuses', () => {
  const of = (rule: ReturnType<typeof alertRule>) => messages(ruleFields, modelWith({ rules: [rule] }));

  test.each(['5 minutes', '5', '1.5h', '', '5m1h', '-5m'])('is found: for: %s', (duration) =>
    expect(of(alertRule('A', 'up', { for: duration }))).toEqual([expect.stringContaining('for is no duration')]),
  );
  test.each(['5m', '0', '0s', '1h30m', '1d'])('is not found: for: %s', (duration) =>
    expect(of(alertRule('A', 'up', { for: duration, keepFiringFor: duration }))).toEqual([]),
  );
  test('is found: keep_firing_for', () => expect(of(alertRule('A', 'up', { keepFiringFor: 'x' }))).toHaveLength(1));
  test('is found: what only alerts have', () => {
    expect(of(recordingRule('a:b', 'up', { for: '5m' }))).toEqual([expect.stringContaining('has for')]);
    expect(of(recordingRule('a:b', 'up', { annotations: { summary: 'x' } }))).toEqual([expect.stringContaining('has annotations')]);
    expect(of(recordingRule('a:b', 'up', { for: '0s' }))).toEqual([]);
  });
});

describe('`for`', () => {
  const of = (more: object, expr = 'up == 0') => findingsOf(forInterval, modelWith({ rules: [alertRule('A', expr, more)] }));

  test('shorter than the interval of the group is found', () =>
    expect(of({ for: '30s', interval: '1m' })).toEqual([expect.objectContaining({ severity: 'info', file: 'A#for' })]));
  test.each([
    { for: '1m', interval: '1m' },
    { for: '5m', interval: '1m' },
    { interval: '1m' },
    { for: '0s', interval: '1m' },
    { for: '10s' },
    { for: 'x', interval: '1m' },
  ])('is not found in %o', (more) => expect(of(more)).toEqual([]));
  test.each(['absent(up{job="a"})', '(absent(up))', 'up == 0 or absent(up{job="a"})'])('that is missing is found with %s', (expr) =>
    expect(of({}, expr)).toEqual([expect.objectContaining({ severity: 'warning', column: expr.indexOf('absent') + 1 })]),
  );
  test('that is 0 is found with absent', () => expect(of({ for: '0m' }, 'absent(up)')).toHaveLength(1));
  test.each<[string, object]>([
    ['absent(up)', { for: '5m' }],
    ['absent_over_time(up[10m])', {}],
    ['up == 0 unless absent(up)', {}],
    ['up == 0', {}],
    ['absent(up) * on() group_right up', {}],
  ])('is not missed in %s %o', (expr, more) => expect(of(more, expr)).toEqual([]));
});
