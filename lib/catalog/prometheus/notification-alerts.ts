import { fires, quiet } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { failsTooOften, historiesOf } from '../rehearsed';
import { aboutPrometheus } from './own';

const { at, component, own, who } = aboutPrometheus;

const of = historiesOf(at);
const to = { ...at, alertmanager: 'http://10.0.0.8:9093/api/v2/alerts' };

/** Whether alerts reach Alertmanager. */
export const notificationAlerts = [
  alert('PrometheusNotificationQueueRunningFull', {
    expr: promql`
      predict_linear(${own.prometheus_notifications_queue_length}[5m], 60 * 30)
      > on (job, instance) group_left () min_over_time(${own.prometheus_notifications_queue_capacity}[5m])`,
    for: '15m',
    severity: 'warning',
    component,
    summary: `The queue of alerts of ${who} fills.`,
    description: 'Within half an hour it is full, and alerts are dropped.',
    rehearsals: [
      fires(
        '20m',
        to,
        of(own.prometheus_notifications_queue_length, '0+500x300', to),
        of(own.prometheus_notifications_queue_capacity, 10000),
      ),
      quiet('40m', of(own.prometheus_notifications_queue_length, '2000x300', to), of(own.prometheus_notifications_queue_capacity, 10000)),
    ],
  }),
  alert(
    'PrometheusErrorSendingAlertsToSomeAlertmanagers',
    failsTooOften(own.prometheus_notifications_errors_total, own.prometheus_notifications_sent_total, to, {
      share: 0.01,
      for: '15m',
      severity: 'warning',
      component,
      summary: `${who} loses {{ $value | humanizePercentage }} of the alerts to {{ $labels.alertmanager }}.`,
      description: 'Another Alertmanager may get them.',
    }),
  ),
  alert('PrometheusErrorSendingAlertsToAnyAlertmanager', {
    thresholds: { share: { ratio: 0.03, min: 0, max: 1, is: 'share of alerts that no Alertmanager gets' } },
    expr: ({ share }) => promql`
      min without (alertmanager) (rate(${own.prometheus_notifications_errors_total}[5m]) / rate(${own.prometheus_notifications_sent_total}[5m])) > ${share}`,
    for: '15m',
    severity: 'critical',
    component,
    summary: `${who} loses at least {{ $value | humanizePercentage }} of the alerts to every Alertmanager.`,
    description: 'Whoever waits for an alert may wait in vain.',
    rehearsals: ({ share }) => {
      const lost = (part: number, alertmanager = to.alertmanager) => [
        of(own.prometheus_notifications_errors_total, `0+${Number((600 * part).toPrecision(6))}x300`, { alertmanager }),
        of(own.prometheus_notifications_sent_total, '0+600x300', { alertmanager }),
      ];
      return [
        fires('20m', at, ...lost(share * 2), ...lost(Math.min(1, share * 5), 'http://10.0.0.9:9093/api/v2/alerts')),
        // One of two gets them.
        quiet('50m', ...lost(share * 0.5), ...lost(1, 'http://10.0.0.9:9093/api/v2/alerts')),
      ];
    },
  }),
  alert('PrometheusNotConnectedToAlertmanagers', {
    expr: promql`max_over_time(${own.prometheus_notifications_alertmanagers_discovered}[5m]) == 0`,
    for: '10m',
    severity: 'warning',
    component,
    summary: `${who} knows no Alertmanager.`,
    description: 'Its alerts reach nobody.',
    rehearsals: [
      fires('17m', at, of(own.prometheus_notifications_alertmanagers_discovered, '1 0x300')),
      quiet('40m', of(own.prometheus_notifications_alertmanagers_discovered, '1x5 0x7 1x300')),
    ],
  }),
] as const;
