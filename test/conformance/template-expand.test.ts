import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expand, type TemplateSubject } from '../../lib/gotemplate/expand/expand';
import type { TemplateSample } from '../../lib/gotemplate/expand/values';
import { parseAlertTemplate } from '../../lib/gotemplate/index';
import { program } from './programs';
import { straightTexts } from './template-arbitraries';
import { expandable } from './template-expand-arbitraries';

/** What Prometheus makes of a template (template-oracle/main.go). */
interface Expanded {
  readonly refused?: string;
  readonly failed?: string;
  readonly text: string;
}

const seed = 20_260_926;
const labels = { x: 'a:1', y: '2.5' };
const sample = (value: number): TemplateSample => ({ kind: 'sample', labels, value });

/** What the oracle gives to each template. */
const subject: TemplateSubject = {
  labels,
  externalLabels: { cluster: 'a' },
  externalUrl: 'http://prometheus.example',
  value: 0.5,
  now: 0,
  query: () => [sample(2), sample(3)],
};

function ask(texts: readonly string[]): readonly Expanded[] {
  const oracle = program('template-oracle');
  execFileSync('go', ['build', '-trimpath', '-o', oracle, join(__dirname, 'template-oracle', 'main.go')], {
    cwd: join(__dirname, 'control-plane', 'mods', 'prometheus'),
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const input = texts.map((text) => JSON.stringify({ text, labels })).join('\n');
  const answers = execFileSync(oracle, { input, maxBuffer: 2 ** 30 })
    .toString()
    .trim()
    .split('\n');
  expect(answers.length).toBe(texts.length);
  return answers.map((line) => JSON.parse(line) as Expanded);
}

function differenceOf(text: string, { refused, failed, text: expanded }: Expanded): string | undefined {
  const template = parseAlertTemplate(text);
  if (refused !== undefined || !('nodes' in template)) return undefined;
  const ours = expand(template, subject);
  if (typeof ours !== 'string' && ours.code === 'beyond') return undefined;
  if (failed !== undefined) return typeof ours === 'string' ? `${ours} where Prometheus fails: ${failed}` : undefined;
  return ours === expanded ? undefined : `${typeof ours === 'string' ? ours : ours.message} and not ${expanded}`;
}

test.each([
  ['templates of all kinds', straightTexts, 10_000],
  ['numbers, texts and times', expandable, 10_000],
] as const)('%s become the text that Prometheus makes of them', (_, arbitrary, count) => {
  const texts = [...new Set(fc.sample(arbitrary, { numRuns: count, seed }))];
  const answers = ask(texts);
  const wrong = texts.flatMap((text, index) => {
    const found = differenceOf(text, answers[index]!);
    return found === undefined ? [] : [`${JSON.stringify(text)}: ${found}`];
  });
  const beyond = texts.filter((text) => {
    const template = parseAlertTemplate(text);
    const ours = 'nodes' in template ? expand(template, subject) : '';
    return typeof ours !== 'string' && ours.code === 'beyond';
  });
  console.info({ texts: texts.length, expanded: answers.filter(({ text }) => text !== '').length, beyond: beyond.length });
  expect(wrong).toEqual([]);
  expect(beyond.length / texts.length).toBeLessThan(0.15);
});
