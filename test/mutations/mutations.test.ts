import { afterAll, describe, expect, test } from 'vitest';
import type { Finding } from '../../lib';
import { copyOf, type Copy } from './judge';
import { bases, mutated, positionAt, type BaseName, type Mutation } from './mutation';
import { dashboards } from "./dashboards";
import { objects } from "./objects";
import { promql } from "./promql";
import { routing } from "./routing";
import { rules } from "./rules";

const themes = { promql, rules, routing, dashboards, objects };
const copies = new Map<BaseName, Copy>();
const copy = (base: BaseName): Copy => {
  const known = copies.get(base) ?? copyOf(base);
  copies.set(base, known);
  return known;
};
afterAll(() => copies.forEach(({ remove }) => remove()));

describe.each(Object.keys(bases) as BaseName[])('the files of %s', (base) => {
  test('give no finding as they are', () => expect(copy(base).findings()).toEqual([]));
});

describe.each(Object.entries(themes))('%s', (_, rows) => {
  test.each(rows)('$finds finds that $name', (row) => {
    const change = mutated(copy(row.base).texts.get(row.file)!, row);
    const findings = copy(row.base).findings(row.file, change.text);
    const brief = findings.map(({ check, file, line, column, message, hint, excerpt }) => ({ check, at: `${file}:${line}:${column}`, message, hint, excerpt }));
    const file = row.elsewhere?.[0] ?? row.file;
    const text = file === row.file ? change.text : copy(row.base).texts.get(file)!;
    const wanted = findings.filter((one) => one.check === row.finds && one.file === file);
    const expected = row.elsewhere ? positionAt(text, text.indexOf(row.elsewhere[1])) : row.points === undefined ? undefined : positionAt(change.text, change.text.lastIndexOf(row.points, change.to - row.points.length));
    const [from, to] = [positionAt(change.text, change.from), positionAt(change.text, change.to)];
    const inside = ({ line = 0, column = 0 }: Finding) => expected
      ? line === expected.line && column === expected.column
      : (line > from.line || (line === from.line && column >= from.column)) && (line < to.line || (line === to.line && column <= to.column));
    const right = wanted.find(inside);
    const others = [...new Set(findings.map(({ check }) => check))].filter((c) => c !== row.finds && !(row.also ?? []).includes(c));
    const unsaid = (row.also ?? []).filter((c) => !findings.some(({ check }) => check === c));
    if (!right || !row.says.test(right.hint ?? '') || others.length || unsaid.length) {
      console.log(JSON.stringify({ name: row.name, expected: expected ?? { from, to }, others, unsaid, says: String(row.says), brief }, null, 1));
    }
    expect(right).toBeDefined();
    expect(right!.hint ?? '').toMatch(row.says);
    expect(others).toEqual([]);
    expect(unsaid).toEqual([]);
  });
});
