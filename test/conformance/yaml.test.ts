import fc, { type Arbitrary } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDocuments } from '../../lib/kubernetes/read';
import { toYaml } from '../../lib/yaml/write';
import { runs } from '../support/runs';
import { scalars, values } from '../yaml/yaml-arbitraries';
import { type Oracle, startOracle } from './oracle';

interface Verdict {
  readonly documents: readonly unknown[];
  readonly error?: string;
}

let kubernetes: Oracle<string, Verdict>;
beforeAll(() => {
  kubernetes = startOracle('yaml-oracle');
});
afterAll(() => kubernetes.stop());

const ours = (text: string): { values: unknown[]; problems: string[] } => {
  const { documents, problems } = readDocuments([{ file: 'a', text }]);
  return { values: documents.map(({ value }) => value), problems: problems.map(({ message }) => message) };
};
const times = runs(20_000);
const seed = 931;

// Where we refuse what Kubernetes takes: it would be read otherwise than it looks, or not be kept exactly, or passed over.
const stricter =
  /is there twice|too large to be kept exactly|does not fit a Kubernetes object|half of a surrogate|byte order mark|takes for a line break|end mark|colon needs a space|may hold no|several lines|is a template/;

describe('YAML is read as Kubernetes reads it', () => {
  test('scalars and keys, plain', async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(scalars, async (scalar) => {
        for (const text of [`v: ${scalar}\n`, `? ${scalar}\n: v\n`]) {
          const { values: read, problems } = ours(text);
          const verdict = await kubernetes.ask(text);
          if (problems.length === 0) expect([text, read]).toEqual([text, verdict.error ?? verdict.documents]);
          else {
            refused++;
            if (!problems.some((problem) => stricter.test(problem)))
              expect(verdict.error, `${JSON.stringify(text)}: ${problems[0]}`).toBeDefined();
          }
        }
      }),
      { numRuns: times, seed },
    );
    expect(refused).toBeLessThan(times / 4);
  });

  test('what toYaml writes', async () => {
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        const text = toYaml({ value });
        expect(await kubernetes.ask(text)).toEqual({ documents: [JSON.parse(JSON.stringify({ value }))] });
      }),
      { numRuns: times, seed },
    );
  });

  test('whatever is taken of damaged files, Kubernetes reads the same', async () => {
    const needless: string[] = [];
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(damaged, async (text) => {
        const { values: read, problems } = ours(text);
        const verdict = await kubernetes.ask(text);
        if (problems.length === 0) {
          taken++;
          expect([text, read]).toEqual([text, verdict.error ?? verdict.documents]);
        } else if (verdict.error === undefined && !problems.every((problem) => stricter.test(problem)))
          needless.push(`${problems[0]} ${JSON.stringify(text)}`);
      }),
      { numRuns: times, seed },
    );
    expect(taken).toBeGreaterThan(times / 5);
    // js-yaml is stricter than libyaml in corners, such as text behind a closing quote, which libyaml passes over.
    expect(needless.length, needless.slice(0, 20).join('\n')).toBeLessThan(times / 400);
  });
});

const sample = `# Rules
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata: {name: a, labels: {"app": 'b', c: d}}
spec:
  groups:
  - name: g
    interval: 30s
    rules:
    - alert: A
      expr: |
        sum(rate(x{a="b"}[5m]))
          > 0.5
      for: 5m
      labels: &l
        severity: critical
      annotations:
        summary: >-
          The "x" of
          {{ $labels.y }}
    - record: b
      expr: "a\\tb"
      labels: *l
---
- 1
- [a, {b: c}]
- 'it''s'
`;

/** A good file with some of its characters lost, doubled or replaced. */
const damaged: Arbitrary<string> = fc
  .array(
    fc.record({
      at: fc.nat(sample.length - 1),
      lost: fc.nat(3),
      put: fc.constantFrom(
        '',
        ' ',
        '  ',
        '\n',
        '\t',
        ':',
        ': ',
        '-',
        '- ',
        '#',
        ' #',
        '"',
        "'",
        '{',
        '}',
        '[',
        ']',
        ',',
        '&a',
        '*l',
        '!',
        '|',
        '>',
        '?',
        '? ',
        '<<: *l',
        '---\n',
        '...\n',
        '%',
        '@',
        'x',
        '\r\n',
        '\ufeff',
        '\u0085',
        '=',
        '\\',
      ),
    }),
    { minLength: 1, maxLength: 3 },
  )
  .map((damages) => damages.reduce((text, { at, lost, put }) => text.slice(0, at) + put + text.slice(at + lost), sample));
