import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Finding } from '../../../lib';
import { runCheck } from '../../../lib/cli/check/check';

let folder: string;
let before: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-accepted-'));
  before = process.cwd();
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true });
});

const write = (name: string, text: string): void => {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const alert = (name: string, expr: string) => `  - alert: ${name}
    expr: ${expr}
    for: 5m
    labels: {severity: warning}
    annotations: {summary: s, runbook_url: r}
`;
const broken = 'sum(up';
const rules = (...alerts: string[]) => `groups:\n- name: g\n  rules:\n${alerts.join('')}`;
const found = (...args: string[]) =>
  (JSON.parse(runCheck([...(args.length === 0 ? ['.'] : args), '--format', 'json']).stdout) as Finding[]).map(
    ({ check: name, file, line }) => `${name} ${file}:${line}`,
  );

describe('vigie.yaml', () => {
  beforeEach(() => {
    write('shop/rules.yaml', rules(alert('ShopDown', broken), alert('ShopSlow', 'sum(x)) > 1')));
    write('vendor/deep/rules.yaml', rules(alert('Vendored', broken)));
  });
  const config = (entry: string) => write('vigie.yaml', `accept:\n- {check: promql-syntax, reason: They are so., ${entry}}\n`);
  const all = ['promql-syntax shop/rules.yaml:5', 'promql-syntax shop/rules.yaml:10', 'promql-syntax vendor/deep/rules.yaml:5'];
  const [down, slow, vendored] = all as [string, string, string];

  test('is not needed', () => expect(found()).toEqual(all));
  test.each<[string, string[]]>([
    ['', []],
    ['path: vendor/**', [down, slow]],
    ['path: vendor/', [down, slow]],
    ['path: "**/deep/*.yaml"', [down, slow]],
    ['path: ./shop/rules.yaml', [vendored]],
    ['path: shop/*.y*ml', [vendored]],
    ['path: rules.yaml', []],
    ['name: ShopDown', [slow, vendored]],
    ['name: Shop*', [vendored]],
    ['name: "*"', []],
    ['name: Shop*, path: shop', [vendored]],
  ])('switches a check off by {%s}', (entry, left) => {
    config(entry);
    expect(found()).toEqual(left);
  });
  test.each(['name: ShopD', 'path: shop/rules', 'path: "*/rules.yaml", name: Vendored'])('that fits nothing, {%s}, is dead', (entry) => {
    config(entry);
    expect(found().filter((each) => each.startsWith('promql'))).toEqual(all);
  });
  test('tells of an entry that switches nothing off, where there was something to switch', () => {
    write(
      'vigie.yaml',
      'accept:\n- {check: promql-syntax, path: shop, reason: r}\n- {check: dashboard-unit, reason: r}\n- {check: dashboard-unit, path: elsewhere, reason: r}\n',
    );
    expect(found('shop')).toEqual(['unused-acceptance vigie.yaml:3']);
    expect(runCheck(['shop']).status).toBe(0);
  });
  test('counts its paths from its own folder', () => {
    write('shop/checks.yaml', 'accept:\n- {check: promql-syntax, path: rules.yaml, name: ShopDown, reason: r}\n');
    expect(found(join(folder, 'shop', 'rules.yaml'), '--config', 'shop/checks.yaml')).toEqual([
      `promql-syntax ${join(folder, 'shop', 'rules.yaml')}:10`,
    ]);
  });
  test('may be hidden', () => {
    write('.vigie.yaml', 'accept:\n- {check: promql-syntax, reason: r}\n');
    expect(found()).toEqual([]);
  });
  test('names objects too', () => {
    write(
      'object.yaml',
      `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: own, namespace: shop}\nspec: ${JSON.stringify({ groups: [{ name: 'g', rules: [{ alert: 'A', expr: broken, for: '5m', labels: { severity: 'w' }, annotations: { summary: 's', runbook_url: 'r' } }] }] })}\n`,
    );
    for (const name of ['own', 'shop/own', 'PrometheusRule shop/own', 'PrometheusRule *', 'A']) {
      write('vigie.yaml', `accept:\n- {check: promql-syntax, name: "${name}", reason: r}\n`);
      expect(found('object.yaml')).toEqual([]);
    }
  });
  test.each<[string, string, RegExp]>([
    [
      'an unknown check',
      'accept:\n- {check: promql-sintax, reason: r}\n',
      /^vigie\.yaml:2:11: there is no check promql-sintax\n {2}Did you mean promql-syntax\?/,
    ],
    ['no reason', 'accept:\n- check: promql-syntax\n', /^vigie\.yaml:2:3: an entry has no reason/],
    ['an empty reason', 'accept:\n- check: promql-syntax\n  reason: ""\n', /^vigie\.yaml:3:11: an entry has no reason/],
    ['an unknown field', 'accept:\n- {check: promql-syntax, reason: r, paht: x}\n', /there is no field paht\n {2}Did you mean path\?/],
    ['another shape', '- check: promql-syntax\n', /is not a mapping/],
    ['no list', 'accept: promql-syntax\n', /accept is not a list/],
    ['a pattern that is no text', 'accept:\n- {check: promql-syntax, reason: r, name: [a]}\n', /name is not a text/],
    ['YAML that is none', 'accept: [\n', /vigie\.yaml:2/],
    ...['a?.yaml', '{a,b}.yaml', '[ab].yaml'].map((path): [string, string, RegExp] => [
      `the path ${path}`,
      `accept:\n- {check: promql-syntax, reason: r, path: "${path}"}\n`,
      /^vigie\.yaml:2:43: path has the wildcard [?[{], which is not known\n {2}The wildcards are \* for a part of a name and \*\* for any folders: write \*/,
    ]),
  ])('with %s is refused', (_, text, words) => {
    write('vigie.yaml', text);
    expect(runCheck(['.'])).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(words) });
    expect(runCheck(['.']).stderr).toContain('in the configuration: nothing was checked');
  });
  test('that is named and not there is refused', () =>
    expect(runCheck(['.', '--config', 'gone.yaml'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('gone.yaml: cannot be read'),
    }));
});

describe('a comment # vigie: ignore', () => {
  const ignore = '# vigie: ignore promql-syntax for a reason';
  const block = (lines: readonly string[]) => `groups:\n- name: g\n  rules:\n${lines.join('\n')}\n`;
  const rest = ['    for: 5m', '    labels: {severity: warning}', '    annotations: {summary: s, runbook_url: r}'];
  test.each<[string, string]>([
    ['at the end of the line', block(['  - alert: A', `    expr: ${broken} ${ignore}`, ...rest])],
    ['above it', block(['  - alert: A', `    ${ignore}`, `    expr: ${broken}`, ...rest])],
    [
      'in one of the comment lines above it',
      block(['  - alert: A', `    ${ignore}`, '    # and another comment', `    expr: ${broken}`, ...rest]),
    ],
    ['in a block of PromQL', block(['  - alert: A', '    expr: |', '      up +', `      sum(up ${ignore}`, ...rest])],
    ['above a block of PromQL', block(['  - alert: A', `    ${ignore}`, '    expr: |', '      up +', '', '      sum(up', ...rest])],
    ['beside the head of a block', block(['  - alert: A', `    expr: >- ${ignore}`, '      up +', '      sum(up', ...rest])],
    ['above the rule', block([`  ${ignore}`, '  - alert: A', `    expr: ${broken}`, ...rest])],
    ['beside the name of the rule', block([`  - alert: A ${ignore}`, `    expr: ${broken}`, ...rest])],
    ['above the list of groups', `${ignore}\n${block(['  - alert: A', `    expr: ${broken}`, ...rest])}`],
    [
      'for the whole file, at its end',
      `${block(['  - alert: A', `    expr: ${broken}`, ...rest])}# vigie: ignore-file promql-syntax for a reason\n`,
    ],
  ])('holds %s', (_, text) => {
    write('rules.yaml', text);
    expect(found()).toEqual([]);
  });
  test.each<[string, string]>([
    ['below it', block(['  - alert: A', `    expr: ${broken}`, `    ${ignore}`, ...rest])],
    [
      'above another rule',
      block([`  ${ignore}`, '  - alert: B', '    expr: up == 0', ...rest, '  - alert: A', `    expr: ${broken}`, ...rest]),
    ],
    ['beside another field', block(['  - alert: A', `    for: 5m ${ignore}`, `    expr: ${broken}`, ...rest.slice(1)])],
    ['of another check', block(['  - alert: A', `    expr: ${broken} # vigie: ignore template-syntax`, ...rest])],
  ])('does not hold %s', (_, text) => {
    write('rules.yaml', text);
    expect(found().filter((each) => each.startsWith('promql-syntax'))).toHaveLength(1);
  });
  test('with a name that no check has is told of', () => {
    write('rules.yaml', block(['  - alert: A', '    expr: up == 0 # vigie: ignore promql-sintax', ...rest]));
    expect(JSON.parse(runCheck(['.', '--format', 'json']).stdout)).toEqual([
      expect.objectContaining({ check: 'unused-acceptance', severity: 'info', line: 5, hint: 'Did you mean promql-syntax?' }),
    ]);
  });
});

describe('a folder', () => {
  test('may hold templates of charts and JSON with comments, which are skipped and named', () => {
    write('chart/templates/rules.yaml', 'groups:\n{{- range .Values.rules }}\n- name: {{ .name }}\n{{- end }}\n');
    write('tsconfig.json', '{ // a comment\n  "a": 1 }');
    write('rules.yaml', rules(alert('A', broken)));
    expect(found()).toEqual(['promql-syntax rules.yaml:5']);
    expect(runCheck(['.']).stderr).toContain(
      'skipped, not YAML (templates are checked once they are rendered): chart/templates/rules.yaml and tsconfig.json',
    );
  });
  test('with a broken rule file ends with 2', () => {
    write('rules.yaml', rules(alert('A', broken)).replace('for: 5m', 'for: [5m'));
    expect(runCheck(['.'])).toMatchObject({ status: 2, stdout: expect.stringContaining('[unreadable-file]') });
  });

  test('is read without what vigie.yaml excludes, and without templates of charts and of other programs', () => {
    write('rules.yaml', rules(alert('A', broken)).replace('for: 5m', 'for: [5m'));
    write('chart/Chart.yaml', 'apiVersion: v2\nname: shop\nversion: 1.0.0\n');
    write('chart/templates/secret.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: {name: shop}\nstringData:\n  a: "{{ printf\n  b }}"c\n');
    write('burner.yaml', 'apiVersion: v1\nkind: Service\nmetadata:\n  name: svc-{{.Replica}}\nspec:\n  selector: {{.Label}}\n');
    write('vigie.yaml', 'exclude:\n  - rules.yaml\n');
    const { status, stdout, stderr } = runCheck(['.']);
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(stderr).toContain('chart/templates/secret.yaml');
    expect(stderr).toContain('burner.yaml');
  });
  test('is not where a template that is named itself is passed over', () => {
    write('rules.yaml', 'groups:\n{{- range .Values.rules }}\n- name: {{ .name }}\n{{- end }}\n');
    expect(runCheck(['rules.yaml'])).toMatchObject({ status: 2, stdout: expect.stringContaining('template') });
  });
});
