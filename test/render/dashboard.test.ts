import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dashboard, type Panel, promql, stat, table, timeseries } from '../../lib';
import { dashboardModel, layout } from '../../lib/render/dashboard';

const queries = [{ expr: promql`up`, legend: '{{job}}' }];
const panel = fc
  .tuple(fc.constantFrom('timeseries', 'stat', 'table'), fc.integer({ min: 1, max: 24 }), fc.integer({ min: 1, max: 12 }))
  .map(([kind, width, height]): Panel => {
    const options = { queries, unit: 'none', width, height };
    return kind === 'stat'
      ? stat('S', options)
      : kind === 'table'
        ? table('T', { ...options, columns: { job: 'Job' } })
        : timeseries('G', options);
  });

describe('the layout of a dashboard', () => {
  test('no panel overlaps another or leaves the grid', () => {
    fc.assert(
      fc.property(fc.array(panel, { maxLength: 20 }), (panels) => {
        const taken = new Set<string>();
        for (const { x, y, w, h } of layout(panels)) {
          expect(x + w).toBeLessThanOrEqual(24);
          for (let column = x; column < x + w; column++) {
            for (let row = y; row < y + h; row++) {
              expect(taken.has(`${column},${row}`)).toBe(false);
              taken.add(`${column},${row}`);
            }
          }
        }
      }),
      { seed: 1 },
    );
  });
});

describe('a dashboard as Grafana reads it', () => {
  const model = dashboardModel(
    dashboard('x', {
      title: 'X',
      variables: [{ name: 'pod', label: 'Pod', from: promql`up{job="iris"}`, of: 'pod', multi: true }],
      panels: [
        timeseries('Rate', { queries: [{ expr: promql`rate(up{pod=~"$pod"}[$__rate_interval])`, legend: '{{pod}}' }], unit: 'ops' }),
        stat('Loaded', { queries, unit: 'none', mappings: [{ value: 1, text: 'Loaded', color: 'green' }] }),
        table('Pods', { queries, unit: 'none', columns: { pod: 'Pod' } }),
      ],
    }),
  );

  test('panels have ids of their own and queries have references', () => {
    expect(model.panels.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(model.panels.flatMap(({ targets }) => targets.map(({ refId }) => refId))).toEqual(['A', 'A', 'A']);
  });

  test('variables stay in the query that Grafana gets', () => {
    expect(model.panels[0]!.targets[0]!.expr).toBe('rate(up{pod=~"$pod"}[$__rate_interval])');
  });

  test('a variable asks Prometheus for the values of its label', () => {
    expect(model.templating.list[0]).toMatchObject({
      query: { query: 'label_values(up{job="iris"}, pod)' },
      includeAll: true,
      allValue: '.*',
    });
  });

  test('a table asks for one instant, a graph for a range', () => {
    expect(model.panels[2]!.targets[0]).toMatchObject({ instant: true, format: 'table' });
    expect(model.panels[0]!.targets[0]).toMatchObject({ range: true });
  });

  test('a value has its text and its colour', () => {
    expect(model.panels[1]!.fieldConfig.defaults.mappings).toEqual([
      { type: 'value', options: { 1: { text: 'Loaded', color: 'green', index: 0 } } },
    ]);
  });
});
