import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { irisMetrics, irisWatch, requestDuration } from '../../examples/iris';
import { podWatch } from '../../lib/catalog/kubernetes';
import { print } from '../../lib/promql/print';

const alerts = [...irisWatch({ metrics: [...irisMetrics, requestDuration] }).alerts!, ...podWatch.alerts!];
const byName = new Map(alerts.map((alert) => [alert.name, alert]));

describe('the alerts of the Iris stack', () => {
  test.each([
    ['IrisAPIDown', '1m', 'critical'],
    ['HighErrorRate', '5m', 'warning'],
    ['HighLatency', '5m', 'warning'],
    ['ModelNotLoaded', '2m', 'critical'],
    ['LowPredictionRate', '10m', 'info'],
    ['PodCrashLooping', '5m', 'warning'],
    ['HighCPUUsage', '5m', 'warning'],
    ['HighMemoryUsage', '5m', 'warning'],
  ])('%s waits %s and is %s', (name, pending, severity) => {
    expect(byName.get(name)).toMatchObject({ for: pending, severity });
  });

  test('HighLatency exists for an API that measures its requests', () => {
    expect(irisWatch({ metrics: [...irisMetrics, requestDuration] }).alerts!.map(({ name }) => name)).toContain('HighLatency');
  });

  test('HighLatency does not exist for an API that does not', () => {
    expect(irisWatch().alerts!.map(({ name }) => name)).not.toContain('HighLatency');
  });

  test.each(alerts.map((alert) => [alert.name, alert] as const))(
    '%s has a component, a summary, a description and rehearsals both ways',
    (_, alert) => {
      expect(alert.component).toBeTruthy();
      expect(alert.summary).toBeTruthy();
      expect(alert.description).toBeTruthy();
      expect(alert.rehearsals.some(({ fires }) => fires.length > 0)).toBe(true);
      expect(alert.rehearsals.some(({ fires }) => fires.length === 0)).toBe(true);
    },
  );

  test.each([...byName.keys()])('%s has a runbook that says what to do', (name) => {
    const page = readFileSync(join(__dirname, '..', '..', 'docs', 'runbooks', `${name}.md`), 'utf8');
    expect(page).toMatch(new RegExp(`^# ${name}\\n`));
    expect(page).toContain('## What to do');
  });

  test('reads the job that it is told', () => {
    for (const alert of irisWatch({ job: 'iris-staging' }).alerts!) expect(print(alert.expr.expr!)).toContain('iris-staging');
  });
});
