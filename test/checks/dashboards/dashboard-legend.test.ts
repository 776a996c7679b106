import { describe, expect, test } from 'vitest';
import { dashboardLegend } from '../../../lib/checks/dashboards/dashboard-legend';
import { parseWithVariables } from '../../../lib/promql/variables';

import { findingsOf, modelWith } from '../../support/models';

describe('the legend of a query', () => {
  const of = (expr: string, legend: string) =>
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
                legend,
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
  test.each([
    ['sum by (job) (up)', '{{job}}'],
    ['up', '{{instance}}'],
    ['sum by (job) (up)', 'all'],
    ['sum by ($group) (up)', '{{instance}}'],
    ['sum by (job) (up', '{{instance}}'],
    ['up{job="$job"}', '{{__name__}}'],
  ])('of %s, %s, is not found', (expr, legend) => expect(of(expr, legend)).toEqual([]));
});
