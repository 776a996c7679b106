import { foundAt } from '../../analysis/found';
import { missingLabels } from '../../analysis/missing-labels';
import { check } from '../check';

export const dashboardLabel = check('dashboard-label', {
  finds: 'a column of a table, or a variable, of a label that the result of its query cannot have',
  severity: 'warning',
  *run(input) {
    const reasonAgainst = missingLabels(input);
    for (const { labels = [] } of input.dashboards) {
      for (const { title, label, queries, place } of labels) {
        const against = queries.map(({ expr, diagnostics }) =>
          expr === undefined || diagnostics.length > 0 ? undefined : reasonAgainst(expr, label),
        );
        // Of several queries one that may have the label is enough.
        if (queries.length === 0 || against.includes(undefined)) continue;
        yield foundAt(place, {
          message: `${title}: the label ${label} is empty: ${against[0]}`,
          hint: `Keep ${label} in the query, or take a label that its result has.`,
        });
      }
    }
  },
});
