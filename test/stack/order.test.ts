import { describe, expect, test } from 'vitest';
import { alert, counter, dashboard, gauge, grafana, nodeExporter, promql, timeseries } from '../../lib';
import { backends, stackOf } from '../support/stacks';

const metrics = [gauge('a', 'A.'), gauge('b', 'B.'), counter('c_total', 'C.')];
const alerts = ['One', 'Two', 'Three'].map((name) => alert(name, { expr: promql`a > 1`, severity: 'info', summary: name }));
const dashboards = ['x', 'y'].map((uid) =>
  dashboard(uid, { title: uid, panels: [timeseries('A', { queries: [{ expr: promql`a` }], unit: 'none' })] }),
);

describe.each(backends)('$name', (backend) => {
  const files = (reversed: boolean) => {
    const order = <T>(list: readonly T[]): readonly T[] => (reversed ? [...list].reverse() : list);
    return stackOf(
      (stack) => {
        const declare = [
          () =>
            stack.monitor(
              { name: 'first', labels: { app: 'first' }, port: 1 },
              { metrics: order(metrics), alerts: order(alerts), dashboards: order(dashboards) },
            ),
          () => stack.monitor({ name: 'second', labels: { app: 'second' }, port: 2 }),
          () => stack.install(nodeExporter()),
          () => stack.install(grafana()),
        ];
        for (const step of order(declare)) step();
      },
      { backend },
    ).files();
  };

  test('the order of declarations changes no byte', () => expect([...files(true)]).toEqual([...files(false)]));
});
