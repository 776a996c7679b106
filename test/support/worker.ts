import { alert, counter, gauge, histogram, type MonitoringStack, type Query } from '../../lib';
import { stackOf } from './stacks';

export const waiting = gauge('jobs_waiting', 'Jobs that wait.', ['queue']);
export const done = counter('jobs_done_total', 'Jobs that are done.', ['queue', 'worker']);
export const duration = histogram('job_duration_seconds', 'How long a job takes.', ['queue']);

/** A stack that monitors a worker, with an alert of this expression. */
export const stackWith = (expr: Query): MonitoringStack =>
  stackOf((stack) =>
    stack.monitor(
      { name: 'worker', labels: { app: 'worker' }, port: 'http' },
      { metrics: [waiting, done, duration], alerts: [alert('Judged', { expr, for: '5m', severity: 'warning', summary: 'x' })] },
    ),
  );
