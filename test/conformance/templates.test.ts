import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { examine } from '../../lib/gotemplate/examine';
import { templateFunctions, templateVariables } from '../../lib/gotemplate/functions';
import { parseTemplate } from '../../lib/gotemplate/parse';
import { runs } from '../support/runs';
import { program } from './programs';
import { actionTexts, formats, pieceTexts, straightTexts } from './template-arbitraries';

/** What Prometheus says of a template (template-oracle/main.go). */
interface Verdict {
  readonly refused?: string;
  readonly failed?: string;
  readonly text: string;
}

const oracle = program('template-oracle');
const seed = 20_260_810;

beforeAll(() => {
  execFileSync('go', ['build', '-trimpath', '-o', oracle, join(__dirname, 'template-oracle', 'main.go')], {
    cwd: join(__dirname, 'control-plane', 'mods', 'prometheus'),
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
});

function ask(texts: readonly string[]): readonly Verdict[] {
  const input = texts.map((text) => JSON.stringify({ text, labels: { x: 'a:1', y: '2.5' } })).join('\n');
  const output = execFileSync(oracle, { input, maxBuffer: 2 ** 30 });
  const verdicts = output
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);
  expect(verdicts.length).toBe(texts.length);
  return verdicts;
}

const ours = (text: string) => {
  const parsed = parseTemplate(text, { functions: templateFunctions, variables: templateVariables });
  return 'nodes' in parsed ? { notes: examine(parsed) } : { refused: parsed };
};

const sampled = (arbitrary: fc.Arbitrary<string>, count: number): readonly string[] => [
  ...new Set(fc.sample(arbitrary, { numRuns: runs(count), seed })),
];

describe('templates of alerts', () => {
  test.each([
    ['any pieces', pieceTexts, 20_000],
    ['actions', actionTexts, 20_000],
    ['right templates', straightTexts, 10_000],
  ] as const)('%s are refused if Prometheus refuses them, and only then', (_, arbitrary, count) => {
    const texts = sampled(arbitrary, count);
    const verdicts = ask(texts);
    const wrong = texts.flatMap((text, index) => {
      const { refused } = ours(text);
      const theirs = verdicts[index]!.refused;
      return (refused === undefined) === (theirs === undefined) ? [] : [{ text, ours: refused?.message, theirs }];
    });
    expect(wrong).toEqual([]);
    expect(verdicts.some(({ refused }) => refused === undefined)).toBe(true);
  });

  // `and`, `or` and `eq` stop at the first argument that decides: what is wrong behind it fails only on another day.
  test('a fault that is found makes Prometheus fail to expand the template', () => {
    const texts = sampled(straightTexts, 20_000).filter((text) => !/\b(and|or|eq)\b/.test(text));
    const verdicts = ask(texts);
    const wrong = texts.flatMap((text, index) => {
      const faults = ours(text).notes?.problems ?? [];
      const { failed, refused } = verdicts[index]!;
      return faults.length > 0 && failed === undefined && refused === undefined ? [{ text, faults }] : [];
    });
    expect(wrong).toEqual([]);
  });

  test('nine of ten templates that Prometheus fails to expand have a fault that is found', () => {
    const texts = sampled(straightTexts, 20_000);
    const failing = ask(texts).flatMap(({ failed }, index) => (failed === undefined ? [] : [{ text: texts[index]!, failed }]));
    const missed = failing.filter(({ text }) => ours(text).notes?.problems.length === 0);
    expect(failing.length).toBeGreaterThan(1000);
    expect(missed.length / failing.length).toBeLessThan(0.1);
  });

  test('printf is odd where its text has `%!`, and only there', () => {
    // `toDuration` gives a pointer, whose address each verb prints or not.
    const texts = sampled(formats, 5000).filter((text) => !text.includes('toDuration'));
    const wrong = ask(texts).flatMap(({ text: expanded, failed, refused }, index) => {
      const text = texts[index]!;
      const { notes } = ours(text);
      if (failed !== undefined || refused !== undefined || notes === undefined) return [];
      return expanded.includes('%!') === notes.unusualOutput.length > 0
        ? []
        : [{ text, expanded, oddities: notes.unusualOutput.map(({ message }) => message) }];
    });
    expect(wrong).toEqual([]);
  });
});
