import { isMapping } from '../../yaml/value';
import type { Histogram, Metric } from '../metric';
import type { CatalogedMetrics } from '../watch';
import { fields, required } from './fields';
import { characters, choiceOf, listOf, mapOf, right, satisfying } from './kinds';
import { isNo, type Kind, type OptionProblem, problem } from './problem';

type AnyMetric = Metric & Partial<Pick<Histogram, 'bucket' | 'sum' | 'count'>>;

const name: Kind = (value, at) =>
  typeof value === 'string' && value !== '' ? right : isNo(at, value, 'name of a metric', 'Write its name in quotes.');

const bound: Kind = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) ? right : isNo(at, value, 'upper bound', 'Write numbers; +Inf is always there.');

const buckets = satisfying<readonly number[]>(listOf(bound), (bounds, at) =>
  bounds.every((value, index) => index === 0 || value > bounds[index - 1]!)
    ? right
    : [problem(at, 'the upper bounds do not ascend', 'Write them from small to large, each of them once.')],
);

/** Labels that a type of metric gives to its series by itself. */
const typeLabel: Readonly<Record<string, string>> = { histogram: 'le', summary: 'quantile' };

function labelProblems({ type, labels }: AnyMetric, at: string): readonly OptionProblem[] {
  return labels.flatMap((label): readonly OptionProblem[] => {
    const where = at === '' ? 'labels' : `${at}.labels`;
    if (label.startsWith('__')) return [problem(where, `${label} is reserved`, 'Choose a label that does not begin with two underscores.')];
    if (label === typeLabel[type])
      return [problem(where, `every ${type} has the label ${label}`, `Remove ${label}: it is added to the series that have it.`)];
    return right;
  });
}

const metricKind = satisfying<AnyMetric>(
  fields<AnyMetric>(
    'a metric',
    {
      name: required(name),
      type: required(choiceOf('counter', 'gauge', 'histogram', 'native-histogram', 'summary', 'untyped')),
      help: required(characters),
      labels: required(listOf(characters)),
      labelValues: mapOf(listOf(characters)),
      buckets,
      bucket: characters,
      sum: characters,
      count: characters,
    },
    "counter('name', 'Help.', ['label']) or another type",
  ),
  labelProblems,
);

const isCatalogue = (value: unknown): boolean => isMapping(value) && value.kind === 'cataloged';

/** What is wrong with what a catalogue was read from. */
const catalogueKind: Kind = (value, at) =>
  ((value as { readonly problems?: readonly OptionProblem[] }).problems ?? []).map(({ message, hint }) => problem(at, message, hint));

const metricOrCatalogue: Kind = (value, at) => (isCatalogue(value) ? catalogueKind : metricKind)(value, at);

/** Metrics and catalogues in a list, or a catalogue. */
export const metricsKind: Kind = (value, at) =>
  isCatalogue(value)
    ? catalogueKind(value, at)
    : satisfying<readonly (Metric | CatalogedMetrics)[]>(listOf(metricOrCatalogue), (metrics) =>
        twoTypes(
          metrics.filter((one): one is Metric => !isCatalogue(one)),
          at,
        ),
      )(value, at);

function twoTypes(metrics: readonly Metric[], at: string): readonly OptionProblem[] {
  const types = new Map<string, string>();
  return metrics.flatMap(({ name: metric, type }) => {
    const first = types.get(metric) ?? type;
    types.set(metric, first);
    return first === type ? right : [problem(at, `${metric} is declared as ${first} and as ${type}`, 'Remove one of the two.')];
  });
}
