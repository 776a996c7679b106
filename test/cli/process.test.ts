import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// The command as a user runs it: a process, from a folder of its own.
const root = dirname(dirname(__dirname));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-process-'));
  const monitors = Array.from(
    { length: 2000 },
    (_, index) => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: api-${index}, namespace: shop}
spec: {selector: {matchLabels: {app: api}}, endpoints: [{port: http}]}
`,
  );
  writeFileSync(join(folder, 'monitors.yaml'), monitors.join('---\n'));
  writeFileSync(join(folder, 'one.yaml'), monitors[0]!);
  writeFileSync(join(folder, 'broken.yaml'), 'a: "');
});
afterAll(() => rmSync(folder, { recursive: true }));

const vigie = `"${process.execPath}" "${join(root, 'scripts', 'run.mjs')}" "${join(root, 'lib', 'cli', 'main.ts')}"`;
const shell = (line: string) =>
  spawnSync('bash', ['-c', line.replaceAll('vigie', vigie)], { cwd: folder, encoding: 'utf8', timeout: 60_000 });
const noTrace = (text: string) => expect(text).not.toMatch(/^\s+at |node:internal|Error:/m);

describe('the process', () => {
  test.each<[string, number, RegExp]>([
    ['vigie compile one.yaml', 0, /is assumed/],
    ['vigie compile broken.yaml', 2, /broken\.yaml:1:5: .*ends in the middle.*\n.*\n1 problem in the input\nvigie: nothing was written/],
    ['vigie check broken.yaml', 2, /1 finding in 0 objects/],
    ['vigie check one.yaml broken.yaml', 2, /1 finding in 1 object/],
    ['vigie check nowhere.yaml', 2, /nothing was checked/],
    ['vigie compile - </dev/null', 2, /nothing to compile among 0 objects/],
    ['vigie compile - <&-', 2, /nothing to compile among 0 objects/],
    ['vigie compile - <.', 2, /-: cannot be read: it is a folder/],
    ['(sleep 0.2; cat one.yaml) | vigie compile -', 0, /is assumed/],
    ['vigie compile <(sleep 0.2; cat one.yaml)', 0, /is assumed/],
    ['vigie compile monitors.yaml | head -n 1', 0, /is assumed/],
    ['vigie compile one.yaml >/dev/full', 2, /the output cannot be written: ENOSPC/],
    ['vigie compile one.yaml --out . ', 2, /the output folder \. would be replaced, but it holds the project/],
    ['vigie compile', 2, /compile needs a file/],
    ['vigie', 2, /^$/],
    ['vigie complie one.yaml', 2, /there is no command complie/],
    ['vigie check monitors.yaml --timeout 1ms', 2, /^vigie: not done after 1ms: nothing was written\n {2}Give it more time with --timeout/],
    ['vigie compile --timeout=1ms monitors.yaml --out out', 2, /^vigie: not done after 1ms: nothing was written/],
    ['vigie compile one.yaml --timeout soon', 2, /--timeout needs a duration above zero, such as 5m/],
    ['vigie compile one.yaml --timeout', 2, /--timeout needs a duration/],
    ['vigie compile --timeout 5m one.yaml', 0, /is assumed/],
  ])('%s ends with %i', (line, status, says) => {
    const result = shell(line);
    expect(result.stderr).toMatch(says);
    expect(result.status).toBe(status);
    noTrace(result.stderr);
    expect(readdirSync(folder).sort()).toEqual(['broken.yaml', 'monitors.yaml', 'one.yaml']);
  });
});
