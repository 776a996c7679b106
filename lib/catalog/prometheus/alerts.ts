import type { Metric } from '../../model/metric';
import { fires, quiet, series } from '../../model/rehearsal';
import { type Alert, type AlertOptions, alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.prometheus);

/** The labels of the metrics of one Prometheus. */
const at = { job: 'prometheus', instance: '10.0.0.7:9090' };

/** Prometheus refuses the scrapes of a target, or the targets of a job, that are over a limit; it does not say which. */
const refused = (metric: Metric, what: string, description: string): AlertOptions => ({
  expr: promql`increase(${metric}[5m]) > 0`,
  for: '15m',
  severity: 'warning',
  component: 'prometheus',
  summary: `Prometheus refuses ${what}.`,
  description: `${description} Nothing of a refused target is stored, and its \`up\` is 0.`,
  rehearsals: [
    fires('30m', at, series(metric, at, '0+1x60')),
    quiet('30m', series(metric, at, '7x60')),
    // It was so for ten minutes, and was mended.
    quiet('40m', series(metric, at, '0+1x10 10x60')),
  ],
});

/** What a limit keeps out; the names are those of prometheus-operator's own rules. */
export const limitAlerts: readonly Alert[] = [
  alert(
    'PrometheusScrapeSampleLimitHit',
    refused(
      own.prometheus_target_scrapes_exceeded_sample_limit_total,
      'a target that exposes too many samples',
      '{{ $value | printf "%.0f" }} scrapes within 5 minutes brought more samples than `sample_limit` allows.',
    ),
  ),
  alert(
    'PrometheusScrapeBodySizeLimitHit',
    refused(
      own.prometheus_target_scrapes_exceeded_body_size_limit_total,
      'a target whose answer is too large',
      '{{ $value | printf "%.0f" }} answers within 5 minutes were larger than `body_size_limit` allows.',
    ),
  ),
  alert(
    'PrometheusLabelLimitHit',
    refused(
      own.prometheus_target_scrape_pool_exceeded_label_limits_total,
      'the targets of a job whose labels are too many or too long',
      'The labels of its targets were over `label_limit` or its like {{ $value | printf "%.0f" }} times within 5 minutes.',
    ),
  ),
  alert(
    'PrometheusTargetLimitHit',
    refused(
      own.prometheus_target_scrape_pool_exceeded_target_limit_total,
      'the targets of a job that has too many',
      'A job was over `target_limit` {{ $value | printf "%.0f" }} times within 5 minutes.',
    ),
  ),
];
