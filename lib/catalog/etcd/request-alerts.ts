import { fires, quiet } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { bucketsOf, minutesAfter } from '../rehearsed';
import { aboutEtcd } from './own';

const { own, component, at, of, who, job } = aboutEtcd;
const call = { grpc_service: 'etcdserverpb.KV', grpc_method: 'Put' };

/** What etcd itself is to blame for: a caller that asks for what is not there has another code. */
const faults = 'Unknown|FailedPrecondition|ResourceExhausted|Internal|Unavailable|DataLoss|DeadlineExceeded';

const failedCalls = (percent: number, pending: '10m' | '5m', severity: 'warning' | 'critical') =>
  ({
    thresholds: { percent: { count: percent, min: 0, max: 100, is: 'percentage of calls that may fail' } },
    expr: (tuned: { readonly percent: number }) => promql`
      100 * sum without (grpc_type, grpc_code) (rate(${own.grpc_server_handled_total}{${job}, grpc_code=~"${faults}"}[5m]))
      / sum without (grpc_type, grpc_code) (rate(${own.grpc_server_handled_total}{${job}}[5m])) > ${tuned.percent}`,
    for: pending,
    severity,
    component,
    summary: `${who} fails {{ printf "%.1f" $value }}% of the calls of {{ $labels.grpc_method }}.`,
    description: 'The API server sees errors or waits: etcd is overloaded, or its members do not agree.',
    rehearsals: (tuned: { readonly percent: number }) => {
      const answered = (percent: number, grpc_code: string) =>
        of(own.grpc_server_handled_total, `0+${Number((6 * percent).toPrecision(6))}x300`, { ...call, grpc_type: 'unary', grpc_code });
      const failing = (percent: number, others = 'OK') => [answered(percent, 'Unavailable'), answered(100 - percent, others)];
      return [
        fires(minutesAfter(pending, 4), { ...at, ...call }, ...failing(Math.min(100, tuned.percent * 1.5))),
        quiet('30m', ...failing(tuned.percent * 0.5)),
        { ...quiet('30m', ...failing(tuned.percent * 0.5, 'NotFound')), title: 'callers ask for what is not there' },
      ];
    },
  }) as const;

/** How etcd answers its callers. */
export const etcdRequestAlerts = [
  alert('etcdHighNumberOfFailedGRPCRequests', failedCalls(1, '10m', 'warning')),
  alert('etcdHighNumberOfFailedGRPCRequests', failedCalls(5, '5m', 'critical')),
  alert('etcdGRPCRequestsSlow', {
    thresholds: { slow: { seconds: '150ms', min: 0, is: 'how long a call may take' } },
    // A defragmentation takes as long as the database is large.
    expr: ({ slow }) => promql`
      histogram_quantile(0.99, sum without (grpc_type) (
        rate(${own.grpc_server_handling_seconds.bucket}{${job}, grpc_method!="Defragment", grpc_type="unary"}[5m])
      )) > ${slow}`,
    for: '10m',
    severity: 'critical',
    component,
    summary: `${who} takes {{ $value | humanizeDuration }} for calls of {{ $labels.grpc_method }}.`,
    description: 'All that the API server does takes at least as long. Its disk is slow, or it is asked for too much.',
    rehearsals: ({ slow }) => {
      const labels = { ...at, ...call, grpc_type: 'unary' };
      const taking = (quick: number) =>
        bucketsOf(own.grpc_server_handling_seconds, labels, [
          [slow * 0.8, quick],
          [slow * 3, 60],
        ]);
      return [fires('15m', { ...at, ...call }, ...taking(30)), quiet('30m', ...taking(60))];
    },
  }),
] as const;
