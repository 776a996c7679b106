import { fires, quiet } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { historiesOf, keepsFailing } from '../rehearsed';
import { aboutPrometheus } from './own';

const { at, component, own, who } = aboutPrometheus;

const of = historiesOf(at);

/** Whether samples are stored. */
export const storageHealthAlerts = [
  alert('PrometheusTSDBReloadsFailing', {
    expr: promql`increase(${own.prometheus_tsdb_reloads_failures_total}[3h]) > 0`,
    for: '4h',
    severity: 'warning',
    component,
    summary: `${who} cannot read its blocks.`,
    description: '{{ $value | humanize }} tries failed within three hours: a disk or a file is broken.',
    rehearsals: [
      fires('290m', at, of(own.prometheus_tsdb_reloads_failures_total, '0+1x600')),
      quiet('600m', of(own.prometheus_tsdb_reloads_failures_total, '0x5 1x600')),
    ],
  }),
  alert('PrometheusTSDBCompactionsFailing', {
    expr: promql`increase(${own.prometheus_tsdb_compactions_failed_total}[3h]) > 0`,
    for: '4h',
    severity: 'warning',
    component,
    summary: `${who} cannot compact its blocks.`,
    description: '{{ $value | humanize }} tries failed within three hours: the disk may be full, and memory and start take more and more.',
    rehearsals: [
      fires('290m', at, of(own.prometheus_tsdb_compactions_failed_total, '0+1x600')),
      quiet('600m', of(own.prometheus_tsdb_compactions_failed_total, '0x5 1x600')),
    ],
  }),
  alert('PrometheusNotIngestingSamples', {
    expr: promql`sum without (type) (rate(${own.prometheus_tsdb_head_samples_appended_total}[5m])) <= 0`,
    for: '10m',
    severity: 'warning',
    component,
    summary: `${who} stores nothing.`,
    description: 'It has no targets, or none answers, or it cannot write.',
    rehearsals: [
      fires('15m', at, of(own.prometheus_tsdb_head_samples_appended_total, 500, { type: 'float' })),
      quiet('40m', of(own.prometheus_tsdb_head_samples_appended_total, '0+60x300', { type: 'float' })),
    ],
  }),
  alert(
    'PrometheusDuplicateTimestamps',
    keepsFailing(own.prometheus_target_scrapes_sample_duplicate_timestamp_total, at, {
      for: '10m',
      severity: 'warning',
      component,
      summary: `${who} drops samples with the same time and other values.`,
      description: 'Two targets become the same series: their labels do not tell them apart.',
    }),
  ),
  alert(
    'PrometheusOutOfOrderTimestamps',
    keepsFailing(own.prometheus_target_scrapes_sample_out_of_order_total, at, {
      for: '10m',
      severity: 'warning',
      component,
      summary: `${who} drops samples that are older than what it has.`,
      description: 'Two targets become the same series, or one exposes times of its own.',
    }),
  ),
] as const;
