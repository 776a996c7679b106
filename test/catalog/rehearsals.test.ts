import { expect, test } from 'vitest';
import { highCpuUsage, highMemoryUsage, podCrashLooping } from '../../lib/catalog/kubernetes';
import { checks } from '../../lib/checks';
import type { Alert } from '../../lib/model/rule';
import { staticLabels } from '../../lib/render/rules';
import { catalogAlerts } from '../support/catalog-alerts';
import { alertRule, modelWith } from '../support/models';

const alerts: readonly Alert[] = [...catalogAlerts, podCrashLooping, highCpuUsage, highMemoryUsage];

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
