import { fires, quiet } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { historiesOf, keepsFailing } from '../rehearsed';
import { aboutPrometheus } from './own';

const { at, component, own, who } = aboutPrometheus;

const of = historiesOf(at);

/** Whether the configuration is read and targets are found. */
export const discoveryAlerts = [
  alert('PrometheusBadConfig', {
    expr: promql`max_over_time(${own.prometheus_config_last_reload_successful}[5m]) == 0`,
    for: '10m',
    severity: 'critical',
    component,
    summary: `${who} cannot read its configuration.`,
    description: 'It goes on with the old one, and does not start again with the new one.',
    rehearsals: [
      fires('17m', at, of(own.prometheus_config_last_reload_successful, '1 0x300')),
      quiet('40m', of(own.prometheus_config_last_reload_successful, '1x5 0x8 1x300')),
    ],
  }),
  alert('PrometheusSDRefreshFailure', {
    expr: promql`increase(${own.prometheus_sd_refresh_failures_total}[10m]) > 0`,
    for: '20m',
    severity: 'warning',
    component,
    summary: `${who} cannot refresh its targets by {{ $labels.mechanism }}.`,
    description: 'It goes on with those that it knew, and does not see new ones.',
    rehearsals: [
      fires(
        '25m',
        { ...at, mechanism: 'file', config: 'iris' },
        of(own.prometheus_sd_refresh_failures_total, '0+1x300', { mechanism: 'file', config: 'iris' }),
      ),
      quiet('60m', of(own.prometheus_sd_refresh_failures_total, '0+1x3 3x300', { mechanism: 'file', config: 'iris' })),
    ],
  }),
  alert(
    'PrometheusKubernetesListWatchFailures',
    keepsFailing(own.prometheus_sd_kubernetes_failures_total, at, {
      for: '15m',
      severity: 'warning',
      component,
      summary: `${who} cannot list or watch objects of Kubernetes.`,
      description: 'It lacks a right, or the API server does not answer: targets are missing.',
    }),
  ),
  alert(
    'PrometheusTargetSyncFailure',
    keepsFailing(
      own.prometheus_target_sync_failed_total,
      { ...at, scrape_job: 'iris' },
      {
        for: '5m',
        severity: 'critical',
        component,
        summary: `${who} cannot make targets of job {{ $labels.scrape_job }}.`,
        description: 'Its relabeling gives labels that are not valid: these targets are not scraped.',
      },
    ),
  ),
] as const;
