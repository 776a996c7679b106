import type { CheckInput } from '../../lib/analysis/check-input';
import { checks } from '../../lib/checks';
import type { Labels } from '../../lib/model/labels';
import { counter, gauge, histogram } from '../../lib/model/metric';
import type { Rehearsal } from '../../lib/model/rehearsal';
import { type AlertOptions, alert, recording } from '../../lib/model/rule';
import { promql } from '../../lib/promql/tag';
import { alertRule, modelWith, recordingRule } from './models';

export const waiting = gauge('jobs_waiting', 'Jobs that wait.', ['queue'], { labelValues: { queue: ['mail', 'print'] } });
export const failed = counter('jobs_failed_total', 'Jobs that failed.', ['queue', 'reason']);
export const done = counter('jobs_done_total', 'Jobs that were done.', ['queue']);
export const latency = histogram('job_duration_seconds', 'How long a job takes.', ['queue'], { buckets: [1, 10] });
export const owner = gauge('queue_owner', 'Who a queue belongs to: 1.', ['queue', 'team']);

const place = { path: 'worker' };

/** One target that exposes the metrics above, a recorded ratio, and an alert with what is changed in it. */
export function rehearsedModel(change: Partial<AlertOptions> & { readonly rehearsals: readonly Rehearsal[] }): CheckInput {
  const subject = alert('PileUp', { expr: promql`${waiting} > 100`, for: '5m', severity: 'warning', summary: 'x', ...change });
  const ratio = recording('queue:jobs_failed:ratio', {
    expr: promql`sum by (queue) (rate(${failed}[5m])) / sum by (queue) (rate(${done}[5m]))`,
  });
  const scrape = {
    job: 'worker',
    mustSelect: false,
    labels: { always: new Set(['job', 'instance']), possible: new Set(['job', 'instance']) },
    honorsLabels: false,
    sources: [{ kind: 'listed' as const, metrics: [waiting, failed, done, latency, owner] }],
    reach: { namespace: 'jobs', podLabels: {} },
    monitor: { apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: 'worker' } },
    place,
  };
  const { name, expr, for: pending, keepFiringFor, rehearsals, severity, labels } = subject;
  return modelWith({
    scrapes: [scrape],
    rules: [
      recordingRule(ratio.name, ratio.expr.text),
      alertRule(name, expr.text, {
        for: pending,
        keepFiringFor,
        rehearsals,
        labels: { severity, ...(labels as Labels) },
        playedEvery: 30_000,
        place: { path: 'worker/PileUp' },
      }),
    ],
  });
}

/** What all checks of rehearsals say: `check: message`. */
export const rehearsalFindings = (change: Parameters<typeof rehearsedModel>[0]): readonly string[] => {
  const model = rehearsedModel(change);
  return checks
    .filter(({ name }) => name.startsWith('rehearsal-'))
    .flatMap((each) => each.run(model))
    .map(({ check, message }) => `${check}: ${message.replace('alert PileUp', '').replace(/^: /, '')}`);
};
