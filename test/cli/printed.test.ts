import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCheck } from '../../lib/cli/check/check';
import { runCompile } from '../../lib/cli/compile/compile';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-printed-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const hostile = '"A\\e[31m\\n::warning::injected\\n::stop-commands::tok\\u202e\\u009b2J"';
const rule = `groups:\n- name: g\n  rules:\n  - alert: ${hostile}\n    expr: "up ==\\n::error::x"\n`;
const monitor = `apiVersion: monitoring.coreos.com/v1\nkind: PrometheusRule\nmetadata: {name: ${hostile}, namespace: n}\nspec: {groups: []}\n`;

/** Everything that a terminal or a build server would obey. */
const obeyed = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e]|^\s*::/m;

describe('a name that begins a command of a build server or a terminal', () => {
  test.each([
    ['check', 'rules.yml', rule, runCheck],
    ['check', 'monitor.yaml', monitor, runCheck],
    ['compile', 'monitor.yaml', monitor, runCompile],
  ] as const)('is only shown by vigie %s of %s', (_, file, text, command) => {
    const path = join(folder, file);
    writeFileSync(path, text);
    const { stdout, stderr } = command([path]);
    expect(`${stdout}${stderr}`).toMatch(/\\u(?:\{1b\}|001b)\[31m/);
    expect(`${stdout}${stderr}`).not.toMatch(obeyed);
  });
});

describe('a value of a Secret, or of a file of one text', () => {
  test.each([
    ['secret.yaml', 'apiVersion: v1\nkind: Secret\nmetadata: {name: s}\nstringData: {u: 4711004711, v: [4711004711]}\n'],
    ['token.yaml', 'T4711004711\n'],
  ])('is not printed for %s', (file, text) => {
    const path = join(folder, file);
    writeFileSync(path, text);
    for (const command of [runCheck, runCompile]) {
      const { stdout, stderr } = command([path]);
      expect(`${stdout}${stderr}`).not.toContain('4711004711');
    }
  });
});
