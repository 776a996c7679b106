import type { ValueType } from './ast';

/** A function of PromQL. */
export interface FunctionSpec {
  /** The types of the arguments; the last one repeats where `most` allows more. */
  readonly args: readonly ValueType[];
  /** How many arguments it needs. @default - as many as `args` */
  readonly least?: number;
  /** How many arguments it takes. @default - as many as `args` */
  readonly most?: number;
  readonly returns: ValueType;
  /** The Prometheus version that has it first, where it is newer than 2.45. */
  readonly since?: string;
  /** Needs `--enable-feature=promql-experimental-functions`. */
  readonly experimental?: boolean;
  /** The version that has it without that flag, where an older one wanted it. */
  readonly stableSince?: string;
}

/** The functions of Prometheus 3.15 (promql/parser/functions.go); versions from its changelog. */
export const functions: Readonly<Record<string, FunctionSpec>> = Object.assign(Object.create(null) as object, {
  abs: { args: ['vector'], returns: 'vector' },
  absent: { args: ['vector'], returns: 'vector' },
  absent_over_time: { args: ['matrix'], returns: 'vector' },
  acos: { args: ['vector'], returns: 'vector' },
  acosh: { args: ['vector'], returns: 'vector' },
  asin: { args: ['vector'], returns: 'vector' },
  asinh: { args: ['vector'], returns: 'vector' },
  atan: { args: ['vector'], returns: 'vector' },
  atanh: { args: ['vector'], returns: 'vector' },
  avg_over_time: { args: ['matrix'], returns: 'vector' },
  ceil: { args: ['vector'], returns: 'vector' },
  changes: { args: ['matrix'], returns: 'vector' },
  clamp: { args: ['vector', 'scalar', 'scalar'], returns: 'vector' },
  clamp_max: { args: ['vector', 'scalar'], returns: 'vector' },
  clamp_min: { args: ['vector', 'scalar'], returns: 'vector' },
  cos: { args: ['vector'], returns: 'vector' },
  cosh: { args: ['vector'], returns: 'vector' },
  count_over_time: { args: ['matrix'], returns: 'vector' },
  day_of_month: { args: ['vector'], least: 0, returns: 'vector' },
  day_of_week: { args: ['vector'], least: 0, returns: 'vector' },
  day_of_year: { args: ['vector'], least: 0, returns: 'vector' },
  days_in_month: { args: ['vector'], least: 0, returns: 'vector' },
  deg: { args: ['vector'], returns: 'vector' },
  delta: { args: ['matrix'], returns: 'vector' },
  deriv: { args: ['matrix'], returns: 'vector' },
  double_exponential_smoothing: { args: ['matrix', 'scalar', 'scalar'], returns: 'vector', since: '3.0', experimental: true },
  end: { args: [], returns: 'scalar', since: '3.12', experimental: true },
  exp: { args: ['vector'], returns: 'vector' },
  first_over_time: { args: ['matrix'], returns: 'vector', since: '3.7', stableSince: '3.14' },
  floor: { args: ['vector'], returns: 'vector' },
  histogram_avg: { args: ['vector'], returns: 'vector', since: '2.51' },
  histogram_count: { args: ['vector'], returns: 'vector' },
  histogram_fraction: { args: ['scalar', 'scalar', 'vector'], returns: 'vector' },
  histogram_quantile: { args: ['scalar', 'vector'], returns: 'vector' },
  histogram_quantiles: {
    args: ['vector', 'string', 'scalar', 'scalar'],
    least: 3,
    most: 12,
    returns: 'vector',
    since: '3.11',
    experimental: true,
  },
  histogram_stddev: { args: ['vector'], returns: 'vector', since: '2.47' },
  histogram_stdvar: { args: ['vector'], returns: 'vector', since: '2.47' },
  histogram_sum: { args: ['vector'], returns: 'vector' },
  hour: { args: ['vector'], least: 0, returns: 'vector' },
  idelta: { args: ['matrix'], returns: 'vector' },
  increase: { args: ['matrix'], returns: 'vector' },
  info: { args: ['vector', 'vector'], least: 1, returns: 'vector', since: '2.55', experimental: true },
  irate: { args: ['matrix'], returns: 'vector' },
  label_join: { args: ['vector', 'string', 'string', 'string'], least: 3, most: Infinity, returns: 'vector' },
  label_replace: { args: ['vector', 'string', 'string', 'string', 'string'], returns: 'vector' },
  last_over_time: { args: ['matrix'], returns: 'vector' },
  ln: { args: ['vector'], returns: 'vector' },
  log10: { args: ['vector'], returns: 'vector' },
  log2: { args: ['vector'], returns: 'vector' },
  mad_over_time: { args: ['matrix'], returns: 'vector', since: '2.49', experimental: true },
  max_of: { args: ['scalar', 'scalar'], returns: 'scalar', since: '3.13', experimental: true },
  max_over_time: { args: ['matrix'], returns: 'vector' },
  min_of: { args: ['scalar', 'scalar'], returns: 'scalar', since: '3.13', experimental: true },
  min_over_time: { args: ['matrix'], returns: 'vector' },
  minute: { args: ['vector'], least: 0, returns: 'vector' },
  month: { args: ['vector'], least: 0, returns: 'vector' },
  pi: { args: [], returns: 'scalar' },
  predict_linear: { args: ['matrix', 'scalar'], returns: 'vector' },
  present_over_time: { args: ['matrix'], returns: 'vector' },
  quantile_over_time: { args: ['scalar', 'matrix'], returns: 'vector' },
  rad: { args: ['vector'], returns: 'vector' },
  range: { args: [], returns: 'scalar', since: '3.12', experimental: true },
  rate: { args: ['matrix'], returns: 'vector' },
  resets: { args: ['matrix'], returns: 'vector' },
  round: { args: ['vector', 'scalar'], least: 1, returns: 'vector' },
  scalar: { args: ['vector'], returns: 'scalar' },
  sgn: { args: ['vector'], returns: 'vector' },
  sin: { args: ['vector'], returns: 'vector' },
  sinh: { args: ['vector'], returns: 'vector' },
  sort: { args: ['vector'], returns: 'vector' },
  sort_by_label: { args: ['vector', 'string'], least: 1, most: Infinity, returns: 'vector', since: '2.49', experimental: true },
  sort_by_label_desc: { args: ['vector', 'string'], least: 1, most: Infinity, returns: 'vector', since: '2.49', experimental: true },
  sort_desc: { args: ['vector'], returns: 'vector' },
  sqrt: { args: ['vector'], returns: 'vector' },
  start: { args: [], returns: 'scalar', since: '3.12', experimental: true },
  start_timestamp: { args: ['vector'], returns: 'vector', since: '3.14', experimental: true },
  stddev_over_time: { args: ['matrix'], returns: 'vector' },
  stdvar_over_time: { args: ['matrix'], returns: 'vector' },
  step: { args: [], returns: 'scalar', since: '3.12', experimental: true },
  sum_over_time: { args: ['matrix'], returns: 'vector' },
  tan: { args: ['vector'], returns: 'vector' },
  tanh: { args: ['vector'], returns: 'vector' },
  time: { args: [], returns: 'scalar' },
  timestamp: { args: ['vector'], returns: 'vector' },
  ts_of_first_over_time: { args: ['matrix'], returns: 'vector', since: '3.7', experimental: true },
  ts_of_last_over_time: { args: ['matrix'], returns: 'vector', since: '3.5', experimental: true },
  ts_of_max_over_time: { args: ['matrix'], returns: 'vector', since: '3.5', experimental: true },
  ts_of_min_over_time: { args: ['matrix'], returns: 'vector', since: '3.5', experimental: true },
  vector: { args: ['scalar'], returns: 'vector' },
  year: { args: ['vector'], least: 0, returns: 'vector' },
} satisfies Record<string, FunctionSpec>);

/** An aggregation operator. */
export interface AggregationSpec {
  /** The type of its parameter, where it takes one before the expression. */
  readonly parameter?: ValueType;
  readonly since?: string;
  readonly experimental?: boolean;
}

/** The aggregation operators of Prometheus 3.15 (generated_parser.y, `aggregate_op`). */
export const aggregations: Readonly<Record<string, AggregationSpec>> = Object.assign(Object.create(null) as object, {
  avg: {},
  bottomk: { parameter: 'scalar' },
  count: {},
  count_values: { parameter: 'string' },
  group: {},
  limit_ratio: { parameter: 'scalar', since: '2.54', experimental: true },
  limitk: { parameter: 'scalar', since: '2.54', experimental: true },
  max: {},
  min: {},
  quantile: { parameter: 'scalar' },
  stddev: {},
  stdvar: {},
  sum: {},
  topk: { parameter: 'scalar' },
} satisfies Record<string, AggregationSpec>);

export const isAggregation = (name: string): boolean => aggregations[name] !== undefined;
