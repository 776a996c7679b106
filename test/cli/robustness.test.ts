import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { runCheck } from '../../lib/cli/check/check';
import { runCompile } from '../../lib/cli/compile/compile';
import { runs } from '../support/runs';

// What is damaged by chance must give a message, never an exception: a value put for another anywhere, a text cut or with a byte changed.
const folder = mkdtempSync(join(tmpdir(), 'vigie-damage-'));
afterAll(() => rmSync(folder, { recursive: true }));

const whole = readFileSync(join(dirname(__filename), 'whole.yaml'), 'utf8');
const objects = loadAll(whole) as object[];

type Step = string | number;
function pathsIn(value: unknown, path: readonly Step[] = []): Step[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  const inner = Array.isArray(value) ? value.map((item, index) => [index, item] as const) : Object.entries(value);
  return [...(path.length > 0 ? [[...path]] : []), ...inner.flatMap(([step, item]) => pathsIn(item, [...path, step]))];
}
const paths = pathsIn(objects).filter((path) => path.length > 1);

const oddities = fc.oneof(
  fc.constantFrom<unknown>(
    '__proto__',
    'constructor',
    null,
    true,
    0,
    -1,
    1.5,
    1e30,
    '',
    ' ',
    'x',
    '{{',
    '(',
    '$(',
    '${',
    '*',
    '5m',
    '\u0000',
    'ü',
    [],
    {},
    [null],
    [[]],
    [{}],
    { a: null },
    { '': '' },
    ['x', 1],
    { __proto__: null, x: 1 },
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'grapheme' }),
);

function withValue(path: readonly Step[], value: unknown): unknown {
  const copy = structuredClone(objects) as unknown;
  const holder = path.slice(0, -1).reduce<unknown>((inner, step) => (inner as Record<Step, unknown>)[step], copy) as Record<Step, unknown>;
  holder[path.at(-1)!] = value;
  return copy;
}

/** Runs both commands, and returns how the compilation ended. */
function survived(text: string | Uint8Array): number {
  const file = join(folder, 'input.yaml');
  writeFileSync(file, text);
  const { status, stdout, stderr } = runCompile([file]);
  if (status === 2) expect(stderr).toContain('nothing was written');
  expect(`${stdout}${stderr}`).not.toMatch(/undefined|\[object Object\]|^\s+at /m);
  expect(runCheck([file]).status).toBeLessThan(3);
  return status;
}

describe('vigie compile and vigie check', () => {
  test('take the undamaged objects', () => expect(survived(whole)).toBe(0));

  test('survive any value in any place', () => {
    const ends = [0, 0, 0];
    fc.assert(
      fc.property(fc.constantFrom(...paths), oddities, (path, value) => {
        const documents = withValue(path, value) as unknown[];
        const end = survived(documents.map((document) => JSON.stringify(document)).join('\n---\n'));
        ends[end] = (ends[end] ?? 0) + 1;
      }),
      { seed: 20260810, numRuns: runs(50, 250) },
    );
    expect(Math.min(...ends)).toBeGreaterThan(0);
  }, 120_000);

  // Found by chance once, and kept.
  test.each<[string, readonly Step[], unknown]>([
    ['a Secret without metadata', [9, 'metadata'], null],
    ['an interval of a child route that is a mapping', [7, 'spec', 'route', 'routes', 0, 'activeTimeIntervals'], [{}]],
    ['a matcher of the label __proto__', [7, 'spec', 'inhibitRules', 0, 'sourceMatch', 0, 'name'], '__proto__'],
  ])('survive %s', (_, path, value) => {
    survived((withValue(path, value) as unknown[]).map((document) => JSON.stringify(document)).join('\n---\n'));
  });

  test('survive a text that is cut', () => {
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.nat(whole.length),
        (from, to) => void survived(whole.slice(Math.min(from, to), Math.max(from, to))),
      ),
      { seed: 20260810, numRuns: runs(20, 100) },
    );
  }, 120_000);

  test('survive a byte that is another', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const bytes = Buffer.from(whole);
        bytes[at] = byte;
        survived(bytes);
      }),
      { seed: 20260810, numRuns: runs(30, 150) },
    );
  }, 120_000);
});
