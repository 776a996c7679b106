import { foundAt } from '../../analysis/found';
import { missingLabels } from '../../analysis/missing-labels';
import { explain } from '../../promql/diagnostics';
import { check } from '../check';

export const dashboardLegend = check('dashboard-legend', {
  finds: 'a legend, or the title or text of an annotation, that names a label which the result of its query cannot have',
  severity: 'warning',
  *run(input) {
    const reasonAgainst = missingLabels(input);
    for (const { queries } of input.dashboards) {
      for (const {
        title,
        query: { expr, diagnostics },
        legends = [],
        place,
      } of queries) {
        if (expr === undefined || diagnostics.length > 0) continue;
        for (const { name, text } of legends)
          for (const { 0: whole, 1: label, index } of text.matchAll(/\{\{\s*([\w:]+)\s*\}\}/g)) {
            const why = reasonAgainst(expr, label!);
            if (why === undefined) continue;
            const span = { from: index, to: index + whole.length };
            yield foundAt(place, {
              message: `${title}: the label ${label} of the ${name} is empty: ${why}`,
              hint: `keep ${label} in the query, or write the ${name} without it`,
              span,
              at: [`${name}Format`],
              excerpt: explain(text, { span }),
            });
          }
      }
    }
  },
});
