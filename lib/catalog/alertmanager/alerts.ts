import { fires, quiet, series } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { up } from '../../model/synthetic';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { historiesOf } from '../rehearsed';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.alertmanager);
const component = 'alertmanager';
const job = 'alertmanager';
const at = { job, instance: '10.0.0.8:9093' };
const of = historiesOf(at);
const second = { instance: '10.0.0.9:9093' };
const integration = { integration: 'slack' };

/** Ten notifications a second, of which this share fails. */
const failing = (share: number, instance = at.instance) => [
  of(own.alertmanager_notifications_failed_total, `0+${Number((600 * share).toPrecision(6))}x300`, {
    ...integration,
    reason: 'other',
    instance,
  }),
  of(own.alertmanager_notifications_total, '0+600x300', { ...integration, instance }),
];

const share = { ratio: 0.01, min: 0, max: 1, is: 'share of notifications that may fail' } as const;

/** Whether Alertmanager does its work; the last ones are about several that form a cluster. */
export const alertmanagerAlerts = [
  alert('AlertmanagerFailedReload', {
    expr: promql`max_over_time(${own.alertmanager_config_last_reload_successful}[5m]) == 0`,
    for: '10m',
    severity: 'critical',
    component,
    summary: 'Alertmanager {{ $labels.instance }} cannot read its configuration.',
    description: 'It goes on with the old one, and does not start again with the new one.',
    rehearsals: [
      fires('17m', at, of(own.alertmanager_config_last_reload_successful, '1 0x300')),
      quiet('40m', of(own.alertmanager_config_last_reload_successful, '1x5 0x8 1x300')),
    ],
  }),
  alert('AlertmanagerMembersInconsistent', {
    expr: promql`
      max_over_time(${own.alertmanager_cluster_members}[5m])
      < on (job) group_left () count by (job) (max_over_time(${own.alertmanager_cluster_members}[5m]))`,
    for: '15m',
    severity: 'critical',
    component,
    summary: 'Alertmanager {{ $labels.instance }} does not see all of its cluster.',
    description: 'It knows {{ $value }} members. Alerts may be told twice, and silences may not hold.',
    rehearsals: [
      fires('23m', at, of(own.alertmanager_cluster_members, '2x3 1x300'), of(own.alertmanager_cluster_members, 2, second)),
      quiet('50m', of(own.alertmanager_cluster_members, '2x3 1x4 2x300'), of(own.alertmanager_cluster_members, 2, second)),
    ],
  }),
  alert('AlertmanagerFailedToSendAlerts', {
    thresholds: { share },
    expr: (tuned) => promql`
      sum without (reason) (rate(${own.alertmanager_notifications_failed_total}[15m]))
      / rate(${own.alertmanager_notifications_total}[15m])
      > ${tuned.share}`,
    for: '5m',
    severity: 'warning',
    component,
    summary:
      'Alertmanager {{ $labels.instance }} fails with {{ $value | humanizePercentage }} of its notifications by {{ $labels.integration }}.',
    description: 'The other side refuses them or does not answer.',
    rehearsals: (tuned) => [
      fires('9m', { ...at, ...integration }, ...failing(Math.min(1, tuned.share * 2))),
      quiet('40m', ...failing(tuned.share * 0.5)),
    ],
  }),
  alert('AlertmanagerClusterFailedToSendAlerts', {
    thresholds: { share },
    expr: (tuned) => promql`
      min by (job, integration) (
        sum without (reason) (rate(${own.alertmanager_notifications_failed_total}[15m]))
        / rate(${own.alertmanager_notifications_total}[15m])
      ) > ${tuned.share}`,
    for: '5m',
    severity: 'critical',
    component,
    summary: 'Every Alertmanager fails with at least {{ $value | humanizePercentage }} of its notifications by {{ $labels.integration }}.',
    description: 'Whoever is told this way is not told.',
    rehearsals: (tuned) => [
      fires('9m', { job, ...integration }, ...failing(Math.min(1, tuned.share * 2)), ...failing(1, second.instance)),
      // One of two succeeds.
      quiet('40m', ...failing(tuned.share * 0.5), ...failing(1, second.instance)),
    ],
  }),
  alert('AlertmanagerConfigInconsistent', {
    expr: promql`count by (job) (count_values by (job) ("config_hash", ${own.alertmanager_config_hash})) != 1`,
    for: '20m',
    severity: 'critical',
    component,
    summary: 'The Alertmanagers of {{ $labels.job }} have {{ $value }} different configurations.',
    description: 'Who is told depends on which of them speaks.',
    rehearsals: [
      fires('30m', { job }, of(own.alertmanager_config_hash, 1), of(own.alertmanager_config_hash, 2, second)),
      // They read a new one, one after the other.
      quiet('60m', of(own.alertmanager_config_hash, '1x5 2x300'), of(own.alertmanager_config_hash, '1x9 2x300', second)),
    ],
  }),
  alert('AlertmanagerClusterDown', {
    thresholds: { share: { ratio: 0.5, min: 0, max: 1, is: 'share of the members that may be down' } },
    expr: (tuned) => promql`
      count by (job) (avg_over_time(${up}{job="${job}"}[5m]) < 0.5) / count by (job) (${up}{job="${job}"}) >= ${tuned.share}`,
    for: '5m',
    severity: 'critical',
    component,
    summary: '{{ $value | humanizePercentage }} of the Alertmanagers of {{ $labels.job }} are down.',
    description: 'When the others go too, nobody is told of anything.',
    rehearsals: [
      fires('10m', { job }, series(up, at, '1 0x300'), series(up, { job, ...second }, '1x300')),
      quiet('30m', series(up, at, '1x3 0x2 1x300'), series(up, { job, ...second }, '1x300')),
      quiet(
        '30m',
        series(up, { job, instance: 'a' }, '0x300'),
        ...['b', 'c', 'd', 'e'].map((instance) => series(up, { job, instance }, '1x300')),
      ),
    ],
  }),
  alert('AlertmanagerClusterCrashlooping', {
    thresholds: { share: { ratio: 0.5, min: 0, max: 1, is: 'share of the members that may restart again and again' } },
    expr: (tuned) => promql`
      count by (job) (changes(${own.process_start_time_seconds}{job="${job}"}[10m]) > 4)
      / count by (job) (${up}{job="${job}"}) >= ${tuned.share}`,
    for: '5m',
    severity: 'critical',
    component,
    summary: '{{ $value | humanizePercentage }} of the Alertmanagers of {{ $labels.job }} restart again and again.',
    description: 'What they know of alerts that were told is lost each time.',
    rehearsals: [
      fires('14m', { job }, of(own.process_start_time_seconds, '0+60x300'), series(up, at, '1x300')),
      quiet(
        '40m',
        of(own.process_start_time_seconds, '0+60x300'),
        ...['b', 'c', 'd', 'e'].map((instance) => of(own.process_start_time_seconds, 5, { instance })),
        ...[at.instance, 'b', 'c', 'd', 'e'].map((instance) => series(up, { job, instance }, '1x300')),
      ),
    ],
  }),
  alert('AlertmanagerClusterFailedPeers', {
    expr: promql`${own.alertmanager_cluster_failed_peers} > 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'Alertmanager {{ $labels.instance }} has lost {{ $value }} of its peers.',
    description: 'They do not answer any more; it forgets them after six hours.',
    rehearsals: [
      fires('20m', at, of(own.alertmanager_cluster_failed_peers, 1)),
      quiet('40m', of(own.alertmanager_cluster_failed_peers, '1x5 0x300')),
    ],
  }),
] as const;
