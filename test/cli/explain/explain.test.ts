import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runExplain } from '../../../lib/cli/explain/explain';

const rules = `groups:
  - name: orders
    rules:
      - alert: OrdersPileUp
        expr: sum by (queue) (orders_waiting) > 100
        for: 5m
        labels: {severity: critical}
        annotations: {summary: Orders wait.}
`;
const tests = (expected: string) => `rule_files: [rules.yaml]
evaluation_interval: 1m
tests:
  - name: mail stands still
    interval: 1m
    input_series: [{series: 'orders_waiting{queue="mail"}', values: 20 200x20}]
    alert_rule_test: [{eval_time: 10m, alertname: OrdersPileUp, exp_alerts: ${expected}}]
`;
const fires = '[{exp_labels: {queue: mail, severity: critical}}]';
const alertmanager = `route:
  receiver: chat
  routes: [{receiver: pager, matchers: ['severity="critical"', 'queue="mail"']}]
receivers: [{name: chat}, {name: pager, webhook_configs: [{url: 'http://pager.example'}]}]
`;

let folder: string;
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-explain-'));
  put('rules.yaml', rules);
  put('tests.yaml', tests(fires));
});
afterEach(() => rmSync(folder, { recursive: true }));
const explain = (...args: string[]) => runExplain([...args, folder]);

describe('vigie explain', () => {
  test('draws the value, and when the alert is pending and fires', () => {
    const { status, stdout, stderr } = explain('OrdersPileUp');
    expect(stderr).toBe('');
    expect(stdout).toContain('rehearsal 1 (mail stands still): it fires with {queue="mail"} at 10m, and so it is');
    expect(stdout).toContain('0s: 20 > 100; 1m to 10m: 200 > 100');
    expect(stdout).toContain('\n    .-----#####\n');
    expect(stdout).toContain('inactive from 0s; pending from 1m; firing from 6m');
    expect(status).toBe(0);
  });

  test('says why a rehearsal does not hold, and ends with 1', () => {
    put('tests.yaml', tests('[]'));
    const { status, stdout } = explain('OrdersPileUp');
    expect(stdout).toContain('FAILS: it stays quiet at 10m is expected, but it fires with {queue="mail"}');
    expect(status).toBe(1);
  });

  test('names the receivers: those that its rule may reach, and those that each rehearsal reaches', () => {
    put('alertmanager.yml', alertmanager);
    const { stdout } = explain('OrdersPileUp');
    expect(stdout).toContain('  receiver: chat perhaps: no route below it takes the alert\n  receiver: pager perhaps: queue="mail"\n');
    expect(stdout).toContain('    reaches pager\n');
  });

  test('says so where the routing is not known', () => {
    expect(explain('OrdersPileUp').stdout).toContain('receivers: the configuration of its Alertmanager is not among what was read');
  });

  test('gives the same as JSON', () => {
    put('alertmanager.yml', alertmanager);
    const [first] = JSON.parse(explain('OrdersPileUp', '--format', 'json').stdout);
    expect(first).toMatchObject({ alert: 'OrdersPileUp', for: '5m', labels: { severity: 'critical' } });
    expect(first.rehearsals[0].alerts[0].states.filter((state: string) => state === 'firing')).toHaveLength(5);
    expect(first.rehearsals[0].receivers).toEqual(['pager']);
  });

  test('reads the tests that a synth writes, which ask for ALERTS', () => {
    const asked = 'ALERTS{alertname="OrdersPileUp", alertstate="firing", severity="critical"}';
    const expected = 'ALERTS{alertname="OrdersPileUp", alertstate="firing", severity="critical", queue="mail"}';
    const expression = `promql_expr_test: [{expr: '${asked}', eval_time: 10m, exp_samples: [{labels: '${expected}', value: 1}]}]`;
    put('tests.yaml', tests(fires).replace(/alert_rule_test:.*/, expression));
    const { status, stdout } = explain('OrdersPileUp');
    expect(stdout).toContain('it fires with {queue="mail"} at 10m, and so it is');
    expect(status).toBe(0);
  });

  test('plays recordings that the alert reads', () => {
    put(
      'rules.yaml',
      rules
        .replace('rules:', 'rules:\n      - {record: "queue:waiting", expr: sum by (queue) (orders_waiting)}')
        .replace('expr: sum by (queue) (orders_waiting) >', 'expr: queue:waiting >'),
    );
    expect(explain('OrdersPileUp').stdout).toContain('and so it is');
  });

  test('tells a test that it cannot draw as promtool plays it', () => {
    put('tests.yaml', tests(fires).replace('interval: 1m\n    input', 'external_labels: {cluster: a}\n    interval: 1m\n    input'));
    expect(explain('OrdersPileUp').stderr).toMatch(/tests\.yaml:4: test mail stands still is not drawn: it has external labels/);
  });

  test('knows the alert that was perhaps meant', () => {
    const { status, stdout, stderr } = explain('OrderPileUp');
    expect(stderr).toContain('vigie: there is no alert OrderPileUp\n  Did you mean OrdersPileUp?');
    expect([status, stdout]).toEqual([2, '']);
  });

  test('shows control characters of an input, and obeys none', () => {
    put('rules.yaml', rules.replace('severity: critical', 'severity: "\\e[31m\\u202Ered"'));
    put('tests.yaml', tests('[]'));
    const { stdout } = explain('OrdersPileUp');
    expect(stdout).not.toMatch(/\u001b|\u202e/);
    expect(stdout).toContain('\\u001b[31m\\u{202e}red');
  });

  test.each([
    [[], 'explain needs the name of an alert'],
    [['A', '--format', 'xml'], 'there is no format xml'],
    [['A', '--colour'], "Unknown option '--colour'"],
  ])('%j is no call', (args, says) => {
    const { status, stderr } = runExplain(args);
    expect(stderr).toContain(says);
    expect(status).toBe(2);
  });
});
