import { describe, expect, test } from 'vitest';
import { operatorAlertmanager } from './operator-alertmanager';
import { run as promqlAgreement } from './promql-agreement';
import { run as promqlFlow } from './promql-flow';
import { routingOracle } from './routing-oracle';

describe('the code of the real programs, asked about random inputs', () => {
  test('Prometheus reads, types and prints every expression as we do', async () => {
    const { passed, failed } = await promqlAgreement();
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThanOrEqual(5000);
  });

  test("Prometheus' engine returns no label that we say is impossible", async () => {
    const { passed, failed } = await promqlFlow();
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThan(1000);
  });

  test('Alertmanager matches, routes, inhibits and refuses as we do', async () => {
    await expect(routingOracle()).resolves.toBeUndefined();
  });

  test('prometheus-operator generates the alertmanager.yml that we compile', async () => {
    await expect(operatorAlertmanager()).resolves.toBeUndefined();
  });
});
