import { expect, test } from 'vitest';
import { alertmanagerAlerts } from '../../lib/catalog/alertmanager/alerts';
import { generalAlerts } from '../../lib/catalog/general/alerts';
import { highCpuUsage, highMemoryUsage, podCrashLooping } from '../../lib/catalog/kubernetes';
import { clusterAlerts } from '../../lib/catalog/kubernetes/cluster';
import { apiServerAlerts } from '../../lib/catalog/kubernetes/cluster/api-server';
import { nodeAlerts } from '../../lib/catalog/node/alerts';
import { limitAlerts } from '../../lib/catalog/prometheus/alerts';
import { prometheusAlerts } from '../../lib/catalog/prometheus/health-alerts';
import { checks } from '../../lib/checks';
import type { Alert } from '../../lib/model/rule';
import { staticLabels } from '../../lib/render/rules';
import { alertRule, modelWith } from '../support/models';

/** All alerts that programs and clusters bring. */
const alerts: readonly Alert[] = [
  ...generalAlerts,
  ...apiServerAlerts,
  ...clusterAlerts,
  ...nodeAlerts,
  ...prometheusAlerts,
  ...alertmanagerAlerts,
  ...limitAlerts,
  podCrashLooping,
  highCpuUsage,
  highMemoryUsage,
];

const judged = checks.filter(({ name }) =>
  ['rehearsal-failed', 'rehearsal-vacuous', 'rehearsal-weak', 'unrehearsed', 'promql-syntax'].includes(name),
);

test.each([...new Set(alerts)].map((one) => [`${one.name} (${one.severity})`, one] as const))('%s is rehearsed well', (_, one) => {
  const { name, expr, for: pending, keepFiringFor, rehearsals } = one;
  const model = modelWith({
    rules: [alertRule(name, expr.text, { for: pending, keepFiringFor, rehearsals, labels: staticLabels(one), playedEvery: 30_000 })],
  });
  const found = judged.flatMap((check) => check.run(model));
  expect(found.map(({ check, message, excerpt }) => [check, message, excerpt ?? ''].join('\n'))).toEqual([]);
});
