/** A text without what is in quotes: `x{a=""} |= ""`. A quote that nothing closes is one character, and the text after it is kept. */
function unquoted(text: string): string {
  const open = new Set<string>();
  let kept = '';
  let at = 0;
  while (at < text.length) {
    const quote = text[at]!;
    const isQuote = (quote === '"' || quote === "'" || quote === '`') && !open.has(quote);
    const end = isQuote ? endOfString(text, at, quote) : undefined;
    // No later quote of this kind is closed either: each text is looked through once.
    if (isQuote && end === undefined) open.add(quote);
    kept += end === undefined ? quote : '""';
    at = end ?? at + 1;
  }
  return kept.replace(/#.*/g, '');
}

/** The offset after the string that begins at `start`; undefined where nothing closes it. */
function endOfString(text: string, start: number, quote: string): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === quote) return at + 1;
    if (text[at] === '\\' && quote !== '`') at += 1;
  }
  return undefined;
}

/** What Loki takes and Prometheus does not: filters of lines after a selector, and stages of a pipeline (Loki documentation, "LogQL"). */
const logql = new RegExp(
  [
    /\}\s*(?:\|[=~>]|!>|!=\s*"|!~\s*")/,
    /\|\s*(?:json|logfmt|regexp|pattern|unpack|unwrap|line_format|label_format|decolorize|drop|keep)\b/,
    /\b(?:bytes_over_time|bytes_rate|rate_counter)\s*\(/,
  ]
    .map(({ source }) => source)
    .join('|'),
);

/** Whether a query is surely for Loki. */
export const isLogql = (text: string): boolean => logql.test(unquoted(text));

/** Functions that VictoriaMetrics has and Prometheus has not (VictoriaMetrics documentation, "MetricsQL"). */
const functions = [
  'aggr_over_time',
  'alias',
  'any',
  'ascent_over_time',
  'bitmap_and',
  'bitmap_or',
  'bitmap_xor',
  'bottomk_avg',
  'bottomk_last',
  'bottomk_max',
  'bottomk_median',
  'bottomk_min',
  'buckets_limit',
  'count_eq_over_time',
  'count_gt_over_time',
  'count_le_over_time',
  'count_ne_over_time',
  'count_values_over_time',
  'decreases_over_time',
  'default_rollup',
  'deriv_fast',
  'descent_over_time',
  'distinct',
  'distinct_over_time',
  'drop_common_labels',
  'drop_empty_series',
  'duration_over_time',
  'geomean',
  'geomean_over_time',
  'histogram',
  'histogram_over_time',
  'histogram_share',
  'hoeffding_bound_lower',
  'hoeffding_bound_upper',
  'increase_prometheus',
  'increase_pure',
  'increases_over_time',
  'integrate',
  'interpolate',
  'keep_last_value',
  'keep_next_value',
  'label_copy',
  'label_del',
  'label_graphite_group',
  'label_keep',
  'label_lowercase',
  'label_map',
  'label_match',
  'label_mismatch',
  'label_move',
  'label_set',
  'label_transform',
  'label_uppercase',
  'label_value',
  'labels_equal',
  'lag',
  'lifetime',
  'limit_offset',
  'mad',
  'mode',
  'mode_over_time',
  'now',
  'outlier_iqr_over_time',
  'outliers_iqr',
  'outliers_mad',
  'outliersk',
  'prometheus_buckets',
  'quantiles',
  'quantiles_over_time',
  'rand',
  'rand_exponential',
  'rand_normal',
  'range_avg',
  'range_first',
  'range_last',
  'range_linear_regression',
  'range_mad',
  'range_max',
  'range_median',
  'range_min',
  'range_normalize',
  'range_over_time',
  'range_quantile',
  'range_stddev',
  'range_stdvar',
  'range_sum',
  'range_trim_outliers',
  'range_trim_spikes',
  'range_trim_zscore',
  'range_zscore',
  'rate_over_sum',
  'rate_prometheus',
  'remove_resets',
  'rollup',
  'rollup_candlestick',
  'rollup_delta',
  'rollup_deriv',
  'rollup_increase',
  'rollup_rate',
  'rollup_scrape_interval',
  'ru',
  'running_avg',
  'running_max',
  'running_min',
  'running_sum',
  'scrape_interval',
  'share',
  'share_eq_over_time',
  'share_gt_over_time',
  'share_le_over_time',
  'smooth_exponential',
  'sort_by_label_numeric',
  'sort_by_label_numeric_desc',
  'stale_samples_over_time',
  'sum2',
  'sum2_over_time',
  'sum_eq_over_time',
  'sum_gt_over_time',
  'sum_le_over_time',
  'tfirst_over_time',
  'timestamp_with_name',
  'timezone_offset',
  'tlast_change_over_time',
  'tlast_over_time',
  'tmax_over_time',
  'tmin_over_time',
  'topk_avg',
  'topk_last',
  'topk_max',
  'topk_median',
  'topk_min',
  'ttf',
  'union',
  'zscore',
  'zscore_over_time',
];

const metricsql = new RegExp(
  [
    new RegExp(`\\b(?:${functions.join('|')})\\s*(?:\\(|by\\b|without\\b)`),
    // Its own buckets, and the metrics of its own programs.
    /\bvmrange\b|\bvm(?:alert|auth|agent)?_\w/,
    /\bkeep_metric_names\b|\bWITH\s*\(|\blimit\s+\d+\s*$/,
    // An operator stands after what is complete.
    /[)\]}"\w]\s+(?:default|if|ifnot)\s+[\w({-]/,
    /\[\s*\d+(?:\.\d+)?i\s*[:\]]/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'i',
);

/** Whether a query has what VictoriaMetrics takes and Prometheus does not. */
export const isMetricsql = (text: string): boolean => metricsql.test(unquoted(text));
