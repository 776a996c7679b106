import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../../lib';
import { runCheck } from '../../../lib/cli/check/check';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-check-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const annotations = 'annotations: {summary: s, runbook_url: https://example.org/r}';
const ruleFile = (expr: string, comment = '') => `groups:
  - name: shop
    rules:
      - record: shop:requests:rate5m
        expr: sum by (code) (rate(requests_total[5m]))
      - alert: Failing
        expr: shop:requests:rate5m > 1
        labels: {severity: warning}
        ${annotations}
      - alert: Judged${comment}
        expr: |
          ${expr}
        labels: {severity: warning}
        ${annotations}
`;
const findings = (...paths: string[]): Finding[] => JSON.parse(runCheck([...paths, '--format', 'json']).stdout) as Finding[];

describe('vigie check', () => {
  test('says nothing of rules that are right', () => {
    expect(runCheck([write('rules.yaml', ruleFile('sum(shop:requests:rate5m) > 2'))])).toMatchObject({ status: 0, stdout: '' });
  });

  test('points at the line and the column of the problem, with a caret and what to do', () => {
    const file = write('rules.yaml', ruleFile('sum(rate(requests_total[5m]) > 2'));
    const { status, stdout } = runCheck([file]);
    expect(status).toBe(1);
    expect(stdout).toContain(`${file}:12:14: error: alert Judged: unclosed parenthesis [promql-syntax]`);
    expect(stdout).toContain('   ^');
  });

  test('finds a recorded series that no rule records', () => {
    expect(findings(write('rules.yaml', ruleFile('shop:request:rate5m > 2')))).toEqual([
      expect.objectContaining({ check: 'unknown-metric', severity: 'warning', line: 12, hint: expect.stringContaining('record') }),
    ]);
  });

  test('proposes a recorded series of the same level and metric, and none that only looks alike', () => {
    const hint = (name: string) => findings(write('rules.yaml', ruleFile(`${name} > 2`)))[0]!.hint;
    expect(hint('shop:requests:increase30d')).toContain('Did you mean shop:requests:rate5m?');
    expect(hint('shop:errands:rate6m')).not.toContain('Did you mean');
  });

  test('tells once what a rule reads in several places, and names all of them', () => {
    const found = findings(write('rules.yaml', ruleFile('sum(shop:gone:rate5m) / count(shop:gone:rate5m) > 2')));
    expect(found).toEqual([
      expect.objectContaining({
        check: 'unknown-metric',
        line: 12,
        column: 15,
        message: expect.stringContaining('(2 places)'),
        also: [expect.objectContaining({ line: 12, column: 41 })],
      }),
    ]);
    expect(runCheck([join(folder, 'rules.yaml')]).stdout).toContain('also at 12:41\n');
  });

  test('tells once what several YAML aliases repeat', () => {
    const rules =
      'groups:\n- name: one\n  rules: &rules\n  - {alert: A, expr: "sum(up", labels: {severity: warning}, annotations: {summary: s, runbook_url: r}}\n- name: two\n  rules: *rules\n';
    expect(findings(write('rules.yaml', rules)).filter((finding) => finding.check === 'promql-syntax')).toHaveLength(1);
  });

  test('only informs of a name of another version beside `or`', () => {
    const of = (expr: string) => findings(write('rules.yaml', ruleFile(expr))).map(({ check: name, severity }) => [name, severity]);
    expect(of('(shop:old:rate5m or shop:requests:rate5m) > 2')).toEqual([['unknown-metric', 'info']]);
    expect(of('(shop:old:rate5m or shop:older:rate5m) > 2')).toEqual([
      ['unknown-metric', 'warning'],
      ['unknown-metric', 'warning'],
    ]);
  });

  test('follows the labels of recorded series', () => {
    expect(findings(write('rules.yaml', ruleFile('sum by (pod) (shop:requests:rate5m) > 2'))).map((finding) => finding.check)).toEqual([
      'unknown-label',
    ]);
  });

  test("accepts a finding that a comment accepts, with its check's name", () => {
    const text = ruleFile('shop:request:rate5m > 2');
    expect(
      runCheck([
        write(
          'rules.yaml',
          text.replace('          shop:request', '          # vigie: ignore unknown-metric recorded elsewhere\n          shop:request'),
        ),
      ]).status,
    ).toBe(0);
    expect(
      runCheck([
        write('rules.yaml', text.replace('          shop:request', '          # vigie: ignore promql-syntax\n          shop:request')),
      ]).status,
    ).toBe(1);
  });

  test('switches a check off', () => {
    const file = write('rules.yaml', ruleFile('shop:request:rate5m > 2'));
    expect(runCheck([file, '--off', 'unknown-metric'])).toMatchObject({ status: 0 });
    expect(runCheck([file, '--off', 'unknwon-metric'])).toMatchObject({ status: 2, stderr: expect.stringContaining('there is no check') });
  });

  test('judges rules inside of a ConfigMap, at their own line', () => {
    const inside = ruleFile('sum(requests_total')
      .split('\n')
      .map((line) => `    ${line}`)
      .join('\n');
    const file = write('map.yaml', `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: rules}\ndata:\n  rules.yaml: |\n${inside}\n`);
    expect(findings(file)).toContainEqual(expect.objectContaining({ check: 'promql-syntax', object: 'ConfigMap rules', line: 17 }));
  });

  test('judges dashboards, whose variables may stand for anything', () => {
    const dashboard = (expr: string) =>
      JSON.stringify({
        uid: 'u',
        title: 'T',
        panels: [
          {
            id: 1,
            type: 'timeseries',
            title: 'P',
            gridPos: { x: 0, y: 0, w: 12, h: 8 },
            fieldConfig: { defaults: { unit: 'ops' } },
            targets: [{ refId: 'A', expr }],
          },
        ],
        templating: { list: [] },
      });
    const of = (expr: string) => findings(write('dashboard.json', dashboard(expr))).filter((finding) => finding.check === 'promql-syntax');
    expect(of('sum(rate(requests_total[$__rate_interval]))')).toEqual([]);
    expect(of('sum by (code (requests_total)')).toHaveLength(1);
  });

  test('writes SARIF', () => {
    const { runs } = JSON.parse(runCheck([write('rules.yaml', ruleFile('sum(up')), '--format', 'sarif']).stdout) as {
      runs: { results: { ruleId: string; locations: { physicalLocation: { region: { startLine: number } } }[] }[] }[];
    };
    expect(runs[0]!.results[0]).toMatchObject({ ruleId: 'promql-syntax' });
    expect(runs[0]!.results[0]!.locations[0]!.physicalLocation.region.startLine).toBe(12);
  });

  test('writes no link and no broken place into SARIF, whatever names are', () => {
    const name = '[click](https://evil.example)';
    const file = write('a b[1].yaml', ruleFile('sum(up').replace('alert: Judged', `alert: '${name}'`));
    const { stdout } = runCheck([file, '--format', 'sarif']);
    const { runs } = JSON.parse(stdout) as {
      runs: { results: { message: { text: string }; locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[];
    };
    const { message, locations } = runs[0]!.results[0]!;
    expect(message.text).toContain('\\[click\\](https');
    expect(locations[0]!.physicalLocation.artifactLocation.uri).toMatch(/\/a%20b%5B1%5D\.yaml$/);
  });

  test('with --no-ignores takes no word of the judged files', () => {
    const file = write('rules.yaml', ruleFile('sum(up').replace('groups:', '# vigie: ignore-file promql-syntax mine\ngroups:'));
    expect(runCheck([file])).toMatchObject({ status: 0, stdout: '' });
    expect(runCheck([file, '--no-ignores'])).toMatchObject({ status: 1, stdout: expect.stringContaining('[promql-syntax]') });
  });

  test('reads its configuration with limits', () => {
    const file = write('rules.yaml', ruleFile('sum(up)'));
    const endless = join(folder, 'vigie.yaml');
    symlinkSync('/dev/zero', endless);
    expect(runCheck([file, '--config', endless])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no file over 64 MiB is read'),
    });
  });

  test.each([
    ['no path', [], /needs a file/],
    ['an unknown format', ['x', '--format', 'xml'], /no format xml/],
    ['a file that is not there', ['/nowhere.yaml'], /there is nothing of that name/],
  ])('refuses %s', (_, args, words) => expect(runCheck(args)).toMatchObject({ status: 2, stderr: expect.stringMatching(words) }));

  test('says what cannot be read, and checks the rest', () => {
    const folder = [write('broken.yaml', 'a: [\n'), write('service.yaml', 'apiVersion: v1\nkind: Service\nmetadata: {name: Shop}\n')];
    const { status, stdout } = runCheck(folder);
    expect(status).toBe(2);
    expect(stdout).toMatch(/broken\.yaml:\d+:\d+: error: .*\[unreadable-file\]/);
    expect(stdout).toMatch(/service\.yaml.*\[object-name\]/);
  });

  test('ends as usual where what cannot be read is left out', () => {
    const broken = write('left-out.yaml', 'a: [\n');
    const whole = write('whole.yaml', 'apiVersion: v1\nkind: Service\nmetadata: {name: shop}\n');
    expect(runCheck([broken, whole, '--exclude', 'left-*.yaml'])).toMatchObject({ status: 0, stdout: '' });
    expect(runCheck([broken, whole, '--exclude', 'left-*.yaml', '--exclude', 'nope']).stderr).toContain('excludes no file: nope');
    expect(runCheck([broken, '--exclude', 'left-*.yaml'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('all of them excluded'),
    });
  });
});

test('vigie check survives a monitor without a selector', () => {
  const file = write(
    'monitor.yaml',
    'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: bare, namespace: shop}\nspec: {endpoints: [{port: http}]}\n',
  );
  expect(runCheck([file]).status).toBeLessThan(2);
});
