import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planReport } from '../../../lib/cli/report/report';
import { written } from '../../../lib/cli/shared/outcome';

let folder: string;
const at = (name: string) => join(folder, name);
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-report-'));
  writeFileSync(
    at('rules.yaml'),
    'groups: [{name: orders, rules: [{alert: OrdersPileUp, expr: orders_waiting > 100, for: 5m, labels: {severity: critical}}]}]\n',
  );
  writeFileSync(
    at('tests.yaml'),
    `rule_files: [rules.yaml]
tests:
  - name: mail stands still
    interval: 1m
    input_series: [{series: 'orders_waiting{queue="mail"}', values: 20 200x20}]
    alert_rule_test: [{eval_time: 10m, alertname: OrdersPileUp, exp_alerts: [{exp_labels: {queue: mail, severity: critical}}]}]
`,
  );
});
afterEach(() => rmSync(folder, { recursive: true }));
const report = (...args: string[]) => written(planReport(args));

describe('vigie report', () => {
  test('draws the unit tests of an alert: value, threshold, pending, firing, and in words', () => {
    const { status, stdout } = report(folder);
    expect(status).toBe(0);
    const figure = /<figure class="holds">[^]*?<\/figure>/.exec(stdout)![0];
    expect(figure).toContain('<b>rehearsal 1 (mail stands still)</b>: it fires with {queue=&quot;mail&quot;} at 10m, and so it is.');
    for (const part of ['path class="value"', 'path class="limit"']) expect(figure).toContain(part);
    // Eleven evaluations: pending from the second on, firing from the seventh.
    expect(figure).toContain(
      '<rect class="pending" x="60" y="98" width="300" height="12"/><rect class="firing" x="360" y="98" width="240"',
    );
    expect(figure).toMatch(
      /aria-label="0s to 10m\. .* goes from 20 to 200\. compared with &gt; 100\. inactive from 0s, pending from 1m, firing from 6m\."/,
    );
  });

  test('tells what does not hold', () => {
    writeFileSync(at('tests.yaml'), readFileSync(at('tests.yaml'), 'utf8').replace(/exp_alerts:.*/, 'exp_alerts: []}]'));
    expect(report(folder).stdout).toContain(
      '<figure class="fails"><figcaption><b>rehearsal 1 (mail stands still)</b>: it stays quiet at 10m is expected, but it fires with',
    );
  });

  test('has the findings of vigie check', () => {
    writeFileSync(at('wrong.yaml'), 'groups: [{name: a, rules: [{alert: Wrong, expr: "rate(up"}]}]\n');
    expect(report(folder).stdout).toMatch(/<th scope="row">error<\/th><td>promql-syntax<\/td><td>[^<]*wrong\.yaml:1<\/td>/);
  });

  test('writes a file, and replaces a report', () => {
    const first = report(folder, '--out', at('report.html'));
    expect(first).toMatchObject({ status: 0, stdout: '' });
    expect(first.stderr).toMatch(/report\.html: 1 alert, \d+ findings?\n$/);
    const text = readFileSync(at('report.html'), 'utf8');
    expect(report(folder, '--out', at('report.html')).status).toBe(0);
    expect(readFileSync(at('report.html'), 'utf8')).toBe(text);
  });

  test('replaces nothing else', () => {
    writeFileSync(at('mine.html'), '<!doctype html>mine');
    const { status, stderr } = report(folder, '--out', at('mine.html'));
    expect(stderr).toMatch(/mine\.html is there, and no report: it would be lost, so name another file\nvigie: nothing was written\n$/);
    expect(status).toBe(2);
    expect(readFileSync(at('mine.html'), 'utf8')).toBe('<!doctype html>mine');
    expect(report(folder, '--out', folder).stderr).toContain('is a folder: name a file for the report');
  });

  test('is written without what cannot be read, and ends with 2', () => {
    writeFileSync(at('broken.yaml'), 'a: "');
    const { status, stdout, stderr } = report(folder);
    expect(stderr).toMatch(/broken\.yaml:1:5: /);
    expect(stdout).toContain('OrdersPileUp');
    expect(status).toBe(2);
  });

  test.each([
    [[], 'report needs a file, a folder or -'],
    [['a', '--out', ''], '--out needs the name of a file'],
    [['a', '--format', 'pdf'], "Unknown option '--format'"],
    [['/nowhere'], 'vigie: nothing was written'],
  ])('%j ends with 2', (args, says) => {
    const { status, stderr, stdout } = report(...args);
    expect(stderr).toContain(says);
    expect([status, stdout]).toEqual([2, '']);
  });
});
