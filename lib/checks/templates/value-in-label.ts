import { foundAt } from '../../analysis/found';
import { templatesOf } from '../../analysis/rule-templates';
import { explain } from '../../promql/diagnostics';
import { check } from '../check';

export const valueInLabel = check('value-in-label', {
  finds: 'a label of an alert that contains the value of the sample, so that every evaluation makes another alert',
  severity: 'warning',
  *run({ rules }) {
    for (const rule of rules) {
      for (const {
        title,
        text,
        at,
        notes: {
          measured: [span],
        },
      } of templatesOf(rule)) {
        if (at[0] !== 'labels' || span === undefined) continue;
        yield foundAt(rule.place, {
          message:
            `alert ${rule.name}, ${title}: the value of the sample is part of the label, ` +
            'and with every other value the alert is another one: ' +
            (rule.for === undefined
              ? 'it is notified anew at every evaluation'
              : `its \`for: ${rule.for}\` starts again, and it may never fire`),
          hint:
            'print the value in an annotation; a label may depend on it by `if`, ' +
            'as in `{{ if gt $value 0.9 }}critical{{ else }}warning{{ end }}`',
          span,
          at,
          excerpt: explain(text, { span }),
        });
      }
    }
  },
});
