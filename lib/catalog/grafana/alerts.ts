import { fires, quiet, series } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.grafana);
const handler = { namespace: 'monitoring', job: 'grafana', handler: '/api/dashboards/uid/:uid' };
const count = own.grafana_http_request_duration_seconds.count;

/** Whose answers Grafana only passes on: they fail when a datasource does. */
const passedOn = '/api/(datasources/proxy/.*|ds/query|tsdb/query|datasources/uid/:uid/resources.*)';

/** Whether Grafana itself does its work. */
export const grafanaAlerts = [
  alert('GrafanaRequestsFailing', {
    thresholds: { percent: { count: 50, min: 0, max: 100, is: 'percentage of requests that may fail' } },
    expr: ({ percent }) => promql`
      100 * sum by (namespace, job, handler) (rate(${count}{handler!~"${passedOn}", status_code=~"5.."}[5m]))
      / sum by (namespace, job, handler) (rate(${count}{handler!~"${passedOn}"}[5m])) > ${percent}`,
    for: '5m',
    severity: 'warning',
    component: 'grafana',
    summary: 'Grafana fails {{ printf "%.0f" $value }}% of the requests to {{ $labels.handler }}.',
    description: 'People see errors instead of dashboards. Alerts go on: they do not come from Grafana.',
    rehearsals: ({ percent }) => {
      const answered = (share: number, labels = handler) =>
        (
          [
            ['500', share],
            ['200', 100 - share],
          ] as const
        ).map(([status_code, part]) =>
          series(count, { ...labels, instance: '10.1.0.4:3000', method: 'GET', status_code }, `0+${Number(part.toPrecision(6))}x60`),
        );
      return [
        fires('9m', handler, ...answered((100 + percent) / 2)),
        quiet('30m', ...answered(percent * 0.8)),
        {
          ...quiet('30m', ...answered(percent * 0.8), ...answered(100, { ...handler, handler: '/api/ds/query' })),
          title: 'Prometheus fails, and Grafana says so',
        },
      ];
    },
  }),
] as const;
