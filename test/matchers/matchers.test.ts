import { describe, expect, test } from 'vitest';
import { type Alert, alert, gauge, MonitoringApp, MonitoringStack, play, promql, series } from '../../lib';
import '../../lib/matchers/vitest.mjs';
import { oneReceiver } from '../support/stacks';

const waiting = gauge('orders_waiting', 'Orders that wait.', ['queue']);
const pileUp = alert('OrdersPileUp', { expr: promql`${waiting} > 100`, for: '5m', severity: 'critical', summary: 'x' });
const played = (values: string) => play(pileUp, series(waiting, { queue: 'mail' }, values));
const failing = (run: () => void): string => {
  try {
    run();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing failed';
};

describe('an alert that is played', () => {
  test('fires at a time, or at some time, with labels among others', () => {
    expect(played('200x20')).toFire('6m', { queue: 'mail' });
    expect(played('20x5 200x20')).toFire();
    expect(played('200x20')).not.toFire('4m');
    expect(played('200x20')).not.toFire('6m', { queue: 'print' });
  });
  test('stays quiet, for a while or for ever', () => {
    expect(played('200x20')).toStayQuiet('4m');
    expect(played('20x20')).toStayQuiet();
    expect(played('200x8 20x9')).not.toStayQuiet();
  });
  test('is told with what fires, and its way', () => {
    const told = failing(() => expect(played('200x8')).toFire('6m', { queue: 'print' }));
    expect(told).toMatch(/expected an alert at 6m with \{"queue":"print"\}, and these fire: .*"queue":"mail"/);
    expect(told).toContain('OrdersPileUp{queue="mail"}  -----####');
    expect(failing(() => expect(played('200x8')).toStayQuiet())).toMatch(/expected no alert, and these fire: .* from 5m/);
  });
});

test('a stack and an app have no findings, or tell them', () => {
  const stackWith = (alerts: readonly Alert[]) => {
    const app = new MonitoringApp();
    const stack = new MonitoringStack(app, 'monitoring', { namespace: 'jobs', routing: oneReceiver });
    stack.monitor({ name: 'worker', labels: { app: 'worker' }, port: 'http' }, { metrics: [waiting], alerts });
    return { app, stack };
  };
  const { app, stack } = stackWith([]);
  expect(stack).toHaveNoFindings();
  expect(app).toHaveNoFindings();
  const { stack: other } = stackWith([pileUp]);
  expect(failing(() => expect(other).toHaveNoFindings())).toMatch(/expected no findings:\n.*OrdersPileUp has no rehearsal/);
});
