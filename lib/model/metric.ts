/** Prometheus' metric types; `untyped` is what an exposition without a TYPE line has. */
export type MetricType = 'counter' | 'gauge' | 'histogram' | 'native-histogram' | 'summary' | 'untyped';

/** A metric as its program exposes it: what `# TYPE` and `# HELP` say of it, and its label names. */
export interface Metric {
  readonly name: string;
  readonly type: MetricType;
  readonly help: string;
  /** The labels of the program's own exposition; scraping adds others (job, instance, namespace ...). */
  readonly labels: readonly string[];
  /** The values that a label can have, where they are a closed list. */
  readonly labelValues?: Readonly<Record<string, readonly string[]>>;
  /** The upper bounds of a histogram's buckets, without +Inf. */
  readonly buckets?: readonly number[];
}

/** A histogram, whose three series a query reads by their own names. */
export interface Histogram extends Metric {
  readonly type: 'histogram';
  readonly bucket: string;
  readonly sum: string;
  readonly count: string;
}

export interface MetricOptions {
  /** @default - any value */
  readonly labelValues?: Readonly<Record<string, readonly string[]>>;
}

export interface HistogramOptions extends MetricOptions {
  /** Upper bounds, ascending, without +Inf. @default - unknown, so no check looks at them */
  readonly buckets?: readonly number[];
}

/** A value that only grows, or starts again at 0 with its program. */
export function counter(name: string, help: string, labels: readonly string[] = [], options: MetricOptions = {}): Metric {
  return { name, type: 'counter', help, labels, ...options };
}

/** A value that goes up and down. */
export function gauge(name: string, help: string, labels: readonly string[] = [], options: MetricOptions = {}): Metric {
  return { name, type: 'gauge', help, labels, ...options };
}

/** A distribution in cumulative buckets: `name_bucket{le}`, `name_sum` and `name_count`. */
export function histogram(name: string, help: string, labels: readonly string[] = [], options: HistogramOptions = {}): Histogram {
  return { name, type: 'histogram', help, labels, ...options, bucket: `${name}_bucket`, sum: `${name}_sum`, count: `${name}_count` };
}

/** A distribution whose buckets the program chooses itself: one series, which `histogram_quantile` reads by its own name. */
export function nativeHistogram(name: string, help: string, labels: readonly string[] = [], options: MetricOptions = {}): Metric {
  return { name, type: 'native-histogram', help, labels, ...options };
}

/** A distribution in quantiles that the program computes: `name{quantile}`, `name_sum` and `name_count`. */
export function summary(name: string, help: string, labels: readonly string[] = [], options: MetricOptions = {}): Metric {
  return { name, type: 'summary', help, labels, ...options };
}

/** A sample that a metric exposes: the name that a query selects, and the labels that it has. */
export interface SeriesName {
  readonly name: string;
  /** A native histogram is untyped here: what is true of counters and of gauges is not true of it. */
  readonly type: Exclude<MetricType, 'native-histogram'>;
  readonly labels: readonly string[];
  /** The only values that a label has. @default - any */
  readonly labelValues?: Metric['labelValues'];
  /** The upper bounds of the buckets that its `le` names. @default - any */
  readonly buckets?: Metric['buckets'];
  /** True where it may have labels beside these, such as those that are made of what it measures. @default - these are all */
  readonly hasMoreLabels?: true;
}

/** The series of a metric, as a query names them (Prometheus documentation, "Metric types"). */
export function seriesOf(metric: Metric): readonly SeriesName[] {
  const { name, type, labels, labelValues, buckets } = metric;
  const values = labelValues && { labelValues };
  switch (type) {
    case 'counter':
    case 'gauge':
    case 'untyped':
      return [{ name, type, labels, ...values }];
    case 'native-histogram':
      return [{ name, type: 'untyped', labels, ...values }];
    case 'histogram':
      return [
        { name: `${name}_bucket`, type: 'counter', labels: [...labels, 'le'], ...values, ...(buckets && { buckets }) },
        { name: `${name}_sum`, type: 'counter', labels, ...values },
        { name: `${name}_count`, type: 'counter', labels, ...values },
      ];
    case 'summary':
      return [
        { name, type: 'gauge', labels: [...labels, 'quantile'], ...values },
        { name: `${name}_sum`, type: 'counter', labels, ...values },
        { name: `${name}_count`, type: 'counter', labels, ...values },
      ];
  }
}
