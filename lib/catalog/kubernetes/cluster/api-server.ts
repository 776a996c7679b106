import { fires, quiet, series } from '../../../model/rehearsal';
import { alert } from '../../../model/rule';
import { promql } from '../../../promql/tag';
import { catalogs } from '../../catalogs';
import { historiesOf } from '../../rehearsed';
import { metricsOf } from '../../source';
import { apiServerJobs } from './api-server-requests';
import { isGone, isUnreachable } from './presence';

const own = metricsOf(catalogs['kube-apiserver']);
const component = 'control-plane';
const at = { job: 'apiserver', instance: '10.0.0.1:6443' };
const self = { ...at, component, what: 'API server' };
const of = historiesOf(at);
const service = { name: 'v1beta1.metrics.k8s.io' };

/** A certificate with which somebody logs in, and that ends soon. */
const expiration = (left: '7d' | '1d', severity: 'warning' | 'critical') =>
  ({
    thresholds: { left: { seconds: left, min: 0, is: 'how long the certificate is still valid' } },
    expr: (tuned: { readonly left: number }) => promql`
      histogram_quantile(0.01, sum by (job, instance, le) (rate(${own.apiserver_client_certificate_expiration_seconds.bucket}[5m]))) < ${tuned.left}
      and on (job, instance) ${own.apiserver_client_certificate_expiration_seconds.count} > 0`,
    for: '5m',
    severity,
    component,
    summary: 'A client certificate at the API server {{ $labels.instance }} ends within {{ $value | humanizeDuration }}.',
    description: 'Whoever logs in with it, a person or a program, is then refused.',
    rehearsals: (tuned: { readonly left: number }) => {
      const valid = (soon: number) => [
        series(own.apiserver_client_certificate_expiration_seconds.count, at, '10+60x300'),
        ...(
          [
            ['0.0', 0],
            [(tuned.left * 0.5).toExponential(1), 0],
            [(tuned.left * 0.9).toExponential(2), soon],
            [(tuned.left * 20).toExponential(1), 60],
            ['+Inf', 60],
          ] as const
        ).map(([le, count]) => series(own.apiserver_client_certificate_expiration_seconds.bucket, { ...at, le }, `0+${count}x300`)),
      ];
      return [fires('8m', at, ...valid(30)), quiet('40m', ...valid(0))];
    },
  }) as const;

/** The API server, and the APIs that others serve through it. */
export const apiServerAlerts = [
  alert('KubeAPIDown', isGone({ ...self, effect: 'What runs goes on; nothing can be changed or moved.' })),
  alert('KubeAPIInstanceUnreachable', isUnreachable(self, apiServerJobs)),
  alert('KubeAPITerminatedRequests', {
    thresholds: { most: { ratio: 0.2, min: 0, max: 1, is: 'share of requests that the API server turns away' } },
    expr: ({ most }) => promql`
      sum(rate(${own.apiserver_request_terminations_total}[10m]))
      / (sum(rate(${own.apiserver_request_total}[10m])) + sum(rate(${own.apiserver_request_terminations_total}[10m])))
      > ${most}`,
    for: '5m',
    severity: 'warning',
    component,
    summary: 'The API server turns away {{ $value | humanizePercentage }} of its requests.',
    description: 'It protects itself: somebody asks too much, or it is too slow.',
    rehearsals: ({ most }) => {
      const turnedAway = (share: number) => [
        of(own.apiserver_request_terminations_total, `0+${Number((600 * share).toPrecision(6))}x300`),
        of(own.apiserver_request_total, `0+${Number((600 * (1 - share)).toPrecision(6))}x300`),
      ];
      return [fires('8m', {}, ...turnedAway(Math.min(1, most * 1.5))), quiet('40m', ...turnedAway(most * 0.5))];
    },
  }),
  alert('KubeAggregatedAPIErrors', {
    expr: promql`sum by (name) (increase(${own.aggregator_unavailable_apiservice_total}[5m])) > 0`,
    for: '10m',
    severity: 'warning',
    component,
    summary: 'The API {{ $labels.name }} fails again and again.',
    description: 'A program in the cluster serves it, and does not answer as it should.',
    rehearsals: [
      fires('14m', service, of(own.aggregator_unavailable_apiservice_total, '0+1x60', { ...service, reason: 'FailedDiscoveryCheck' })),
      quiet('40m', of(own.aggregator_unavailable_apiservice_total, '0+1x3 3x60', { ...service, reason: 'FailedDiscoveryCheck' })),
    ],
  }),
  alert('KubeAggregatedAPIDown', {
    thresholds: { least: { count: 85, min: 0, max: 100, is: 'percentage of ten minutes in which an API answers' } },
    expr: ({ least }) => promql`(1 - max by (name) (avg_over_time(${own.aggregator_unavailable_apiservice}[10m]))) * 100 < ${least}`,
    for: '5m',
    severity: 'warning',
    component,
    summary: 'The API {{ $labels.name }} answered in {{ $value | printf "%.0f" }}% of the last ten minutes.',
    description: 'A program in the cluster serves it, and is down: autoscaling by its metrics, for one, does not work.',
    rehearsals: ({ least }) => {
      const away = (share: number) => of(own.aggregator_unavailable_apiservice, `${Number(share.toPrecision(4))}x60`, service);
      return [fires('8m', service, away(1 - (least / 100) * 0.5)), quiet('40m', away((1 - least / 100) * 0.5))];
    },
  }),
  alert('KubeClientCertificateExpiration', expiration('7d', 'warning')),
  alert('KubeClientCertificateExpiration', expiration('1d', 'critical')),
] as const;
