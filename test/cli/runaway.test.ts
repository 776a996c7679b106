import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// Inputs on which a backtracking expression would run for minutes. A process of its own is ended; a test in this one could not be.
const root = dirname(dirname(__dirname));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-runaway-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const variable = (query: string) =>
  JSON.stringify({
    title: 'd',
    uid: 'd',
    templating: { list: [{ name: 'a', type: 'query', datasource: { type: 'prometheus', uid: 'x' }, query }] },
    panels: [],
  });
const rule = (expr: string) => JSON.stringify({ groups: [{ name: 'g', rules: [{ alert: 'A', expr }] }] });
const pod = (value: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: x, env: [{name: X, value: "${value}"}]}]}\n`;

test.each<[string, string, string]>([
  ['spaces before a bracket that nothing closes', 'a.yaml', `a: ${' '.repeat(200_000)}b: [\n`],
  ['a variable of spaces', 'a.json', variable(`label_values(${' '.repeat(100_000)}x`)],
  ['escaped quotes in a string that nothing closes', 'a.yml', rule(`up == "${'\\"'.repeat(100_000)}`)],
  ['quotes of all kinds that nothing closes', 'a.yml', rule(`up == ${`"'\``.repeat(60_000)}`)],
  ['a variable that is nearly a URL', 'a.yaml', pod('a-'.repeat(100_000))],
  ['a variable of nothing but separators', 'a.yaml', pod('a://'.repeat(60_000))],
  ['empty lines', 'a.yaml', `${'\n'.repeat(120_000)}a: [\n`],
  ['braces that nothing closes', 'a.yaml', `apiVersion: x\na: [ "${'{{'.repeat(120_000)}\n`],
  [
    'alternatives in many groups',
    'a.yml',
    rule(`up{a="${'a'.repeat(33)}"} == 1 and up{a=~"${'(a|a)'.repeat(32)}b", a="${'a'.repeat(33)}"}`),
  ],
])('%s are checked at once', (_, file, text) => {
  writeFileSync(join(folder, file), text);
  const args = [join(root, 'scripts', 'run.mjs'), join(root, 'lib', 'cli', 'main.ts'), 'check', folder];
  const { status, signal, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000 });
  rmSync(join(folder, file));
  expect(signal).toBeNull();
  expect([0, 1, 2]).toContain(status);
  expect(stderr).not.toMatch(/^\s+at /m);
});
