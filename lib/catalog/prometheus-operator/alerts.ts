import type { Metric } from '../../model/metric';
import { fires, quiet } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { historiesOf, minutesAfter } from '../rehearsed';
import { metricsOf } from '../source';

const own = metricsOf(catalogs['prometheus-operator']);
const component = 'prometheus-operator';
const at = { namespace: 'monitoring', controller: 'prometheus' };
const pod = { namespace: at.namespace, job: 'prometheus-operator', instance: '10.1.0.6:8080' };
const of = historiesOf({ ...at, ...pod });
const who = 'prometheus-operator in {{ $labels.namespace }}';

/** A share of what a controller does fails. */
const failing = (failed: Metric, all: Metric, share: number, pending: '15m' | '10m', summary: string, description: string, range = '5m') =>
  ({
    thresholds: { share: { ratio: share, min: 0, max: 1, is: 'share that may fail' } },
    expr: (tuned: { readonly share: number }) => promql`
      sum by (controller, namespace) (rate(${failed}[${range}])) / sum by (controller, namespace) (rate(${all}[${range}])) > ${tuned.share}`,
    for: pending,
    severity: 'warning',
    component,
    summary,
    description,
    rehearsals: (tuned: { readonly share: number }) => {
      const tried = (part: number) => [of(failed, `0+${Number((60 * part).toPrecision(6))}x300`), of(all, '0+60x300')];
      return [
        fires(minutesAfter(pending, 4), at, ...tried((1 + tuned.share) / 2)),
        quiet('50m', ...tried(tuned.share * 0.8)),
        { ...quiet('50m', of(failed, '0x3 20x300'), of(all, '0+60x300')), title: 'the API server was away for a moment' },
      ];
    },
  }) as const;

/** prometheus-operator, which makes Prometheus and Alertmanager of their objects. */
export const operatorAlerts = [
  alert(
    'PrometheusOperatorListErrors',
    failing(
      own.prometheus_operator_list_operations_failed_total,
      own.prometheus_operator_list_operations_total,
      0.4,
      '15m',
      `${who} cannot list {{ $value | humanizePercentage }} of its objects for {{ $labels.controller }}.`,
      'It lacks a right, or the API server does not answer: changes are not seen.',
      '10m',
    ),
  ),
  alert(
    'PrometheusOperatorWatchErrors',
    failing(
      own.prometheus_operator_watch_operations_failed_total,
      own.prometheus_operator_watch_operations_total,
      0.4,
      '15m',
      `${who} cannot watch {{ $value | humanizePercentage }} of its objects for {{ $labels.controller }}.`,
      'It lacks a right, or the API server does not answer: changes are seen late.',
    ),
  ),
  alert(
    'PrometheusOperatorReconcileErrors',
    failing(
      own.prometheus_operator_reconcile_errors_total,
      own.prometheus_operator_reconcile_operations_total,
      0.1,
      '10m',
      `${who} fails {{ $value | humanizePercentage }} of its work on {{ $labels.controller }}.`,
      'What runs goes on as it was; changes of its objects have no effect.',
    ),
  ),
  alert(
    'PrometheusOperatorStatusUpdateErrors',
    failing(
      own.prometheus_operator_status_update_errors_total,
      own.prometheus_operator_status_update_operations_total,
      0.1,
      '10m',
      `${who} cannot write {{ $value | humanizePercentage }} of the states of {{ $labels.controller }}.`,
      'Objects say of themselves what is no longer true.',
    ),
  ),
  alert('PrometheusOperatorSyncFailed', {
    expr: promql`min_over_time(${own.prometheus_operator_syncs}{status="failed"}[5m]) > 0`,
    for: '10m',
    severity: 'warning',
    component,
    summary: `${who} cannot bring {{ $value }} objects of {{ $labels.controller }} to what they say.`,
    description: 'What runs goes on as it was.',
    rehearsals: [
      fires('16m', { ...at, ...pod, status: 'failed' }, of(own.prometheus_operator_syncs, 1, { status: 'failed' })),
      { ...quiet('50m', of(own.prometheus_operator_syncs, '0x3 1x8 0x60', { status: 'failed' })), title: 'it is mended within minutes' },
    ],
  }),
  alert('PrometheusOperatorNodeLookupErrors', {
    thresholds: { most: { perSecond: 0.1, min: 0, is: 'how often an address may not be found' } },
    expr: ({ most }) => promql`rate(${own.prometheus_operator_node_address_lookup_errors_total}[5m]) > ${most}`,
    for: '10m',
    severity: 'warning',
    component,
    summary: `${who} does not find the addresses of nodes.`,
    description: 'The endpoints that it keeps of kubelets are not complete: their metrics are missing.',
    rehearsals: ({ most }) => {
      const unfound = (perSecond: number) =>
        historiesOf(pod)(own.prometheus_operator_node_address_lookup_errors_total, `0+${perSecond * 60}x300`);
      return [
        fires('14m', pod, unfound(most * 2)),
        { ...quiet('50m', unfound(most * 0.5)), title: 'a node that joins has no address yet' },
      ];
    },
  }),
  alert('PrometheusOperatorNotReady', {
    expr: promql`min by (controller, namespace) (max_over_time(${own.prometheus_operator_ready}[5m])) == 0`,
    for: '5m',
    severity: 'warning',
    component,
    summary: `${who} is not ready to work on {{ $labels.controller }}.`,
    description: 'It has not yet read all of its objects: changes have no effect.',
    rehearsals: [
      fires('12m', at, of(own.prometheus_operator_ready, '1x1 0x60')),
      { ...quiet('40m', of(own.prometheus_operator_ready, '1x5 0x4 1x60')), title: 'it is started again' },
    ],
  }),
  alert('PrometheusOperatorRejectedResources', {
    expr: promql`min_over_time(${own.prometheus_operator_managed_resources}{state="rejected"}[5m]) > 0`,
    for: '5m',
    severity: 'warning',
    component,
    summary: `${who} has refused {{ $value | printf "%.0f" }} {{ $labels.resource }} for {{ $labels.controller }}.`,
    description: 'They have a fault, and are left out: what they watch is not watched.',
    rehearsals: [
      fires(
        '9m',
        { ...at, ...pod, resource: 'ServiceMonitor', state: 'rejected' },
        of(own.prometheus_operator_managed_resources, 1, { resource: 'ServiceMonitor', state: 'rejected' }),
      ),
      {
        ...quiet('40m', of(own.prometheus_operator_managed_resources, '0x5 1x6 0x60', { resource: 'ServiceMonitor', state: 'rejected' })),
        title: 'it is mended within minutes',
      },
    ],
  }),
] as const;
