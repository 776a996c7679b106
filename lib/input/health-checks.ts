import { counter, gauge } from '../model/metric';
import type { ListedMetrics } from '../model/watch';

/** What Kubernetes' programs expose at /metrics/slis, all of them the same (k8s.io/component-base/metrics/prometheus/slis). */
export const healthChecks: ListedMetrics = {
  kind: 'listed',
  metrics: [
    gauge('kubernetes_healthcheck', 'The result of the last run of a health check: 1 for success.', ['name', 'type']),
    counter('kubernetes_healthchecks_total', 'Runs of health checks, by result.', ['name', 'type', 'status']),
    gauge('process_start_time_seconds', 'When the program started, as a Unix time.'),
  ],
};
