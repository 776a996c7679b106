import { describe, expect, test } from 'vitest';
import { multiValueVariable } from '../../../lib/checks/dashboards/multi-value-variable';
import { dashboardOf } from '../../../lib/input/dashboards';
import { findingsOf, modelWith } from '../../support/models';

const found = (expr: string, variable: object, panel: object = {}) => {
  const json = {
    title: 'Pods',
    uid: 'pods',
    schemaVersion: 39,
    templating: { list: [{ name: 'pod', type: 'query', query: 'label_values(up, pod)', ...variable }] },
    panels: [
      {
        id: 1,
        type: 'timeseries',
        title: 'Requests',
        datasource: { type: 'prometheus', uid: 'p' },
        targets: [{ refId: 'A', expr }],
        ...panel,
      },
    ],
  };
  const dashboard = dashboardOf({ value: json, file: 'pods.json', path: [], document: 0, locate: () => ({ file: 'pods.json' }) } as never)!;
  return findingsOf(multiValueVariable, modelWith({ dashboards: [dashboard] })).map(({ message, hint }) => [message, hint]);
};

describe('a variable with several values', () => {
  test('in an equality is found, with the matcher that was meant', () =>
    expect(found('x{job="a", pod="$pod"}', { multi: true })).toEqual([
      [
        'dashboard Pods, panel Requests: pod="$pod" compares the text, and with two chosen pod is a regular expression: (a|b)',
        'Write pod=~"$pod".',
      ],
    ]));
  test.each([
    ['x{pod="${pod}"}', { includeAll: true }, 'All chosen'],
    ['x{pod="[[pod]]"}', { multi: true }, 'two chosen'],
    ['x{pod!="$pod"}', { multi: true }, 'pod!~"$pod"'],
    ["x{pod='$pod'}", { multi: true }, 'two chosen'],
  ])('in %s with %j', (expr, variable, part) => expect(found(expr, variable).flat().join(' ')).toContain(part));
});

test.each<[string, object, object?]>([
  ['x{pod=~"$pod"}', { multi: true }],
  ['x{pod="$pod"}', {}],
  ['x{pod="${pod:raw}"}', { multi: true }],
  ['x{pod="$pod"}', { includeAll: true, allValue: 'all' }],
  ['x{pod="$pod-0"}', { multi: true }],
  ['x{pod="$other"}', { multi: true }],
  ['x{pod="$pod"}', { multi: true }, { repeat: 'pod' }],
])('%s with %j is not found', (expr, variable, panel) => expect(found(expr, variable, panel)).toEqual([]));
