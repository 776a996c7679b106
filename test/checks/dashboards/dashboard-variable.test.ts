import { describe, expect, test } from 'vitest';
import { dashboardVariable } from '../../../lib/checks/dashboards/dashboard-variable';
import { deduplicate } from '../../../lib/cli/check/deduplicate';
import { judge, panel, target, variable, withVariables } from '../../support/dashboards';

describe('a variable that a dashboard does not have', () => {
  const of = (json: Record<string, unknown>) => judge(dashboardVariable, json).filter(({ severity }) => severity !== 'info');

  test.each(['up{job="$job"}', 'up{job="${job}"}', 'up{job=~"${job:regex}"}', 'up{job="[[job]]"}', 'rate(x_total[$job])'])(
    'is found in the query %s',
    (expr) => {
      const [finding, ...others] = of(withVariables([panel({ targets: [target(expr)] })]));
      expect(others).toEqual([]);
      expect(finding).toMatchObject({
        severity: 'error',
        message: expect.stringContaining('no variable job'),
        file: 'board#panels/0/targets/0/expr',
        column: expr.search(/\$|\[\[/) + 1,
      });
    },
  );
  test('gets the one proposed that is meant', () =>
    expect(of(withVariables([panel({ targets: [target('up{job="$jbo"}')] })], variable('job')))[0]!.hint).toContain('Did you mean job'));
  test.each<[string, object, string]>([
    ['a legend', { targets: [target('up', { legendFormat: '$job {{instance}}' })] }, 'board#panels/0/targets/0/legendFormat'],
    ['a title', { title: 'CPU of $job' }, 'board#panels/0/title'],
    ['what repeats a panel', { repeat: 'job' }, 'board#panels/0/repeat'],
  ])('is found in %s', (_, more, file) =>
    expect(of(withVariables([panel(more)]))).toEqual([expect.objectContaining({ severity: 'warning', file })]),
  );
  test('is found in the query of another variable, in a row and in an annotation', () => {
    expect(of(withVariables([], variable('pod', { query: { query: 'label_values(up{job="$job"}, pod)', refId: 'A' } })))).toHaveLength(1);
    expect(of({ panels: [{ type: 'row', title: 'Row', panels: [panel({ targets: [target('up{job="$job"}')] })] }] })).toEqual([
      expect.objectContaining({ file: 'board#panels/0/panels/0/targets/0/expr' }),
    ]);
    expect(of({ rows: [{ panels: [panel({ targets: [target('up{job="$job"}')] })] }] })).toHaveLength(1);
    expect(of({ annotations: { list: [{ name: 'Deploys', expr: 'x{job="$job"}' }] } })).toHaveLength(1);
  });
  test.each<[string, object]>([
    ["Grafana's own", { targets: [target('rate(x_total[$__rate_interval]) * $__range_s + ${__interval_ms}')] }],
    ['a group of a regular expression', { targets: [target('label_replace(up, "a", "$1-${2}", "b", "(.*):(.*)")')] }],
    ['a named group', { targets: [target('label_replace(up, "a", "$name", "b", "(?P<name>.*)")')] }],
    ['the end of a regular expression', { targets: [target('up{job=~"a$|^b$"}')] }],
    ['an escaped dollar', { targets: [target('mqtt{topic!~"SYSTEM.*|\\\\$SYS.*"}')] }],
    ['a comment', { targets: [target('up # of $nobody\n+ x{a="#"}')] }],
    ['money in a title', { title: 'Costs in $USD, and $5 more' }],
    ['another language', { targets: [{ refId: 'A', datasource: { type: 'mongodb', uid: 'x' }, expr: '{$match: {a: 1}}' }] }],
    ['a variable of the dashboard', { title: '$job', targets: [target('up{job="$job"}', { legendFormat: '${job}' })] }],
  ])('is not %s', (_, more) => expect(of(withVariables([panel(more)], variable('job')))).toEqual([]));
  test('is told once for a dashboard and a variable', () => {
    const found = deduplicate(of(withVariables([panel({ targets: [target('a{job="$job"} / b{job="$job"}')] })])));
    expect(found).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/no variable job.*\(2 places\)$/), severity: 'error' }),
    ]);
    expect(found[0]!.also).toHaveLength(1);
  });
  test('is not an input of an exported dashboard', () =>
    expect(of({ __inputs: [{ name: 'VAR_JOB' }], ...withVariables([panel({ targets: [target('up{job="${VAR_JOB}"}')] })]) })).toEqual([]));
});

describe('a variable that nothing uses', () => {
  const of = (json: Record<string, unknown>) =>
    judge(dashboardVariable, json)
      .filter(({ severity }) => severity === 'info')
      .map(({ message }) => message);
  test('is found', () => expect(of(withVariables([panel()], variable('job')))).toEqual([expect.stringContaining('uses the variable job')]));
  test('of a datasource is to be named as one', () =>
    expect(judge(dashboardVariable, withVariables([panel()], variable('loki', { type: 'datasource', query: 'loki' })))[0]!.hint).toBe(
      'Drop it, or name it as the datasource of a panel: $loki.',
    ));
  test('is found where only it names itself', () =>
    expect(of(withVariables([panel()], variable('job', { current: { text: '$job' } })))).toHaveLength(1));
  test.each<[string, Record<string, unknown>]>([
    ['a query', withVariables([panel({ targets: [target('up{job="$job"}')] })], variable('job'))],
    [
      'another language',
      withVariables([panel({ targets: [{ refId: 'A', datasource: { type: 'loki' }, expr: '{job="[[job]]"}' }] })], variable('job')),
    ],
    [
      'another variable',
      withVariables([panel({ title: '$pod' })], variable('job'), variable('pod', { query: 'label_values(up{job="$job"}, pod)' })),
    ],
    ['a repeated panel', withVariables([panel({ repeat: 'job' })], variable('job'))],
    ['a datasource', withVariables([panel({ datasource: '$job' })], variable('job', { type: 'datasource', query: 'prometheus' }))],
    ['a link of the dashboard', { ...withVariables([panel()], variable('job')), links: [{ type: 'link', url: '/d/x?var-job=$job' }] }],
    [
      'a link that hands all of them on',
      { ...withVariables([panel()], variable('job')), links: [{ type: 'dashboards', includeVars: true }] },
    ],
    ['a panel of the library, perhaps', withVariables([panel(), { libraryPanel: { uid: 'x' } }], variable('job'))],
    ['every query, as a filter', withVariables([panel()], variable('job', { type: 'adhoc' }))],
  ])('is not the one of %s', (_, json) => expect(of(json)).toEqual([]));
});
