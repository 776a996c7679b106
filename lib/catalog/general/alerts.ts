import { fires, quiet, series } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { up } from '../../model/synthetic';
import { promql } from '../../promql/tag';

const component = 'general';
const target = { namespace: 'shop', service: 'api' };
const down = (count: number, of: number) =>
  Array.from({ length: of }, (_, index) => series(up, { ...target, instance: `10.0.0.${index}:80` }, index < count ? '0x60' : '1x60'));

/** Alerts about alerting itself, and about targets of any kind. */
export const generalAlerts = [
  alert('Watchdog', {
    expr: promql`vector(1)`,
    severity: 'none',
    component,
    summary: 'Alerting works.',
    description:
      'This alert always fires. When whoever gets it hears nothing any more, Prometheus, Alertmanager or the way between them is broken.',
    rehearsals: [fires('1m', {})],
  }),
  alert('InfoInhibitor', {
    expr: promql`
      group by (namespace) (ALERTS{severity="info", alertstate="firing"} == 1)
      unless on (namespace)
      group by (namespace) (ALERTS{alertname!="InfoInhibitor", severity=~"warning|critical", alertstate="firing"} == 1)`,
    severity: 'none',
    component,
    summary: 'Namespace {{ $labels.namespace }} has nothing worse than information.',
    description: 'It mutes alerts of severity info, which matter beside worse ones only: let it inhibit them, and tell it to nobody.',
    rehearsals: [
      fires(
        '5m',
        { namespace: 'shop' },
        series('ALERTS', { alertname: 'CPUThrottlingHigh', alertstate: 'firing', namespace: 'shop', severity: 'info' }, '1x9'),
      ),
      quiet(
        '5m',
        series('ALERTS', { alertname: 'CPUThrottlingHigh', alertstate: 'firing', namespace: 'shop', severity: 'info' }, '1x9'),
        series('ALERTS', { alertname: 'KubePodNotReady', alertstate: 'firing', namespace: 'shop', severity: 'warning' }, '1x9'),
      ),
    ],
  }),
  alert('TargetDown', {
    thresholds: { percent: { count: 10, min: 0, max: 100, is: 'percentage of the targets of a job that may be down' } },
    expr: ({ percent }) => promql`
      100 * count by (job, namespace, service) (${up} == 0) / count by (job, namespace, service) (${up}) > ${percent}`,
    for: '10m',
    severity: 'warning',
    component,
    summary: '{{ printf "%.0f" $value }}% of the targets of job {{ $labels.job }} in namespace {{ $labels.namespace }} are down.',
    description: 'Prometheus finds them and gets no metrics from them.',
    rehearsals: ({ percent }) => [
      fires('15m', target, ...down(Math.min(100, Math.ceil(percent * 1.5)), 100)),
      quiet('30m', ...down(Math.floor(percent * 0.5), 100)),
      // All are started again, one after the other.
      quiet('30m', series(up, { ...target, instance: 'a' }, '1x3 0x3 1x60'), series(up, { ...target, instance: 'b' }, '1x8 0x3 1x60')),
    ],
  }),
] as const;
