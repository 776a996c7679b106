import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import { plainStage } from '../../../lib/analysis/play/play';
import { playGroups } from '../../../lib/analysis/play/play-groups';
import type { PlayableRule } from '../../../lib/analysis/play/playable';
import { type PromDuration, secondsOf } from '../../../lib/model/duration';
import type { Labels } from '../../../lib/model/labels';
import { evaluateAt } from '../../../lib/promql/evaluate/evaluate';
import { parseHistory, parseSeriesName } from '../../../lib/promql/evaluate/storage/notation';
import { pairsKey } from '../../../lib/promql/evaluate/storage/pairs';
import { parse } from '../../../lib/promql/parse';

/** The files that promtool reads, too. */
interface RuleFile {
  readonly groups: readonly {
    readonly rules: readonly {
      readonly alert?: string;
      readonly record?: string;
      readonly expr: string;
      readonly for?: PromDuration;
      readonly keep_firing_for?: PromDuration;
      readonly labels?: Labels;
      readonly annotations?: Labels;
    }[];
  }[];
}
interface TestFile {
  readonly evaluation_interval: PromDuration;
  readonly tests: readonly {
    readonly name: string;
    readonly input_series: readonly { readonly series: string; readonly values: string }[];
    readonly promql_expr_test: readonly {
      readonly expr: string;
      readonly eval_time: PromDuration;
      readonly exp_samples: readonly { readonly labels: string }[];
    }[];
  }[];
}

const read = <T>(name: string): T => load(readFileSync(`dist/rehearsals/${name}`, 'utf8')) as T;

const labelsOf = (text: string) => {
  const labels = parseSeriesName(text);
  if ('code' in labels) throw new Error(labels.message);
  return labels;
};

test('every rehearsal of the default app holds, played with all of its rules', () => {
  const groups = read<RuleFile>('rules.yaml').groups.map(({ rules }) => ({
    rules: rules.map(
      ({ alert, record, expr, labels = {}, annotations = {}, ...times }): PlayableRule => ({
        kind: alert === undefined ? 'recording' : 'alert',
        name: (alert ?? record)!,
        query: parse(expr),
        for: times.for,
        keepFiringFor: times.keep_firing_for,
        labels,
        annotations,
      }),
    ),
  }));
  const { tests, evaluation_interval } = read<TestFile>('tests.yaml');
  const failed = tests.filter(({ input_series, promql_expr_test: [asked] }) => {
    const input = input_series.map(({ series, values }) => {
      const history = parseHistory(values);
      if ('code' in history) throw new Error(history.message);
      return { labels: labelsOf(series), values: history };
    });
    const end = secondsOf(asked!.eval_time) * 1000;
    const { storage, faults } = playGroups(groups, { ...plainStage, interval: secondsOf(evaluation_interval) * 1000, input, end });
    const result = evaluateAt(parse(asked!.expr), end, storage);
    const fired = result.kind === 'vector' ? result.samples.map(({ labels }) => pairsKey(labels)) : [];
    const expected = asked!.exp_samples.map(({ labels }) => pairsKey(labelsOf(labels)));
    return faults.length > 0 || fired.sort().join('\n') !== expected.sort().join('\n');
  });
  expect(failed.map(({ name }) => name)).toEqual([]);
  expect(tests.length).toBeGreaterThan(20);
});
