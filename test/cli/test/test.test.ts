import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runTests } from '../../../lib/cli/test/test';

const folder = mkdtempSync(join(tmpdir(), 'vigie-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const rules = `groups:
  - name: queue
    rules:
      - record: queue:jobs:sum
        expr: sum by (queue) (jobs_waiting)
      - alert: PileUp
        expr: queue:jobs:sum > 100
        for: 5m
        labels: { severity: warning }
        annotations: { summary: '{{ $value }} wait in {{ $labels.queue }}' }
`;

let next = 0;
/** The outcome for a file of tests beside `rules.yaml`; more files by their names. */
function outcomeOf(tests: string, args: readonly string[] = [], more: Readonly<Record<string, string>> = {}) {
  const own = join(folder, String(next++));
  for (const [name, text] of Object.entries({ 'rules.yaml': rules, 'tests.yaml': tests, ...more })) {
    mkdirSync(dirname(join(own, name)), { recursive: true });
    writeFileSync(join(own, name), text);
  }
  const { status, stdout, stderr } = runTests([join(own, 'tests.yaml'), ...args]);
  return { status, stdout: stdout.replaceAll(`${own}/`, ''), stderr: stderr.replaceAll(`${own}/`, '') };
}

const series = "input_series: [{ series: 'jobs_waiting{queue=\"mail\"}', values: '200x20' }]";
const withTests = (text: string, head = 'rule_files: [rules.yaml]') => `${head}\ntests:\n  - name: pile\n    ${series}\n${text}`;
const alertTest = (time: string, expected: string) =>
  `    alert_rule_test:\n      - { eval_time: ${time}, alertname: PileUp, exp_alerts: ${expected} }\n`;
const right = "[{ exp_labels: { queue: mail, severity: warning }, exp_annotations: { summary: '200 wait in mail' } }]";
const expressionTest = (expr: string, samples: string) =>
  `    promql_expr_test:\n      - { expr: '${expr}', eval_time: 6m, exp_samples: ${samples} }\n`;

describe('a test of an alert', () => {
  test('passes where it fires with these labels and annotations', () => {
    expect(outcomeOf(withTests(alertTest('5m', right)))).toEqual({
      status: 0,
      stdout: 'tests.yaml: 1 passed\n',
      stderr: '1 passed in 1 file\n',
    });
  });
  test('fails with the label that differs', () => {
    const { status, stdout } = outcomeOf(withTests(alertTest('5m', right.replace('warning', 'critical'))));
    expect(status).toBe(1);
    expect(stdout).toBe(
      'tests.yaml:6:9: failed: test pile: alert PileUp at 5m: 1 expected, and 1 fire\n' +
        '    label severity: "critical" expected, is "warning"\n' +
        '    PileUp{queue="mail"}: pending from 0s, firing from 5m\n' +
        'tests.yaml: 1 failed\n',
    );
  });
  test.each([
    ['4m', right, /1 expected, and nothing fires: it is pending, with \{.*queue="mail"/],
    ['30m', right, /and nothing fires: .*no sample in the five minutes before 30m/],
    ['6m', '[]', /0 expected, and 1 fire/],
    ['6m', '[{ exp_labels: { queue: mail, severity: warning } }]', /annotation summary: nothing expected, is "200 wait in mail"/],
  ])('at %s fails for %s', (time, expected, told) => expect(outcomeOf(withTests(alertTest(time, expected))).stdout).toMatch(told));
  test('that no file has fails, and is silent where it is to be', () => {
    const text = alertTest('6m', '[{}]').replace('PileUp', 'PileUps');
    expect(outcomeOf(withTests(text)).stdout).toMatch(/no rule file has this alert; did you mean PileUp\?/);
    expect(outcomeOf(withTests(text.replace('[{}]', '[]'))).status).toBe(0);
  });
});

describe('a test of an expression', () => {
  test.each([
    ['jobs_waiting', `[{ labels: 'jobs_waiting{queue="mail"}', value: 200 }]`],
    ['ALERTS', `[{ labels: 'ALERTS{alertname="PileUp", alertstate="firing", queue="mail", severity="warning"}', value: 1 }]`],
    ['scalar(queue:jobs:sum) + 1', '[{ value: 201 }]'],
    ['nothing', '[]'],
  ])('passes: %s', (expr, samples) => expect(outcomeOf(withTests(expressionTest(expr, samples))).status).toBe(0));
  test.each([
    [
      'jobs_waiting',
      '[{ labels: jobs_waiting, value: 200 }]',
      /- expected jobs_waiting\{\} 200\n.*\+ got {6}jobs_waiting\{queue="mail"\} 200/,
    ],
    ['sum(jobs_waiting', '[]', /`sum\(jobs_waiting` at 6m: /],
    ['jobs_waiting[5m]', '[]', /it is a matrix/],
    ['0 / 0', '[{ value: .nan }]', /1 expected, 1 returned/],
  ])('fails: %s', (expr, samples, told) => {
    const { status, stdout } = outcomeOf(withTests(expressionTest(expr, samples)));
    expect(status).toBe(1);
    expect(stdout).toMatch(told);
  });
  test('takes the next float where that is asked', () => {
    const text = expressionTest('scalar(jobs_waiting) / 1000 + 0.1', '[{ value: 0.30000000000000004 }]').replace('/ 1000', '/ 1000');
    expect(outcomeOf(withTests(text)).status).toBe(
      outcomeOf(withTests(text.replace('0.30000000000000004', '0.3'), 'rule_files: [rules.yaml]\nfuzzy_compare: true')).status,
    );
    expect(outcomeOf(withTests(text.replace('0.30000000000000004', '0.3'))).status).toBe(1);
  });
});

describe('a file of tests', () => {
  test.each([
    [
      'a field that is misspelt',
      withTests(alertTest('5m', right)).replace('alertname', 'alert_name'),
      /there is no field alert_name here\n {2}did you mean alertname\?/,
    ],
    ['a time that is none', withTests(alertTest('5 minutes', right)), /"5 minutes" is no duration/],
    ['an alert without a name', withTests(alertTest('5m', right)).replace('PileUp', '""'), /has no alertname/],
    ['text that is no YAML', 'rule_files: [', /tests\.yaml:1/],
  ])('with %s is refused at its line', (_, text, told) => {
    const { status, stdout, stderr } = outcomeOf(text);
    expect([status, stdout]).toEqual([2, '\n']);
    expect(stderr).toMatch(told);
  });
  test('whose rules are refused fails in each test', () => {
    const broken = { 'rules.yaml': rules.replace('for: 5m', 'fro: 5m') };
    const { status, stdout } = outcomeOf(withTests(alertTest('5m', right)), [], broken);
    expect(status).toBe(1);
    expect(stdout).toMatch(/failed: test pile: rules\.yaml:8: there is no field fro here/);
    expect(outcomeOf(withTests(alertTest('30m', '[]')), ['--ignore-unknown-fields'], broken).status).toBe(0);
  });
  test('whose pattern matches no file says so', () => {
    expect(outcomeOf(withTests(expressionTest('nothing', '[]'), 'rule_files: [rule-*.yml]')).stderr).toMatch(
      /no file matches rule-\*\.yml/,
    );
  });
  test('names rules by patterns', () => {
    const text = withTests(alertTest('5m', right), 'rule_files: ["r?les/[a-c]*.yaml"]');
    expect(outcomeOf(text, [], { 'rules/base.yaml': rules, 'rules/other.yaml': 'broken: [' }).status).toBe(0);
  });
  test('plays the rules of a PrometheusRule', () => {
    const object = `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: { name: x }\nspec:\n${rules.replace(/^/gm, '  ')}`;
    expect(outcomeOf(withTests(alertTest('5m', right)), [], { 'rules.yaml': object }).status).toBe(0);
  });
  test('with a native histogram is left to promtool', () => {
    const { status, stdout } = outcomeOf(withTests(alertTest('5m', right)).replace('200x20', '{{count:1}}'));
    expect(status).toBe(2);
    expect(stdout).toMatch(/not judged: test pile: only promtool can judge this test/);
  });
});

describe('the output', () => {
  const failing = withTests(alertTest('6m', '[]'));
  test('as JSON has each test with its line', () => {
    expect(JSON.parse(outcomeOf(failing, ['--format', 'json']).stdout)).toMatchObject([
      { tests: [{ name: 'pile', line: 3, status: 'failed', failures: [{ line: 6, message: expect.stringMatching(/^alert PileUp/) }] }] },
    ]);
  });
  test('as JUnit is escaped', () => {
    const { stdout } = outcomeOf(failing.replace('name: pile', `name: "<&'"`), ['--format', 'junit']);
    expect(stdout).toContain('<testcase name="&#60;&#38;&#39;"');
    expect(stdout).toContain('failures="1" skipped="0"');
  });
  test('is of the tests that are chosen', () => {
    expect(outcomeOf(failing, ['--run', '^other$']).stderr).toBe('no tests in 1 file\n');
    expect(outcomeOf(failing, ['--run', '(']).status).toBe(2);
  });
  test('says where there is nothing to test', () => {
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    writeFileSync(join(empty, 'rules.yaml'), rules);
    expect(runTests([empty])).toMatchObject({ status: 2, stderr: expect.stringMatching(/there are no unit tests of rules/) });
  });
  test('holds all test files of a folder', () => {
    const many = join(folder, 'many');
    mkdirSync(many);
    for (const [name, text] of [
      ['rules.yaml', rules],
      ['a.yaml', withTests(alertTest('5m', right))],
      ['b.yaml', withTests(alertTest('6m', right))],
    ] as const)
      writeFileSync(join(many, name), text);
    expect(runTests([many])).toMatchObject({ status: 0, stderr: '2 passed in 2 files\n' });
  });
});
