import type { Metric } from '../../model/metric';
import { fires, quiet, series } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { metricsOf } from '../source';

const own = metricsOf(catalogs['kube-state-metrics-self']);
const component = 'kube-state-metrics';
const at = { job: 'kube-state-metrics', instance: '10.1.0.9:8081' };
const others = 'Alerts and dashboards about pods, workloads, nodes and volumes see old states, or nothing.';

/** What kube-state-metrics asks the API server, by its result. */
const failing = (calls: Metric, summary: string) =>
  ({
    thresholds: { share: { ratio: 0.01, min: 0, max: 1, is: 'share of its calls that may fail' } },
    expr: (tuned: { readonly share: number }) => promql`
      sum(rate(${calls}{job="${at.job}", result="error"}[5m])) / sum(rate(${calls}{job="${at.job}"}[5m])) > ${tuned.share}`,
    for: '15m',
    severity: 'critical',
    component,
    summary,
    description: `It lacks a right, or the API server does not answer. ${others}`,
    rehearsals: (tuned: { readonly share: number }) => {
      const answered = (share: number) =>
        (
          [
            ['error', share],
            ['success', 1 - share],
          ] as const
        ).map(([result, part]) => series(calls, { ...at, resource: '*v1.Pod', result }, `0+${Number((600 * part).toPrecision(6))}x90`));
      return [fires('20m', {}, ...answered(Math.min(1, tuned.share * 1.5))), quiet('50m', ...answered(tuned.share * 0.5))];
    },
  }) as const;

const shard = (ordinal: number, of: number, values = 'x60') => {
  const instance = `10.1.0.${ordinal}:8081`;
  return [
    series(own.kube_state_metrics_total_shards, { job: at.job, instance }, values.replaceAll(/(^| )x/g, `$1${of}x`)),
    series(
      own.kube_state_metrics_shard_ordinal,
      { job: at.job, instance, shard_ordinal: String(ordinal) },
      values.replaceAll(/(^| )x/g, `$1${ordinal}x`),
    ),
  ];
};

/** Whether kube-state-metrics itself does its work. */
export const stateMetricsAlerts = [
  alert(
    'KubeStateMetricsListErrors',
    failing(own.kube_state_metrics_list_total, 'kube-state-metrics cannot list {{ $value | humanizePercentage }} of what it asks for.'),
  ),
  alert(
    'KubeStateMetricsWatchErrors',
    failing(own.kube_state_metrics_watch_total, 'kube-state-metrics cannot watch {{ $value | humanizePercentage }} of what it asks for.'),
  ),
  alert('KubeStateMetricsShardingMismatch', {
    expr: promql`stdvar(${own.kube_state_metrics_total_shards}{job="${at.job}"}) != 0`,
    for: '15m',
    severity: 'critical',
    component,
    summary: 'The shards of kube-state-metrics were told different numbers of shards.',
    description: 'Some objects are told of twice, or by none.',
    rehearsals: [
      fires('20m', {}, ...shard(0, 3), ...shard(1, 2)),
      quiet('40m', ...shard(0, 2), ...shard(1, 2)),
      {
        ...quiet(
          '40m',
          ...shard(0, 3),
          series(own.kube_state_metrics_total_shards, { job: at.job, instance: '10.1.0.1:8081' }, '2x8 3x60'),
        ),
        title: 'a shard more is rolled out',
      },
    ],
  }),
  alert('KubeStateMetricsShardsMissing', {
    expr: promql`
      max(${own.kube_state_metrics_total_shards}{job="${at.job}"})
      - count(count by (shard_ordinal) (${own.kube_state_metrics_shard_ordinal}{job="${at.job}"})) > 0`,
    for: '15m',
    severity: 'critical',
    component,
    summary: '{{ $value }} shards of kube-state-metrics are missing.',
    description: 'A part of all objects is told of by none.',
    rehearsals: [
      fires('20m', {}, ...shard(0, 3), ...shard(2, 3)),
      quiet('40m', ...shard(0, 2), ...shard(1, 2)),
      { ...quiet('40m', ...shard(0, 1)), title: 'one that has no shards' },
      { ...quiet('40m', ...shard(0, 2), ...shard(1, 2, 'x4 _x8 x60')), title: 'one is started again' },
    ],
  }),
] as const;
