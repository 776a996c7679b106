import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../lib';
import { written } from './all';
import { type Copy, copyOf } from './judge';
import { type BaseName, bases, type Mutation, mutated, placeOf } from './mutation';

const copies = new Map<BaseName, Copy>();
function copy(base: BaseName): Copy {
  const known = copies.get(base) ?? copyOf(base);
  copies.set(base, known);
  return known;
}
afterAll(() => copies.forEach(({ remove }) => remove()));

const isWithin = ({ line = 0, column = 0 }: Finding, { from, to }: ReturnType<typeof placeOf>): boolean =>
  (line > from.line || (line === from.line && column >= from.column)) && (line < to.line || (line === to.line && column <= to.column));

describe.each(Object.keys(bases) as BaseName[])('the files of %s', (base) => {
  test('give no finding as they are', () => expect(copy(base).findings()).toEqual([]));
});

describe.each(Object.entries(written))('in %s', (_, rows) => {
  test.each(rows)('$finds finds that $name', (row) => {
    const { texts, findings: judge } = copy(row.base);
    const change = mutated(texts.get(row.file)!, row);
    const place = placeOf(row, change, texts);
    const findings = judge(row.file, change.text);

    const places = findings.filter(({ check }) => check === row.finds).map(({ file, line, column }) => `${file}:${line}:${column}`);
    const right = findings.find((finding) => finding.check === row.finds && finding.file === place.file && isWithin(finding, place));
    expect(
      right,
      `${row.finds} at ${place.file}:${place.from.line}:${place.from.column}, not only at ${places.join(' ') || 'no place'}`,
    ).toBeDefined();
    expect(right!.hint).toMatch(row.says);
    expect([...new Set(findings.map(({ check }) => check))].sort()).toEqual([row.finds, ...(row.also ?? [])].sort());
  });
});

describe('the command says of a mutation in', () => {
  const root = join(__dirname, '..', '..');
  const rows = Object.entries(written).map(([theme, [row]]) => [theme, row!] as const);

  test.each<readonly [string, Mutation]>(rows)('%s what the function says', (_, row) => {
    const { folder, texts } = copy(row.base);
    const change = mutated(texts.get(row.file)!, row);
    const { file, from } = placeOf(row, change, texts);
    writeFileSync(join(folder, row.file), change.text);
    const { stdout, status } = spawnSync(process.execPath, ['scripts/run.mjs', 'lib/cli/main.ts', 'check', folder], {
      cwd: root,
      encoding: 'utf8',
    });
    writeFileSync(join(folder, row.file), texts.get(row.file)!);
    expect(stdout).toContain(`${join(folder, file)}:${from.line}:${from.column}: `);
    expect(stdout).toContain(`[${row.finds}]`);
    expect(status).toBe(/: (error|warning): /.test(stdout) ? 1 : 0);
  });
});
