import { describe, expect, test } from 'vitest';
import { dashboardLegend } from '../../../lib/checks/dashboards/dashboard-legend';
import { parseWithVariables } from '../../../lib/promql/variables';
import type { LegendText } from '../../../lib/render/dashboard/queries';

import { findingsOf, modelWith } from '../../support/models';

describe('the legend of a query', () => {
  const of = (expr: string, text: string, name: LegendText['name'] = 'legend') =>
    findingsOf(
      dashboardLegend,
      modelWith({
        dashboards: [
          {
            uid: 'a',
            title: 'A',
            place: {},
            queries: [
              {
                title: 'panel P',
                query: parseWithVariables(expr),
                legends: [{ name, text }],
                place: { locate: (span, at) => ({ file: at?.join('/'), column: (span?.from ?? -1) + 1 }) },
              },
            ],
          },
        ],
      }),
    );
  test('names a label that an aggregation drops', () => {
    expect(of('sum by (job) (up)', '{{job}} {{ instance }}')).toEqual([
      expect.objectContaining({
        severity: 'warning',
        message: expect.stringMatching(/label instance of the legend is empty: sum keeps only job/),
        file: 'legendFormat',
        column: 9,
        excerpt: '{{job}} {{ instance }}\n        ^^^^^^^^^^^^^^',
      }),
    ]);
  });
  test.each(['title', 'text'] as const)('the %s of an annotation too', (name) =>
    expect(of('sum by (job) (up)', '{{pod}}', name)).toEqual([
      expect.objectContaining({
        message: expect.stringContaining(`the label pod of the ${name} is empty`),
        hint: `Keep pod in the query, or write the ${name} without it.`,
        file: `${name}Format`,
      }),
    ]),
  );
  test.each([
    ['sum by (job) (up)', '{{job}}'],
    ['up', '{{instance}}'],
    ['sum by (job) (up)', 'all'],
    ['sum by ($group) (up)', '{{instance}}'],
    ['sum by (job) (up', '{{instance}}'],
    ['up{job="$job"}', '{{__name__}}'],
  ])('of %s, %s, is not found', (expr, legend) => expect(of(expr, legend)).toEqual([]));
});
