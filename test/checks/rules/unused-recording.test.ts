import { describe, expect, test } from 'vitest';
import { unusedRecording } from '../../../lib/checks/rules/unused-recording';
import { parseWithVariables } from '../../../lib/promql/variables';
import { alertRule, dashboardOf, messages, modelWith, objectAt, recordingRule } from '../../support/models';

describe('a recorded series', () => {
  const recorded = recordingRule('job:up:sum', 'sum by (job) (up)');
  const board = dashboardOf({});
  const reading = (text: string) => ({ ...board, queries: [{ title: 'panel', query: parseWithVariables(text), place: {} }] });
  const of = (more: object) => messages(unusedRecording, modelWith({ rules: [recorded], dashboards: [board], ...more }));

  test('that nothing reads is found, once for all rules that record it', () => {
    expect(of({ rules: [recorded, { ...recorded, labels: { a: 'b' } }] })).toEqual([expect.stringContaining('job:up:sum')]);
  });
  test('that is published is left alone', () => expect(of({ rules: [{ ...recorded, isPublished: true }] })).toEqual([]));
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
