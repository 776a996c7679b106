import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { alert, type Backend, gauge, type MonitoringStack, operator, promql, recording, ruleGroup, rulesFrom, standalone } from '../../lib';
import { everyBackend, stackOf } from '../support/stacks';

const folder = mkdtempSync(join(tmpdir(), 'vigie-rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function fileOf(text: string, name = `rules-${++files}.yaml`): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const waiting = gauge('jobs_waiting', 'Jobs that wait.', ['queue']);
const worker = { name: 'worker', labels: { app: 'worker' }, port: 'http' };
const watched = (ruleGroups: ReturnType<typeof rulesFrom>, backend: Backend = standalone()): MonitoringStack =>
  stackOf((stack) => stack.monitor(worker, { metrics: [waiting], ruleGroups }), { backend });
const said = (stack: MonitoringStack) =>
  stack.findings().map(({ check, path, file, line, message }) => [check, path, file?.slice(folder.length + 1), line, message]);

const right = `groups:
  - name: Jobs of Mail
    interval: 2m
    query_offset: 30s
    limit: 10
    labels:
      team: mail
    rules:
      - record: job:jobs_waiting:sum
        expr: sum by (job) (jobs_waiting)
      - alert: JobsWait
        expr: job:jobs_waiting:sum   > 100
        for: 10m
        keep_firing_for: 5m
        labels:
          severity: page
          tier: "1"
        annotations:
          summary: '{{ $value }} jobs wait.'
          runbook_url: https://runbooks.example/JobsWait
`;

describe('rules of a file', () => {
  const written = (backend: Backend): unknown => {
    const objects = watched(rulesFrom(fileOf(right)), backend).toJson();
    const rule = objects.find(({ kind, metadata }) => kind === 'PrometheusRule' && metadata.name === 'jobs-of-mail');
    if (rule !== undefined) return (rule.spec as { groups: unknown[] }).groups;
    const maps = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'prometheus-rules');
    return (load((maps!.data as Record<string, string>)['jobs-of-mail.yaml']!) as { groups: unknown[] }).groups;
  };

  test.each(everyBackend.filter(({ name }) => name !== 'attach'))('are written as they are by $name', (backend) =>
    expect(written(backend)).toEqual((load(right) as { groups: unknown[] }).groups),
  );

  test.each(everyBackend)('are taken by $name, and judged by the checks', (backend) => {
    const checks = said(watched(rulesFrom(fileOf(right)), backend)).map(([check]) => check);
    expect(checks.filter((check) => check !== 'unrehearsed' && check !== 'unused-recording')).toEqual([]);
  });

  test('in an object are the same', () =>
    expect(rulesFrom(load(right) as never)).toMatchObject(
      rulesFrom(fileOf(right)).map(({ source, rules, ...group }) => ({ ...group, rules: rules.map(({ name }) => ({ name })) })),
    ));

  test('of a PrometheusRule are its groups', () => {
    const body = right.replaceAll('\n', '\n  ').trimEnd();
    const object = `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata:\n  name: jobs\nspec:\n  ${body}\n`;
    expect(rulesFrom(fileOf(object)).map(({ name, interval, limit, rules }) => [name, interval, limit, rules.length])).toEqual([
      ['Jobs of Mail', '2m', 10, 2],
    ]);
  });

  test('may be of no single target', () => {
    const stack = stackOf((one) => {
      one.monitor(worker, { metrics: [waiting] });
      one.add({ ruleGroups: rulesFrom(fileOf(right)) });
    });
    expect(said(stack).filter(([check]) => check === 'unknown-metric')).toEqual([]);
    expect(stack.figures().alerts).toBe(stackOf((one) => one.monitor(worker, { metrics: [waiting] })).figures().alerts + 1);
  });
});

describe('what is wrong in a file is found at its own line', () => {
  test.each([
    ['a metric that nobody exposes', right.replace('sum by (job) (jobs_waiting)', 'sum by (job) (jobs_waitng)'), 'unknown-metric', 10],
    ['a query that is none', right.replace('job:jobs_waiting:sum   > 100', 'job:jobs_waiting:sum >'), 'promql-syntax', 12],
    ['a field that Prometheus refuses', right.replace('keep_firing_for', 'keepFiringFor'), 'rule-fields', 14],
    ['a field of its group', right.replace('query_offset', 'queryOffset'), 'rule-fields', 4],
    ['a template that fails', right.replace('{{ $value }}', '{{ $valeu }}'), 'template-syntax', 19],
  ])('%s', (_, text, check, line) => {
    const file = fileOf(text, `wrong-${check}-${line}.yaml`);
    expect(said(watched(rulesFrom(file))).filter(([found]) => found === check)).toEqual([
      [check, expect.stringMatching(/^monitoring\//), `wrong-${check}-${line}.yaml`, line, expect.any(String)],
    ]);
  });

  test('two groups of one name', () => {
    const twice = right + right.replace('groups:\n', '');
    expect(said(watched(rulesFrom(fileOf(twice)))).map(([check]) => check)).toContain('wrong-option');
  });
});

describe('what is no file of rules is a finding', () => {
  test.each([
    ['that is not there', () => rulesFrom(join(folder, 'nowhere.yaml')), /nowhere\.yaml/],
    ['that is no YAML', () => rulesFrom(fileOf('groups: [\n')), /rules-\d+\.yaml:\d+/],
    ['without rules', () => rulesFrom(fileOf('kind: ConfigMap\n')), /holds no rules for Prometheus/],
    [
      'of Loki',
      () => rulesFrom(fileOf('groups: [{ name: a, rules: [{ alert: A, expr: \'sum(rate({a="b"} |= "x" [5m])) > 1\' }] }]')),
      /holds no rules/,
    ],
    [
      'of vmalert',
      () => rulesFrom(fileOf('groups: [{ name: a, concurrency: 2, rules: [{ alert: A, expr: up == 0 }] }]')),
      /is for vmalert/,
    ],
    ['that is a number', () => rulesFrom(5 as never), /5 is no path of rules/],
  ])('%s', (_, read, message) => {
    const found = said(watched(read()));
    expect(found).toEqual([
      ['wrong-option', expect.stringMatching(/^monitoring\/worker\//), undefined, undefined, expect.stringMatching(message)],
    ]);
  });
});

describe('ruleGroup()', () => {
  const load1 = recording('job:jobs_waiting:max', { expr: promql`max by (job) (${waiting})` });
  const slow = (options: object = {}) =>
    ruleGroup('slow', {
      rules: [load1, alert('Slow', { expr: promql`${load1} > 1`, severity: 'info', summary: 'x' })],
      interval: '5m',
      ...options,
    });

  test('keeps its order, its interval, its limit and its offset', () => {
    const objects = watched([slow({ limit: 5, queryOffset: '1m', labels: { team: 'a' } })], operator()).toJson();
    expect(objects.find(({ kind, metadata }) => kind === 'PrometheusRule' && metadata.name === 'slow')!.spec).toMatchObject({
      groups: [
        {
          name: 'slow',
          interval: '5m',
          query_offset: '1m',
          limit: 5,
          labels: { team: 'a' },
          rules: [{ record: 'job:jobs_waiting:max' }, { alert: 'Slow', labels: { severity: 'info', component: 'worker' } }],
        },
      ],
    });
  });

  test.each([
    ['no length of time', { interval: '0s' }, 'interval: 0s is no length of time'],
    ['no number', { limit: -1 }, 'limit: -1 is no whole number'],
    ['no rules', { rules: [] }, 'rules: the list is empty'],
    ['an unknown option', { offset: '1m' }, 'offset: a group of rules has no option offset'],
  ])('with %s is found', (_, options, message) => expect(said(watched([slow(options)])).map((finding) => finding[4])).toContain(message));

  test('of the name of a target that has rules of its own is found', () => {
    const own = alert('Own', { expr: promql`${waiting} > 1`, severity: 'info', summary: 'x' });
    const stack = stackOf((one) => one.monitor(worker, { metrics: [waiting], alerts: [own], ruleGroups: [{ ...slow(), name: 'worker' }] }));
    expect(said(stack).map((finding) => finding[4])).toEqual(['ruleGroups: there are two groups of rules worker']);
  });
});
