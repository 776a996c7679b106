import type { Query } from '../../lib/promql/ast';
import { type Evaluated, evaluateAt, evaluateOver } from '../../lib/promql/evaluate/evaluate';
import { type LabelPairs, labelsFrom, pairValue } from '../../lib/promql/evaluate/storage/pairs';
import { seriesOfSelector } from '../../lib/promql/evaluate/storage/select';
import type { SeriesStorage } from '../../lib/promql/evaluate/storage/series';
import { parse } from '../../lib/promql/parse';
import { withoutParens } from '../../lib/promql/walk';

type Answer = { readonly status: 'success'; readonly data: unknown } | { readonly status: 'error'; readonly error: string };

const success = (data: unknown): Answer => ({ status: 'success', data });
const written = (value: number) =>
  value === Number.POSITIVE_INFINITY ? '+Inf' : value === Number.NEGATIVE_INFINITY ? '-Inf' : String(value);
const point = (time: number, value: number) => [time / 1000, written(value)];

/** Answers as Prometheus' HTTP API does, for the queries that a dashboard asks. */
export function answerOf(storage: SeriesStorage, path: string, parameters: URLSearchParams): Answer {
  const seconds = (name: string) => Math.round(Number(parameters.get(name)) * 1000);
  const query: Query = parse(parameters.get('query') ?? '');
  if (path === 'query') return resultOf(evaluateAt(query, seconds('time'), storage), seconds('time'));
  if (path === 'query_range') {
    return resultOf(evaluateOver(query, { start: seconds('start'), end: seconds('end'), step: seconds('step') }, storage), seconds('end'));
  }
  const [, label] = /^label\/(\w+)\/values$/.exec(path) ?? [];
  if (label !== undefined) return success(valuesOf(storage, label, parameters.get('match[]')));
  return { status: 'error', error: `${path} is not answered here` };
}

function valuesOf(storage: SeriesStorage, label: string, match: string | null): readonly string[] {
  const selector = match === null ? undefined : parse(match).expr;
  const inner = selector && withoutParens(selector);
  const series = inner?.kind === 'selector' ? seriesOfSelector(storage, inner) : storage.all;
  return [...new Set(series.map(({ labels }) => pairValue(labels, label)))].filter((value) => value !== '').sort();
}

function resultOf(evaluated: Evaluated, time: number): Answer {
  const metric = (labels: LabelPairs) => labelsFrom(labels);
  switch (evaluated.kind) {
    case 'fault':
      return { status: 'error', error: evaluated.message };
    case 'scalar':
      return success({ resultType: 'scalar', result: point(time, evaluated.value) });
    case 'string':
      return success({ resultType: 'string', result: [time / 1000, evaluated.value] });
    case 'vector':
      return success({
        resultType: 'vector',
        result: evaluated.samples.map(({ labels, value }) => ({ metric: metric(labels), value: point(time, value) })),
      });
    case 'matrix':
      return success({
        resultType: 'matrix',
        result: evaluated.series.map(({ labels, points }) => ({
          metric: metric(labels),
          values: points.map(({ time, value }) => point(time, value)),
        })),
      });
  }
}
