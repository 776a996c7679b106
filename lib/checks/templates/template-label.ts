import type { RuleInput } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import { missingLabels } from '../../analysis/missing-labels';
import { templatesOf } from '../../analysis/rule-templates';
import type { LabelSource } from '../../gotemplate/values';
import type { Labels } from '../../model/labels';
import type { Expr } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import { parse } from '../../promql/parse';
import { check } from '../check';

export const templateLabel = check('template-label', {
  finds: 'a template that prints a label which the result of the expression cannot have',
  severity: 'warning',
  *run(input) {
    const reasonAgainst = missingLabels(input);
    for (const rule of input.rules) {
      for (const { title, text, at, notes } of templatesOf(rule)) {
        for (const { name, source, guarded, span } of notes.labels) {
          const expr = guarded ? undefined : expressionOf(source, rule);
          const why = expr && reasonAgainst(expr, name);
          if (why === undefined) continue;
          yield foundAt(rule.place, {
            message: `alert ${rule.name}, ${title}: the label ${name} is empty: ${why}`,
            hint: hintFor(name, source, rule, input.externalLabels),
            span,
            at,
            excerpt: explain(text, { span }),
          });
        }
      }
    }
  },
});

function hintFor(name: string, source: LabelSource, rule: RuleInput, external: Labels): string {
  if (source === 'alert' && Object.hasOwn(external, name)) {
    return `write {{ $externalLabels.${name} }}: an external label is added when the alert leaves Prometheus, and templates see it by that name`;
  }
  const own = name === 'alertname' ? rule.name : rule.labels[name];
  if (source !== 'alert' || own === undefined) return `keep ${name} in the expression, or write the template without it`;
  return `templates see the labels of the result and not those that the rule adds: write ${own.includes('{{') ? 'the value' : own} itself`;
}

function expressionOf(source: LabelSource, { query }: RuleInput): Expr | undefined {
  if (source === 'external') return undefined;
  const asked = source === 'alert' ? query : parse(source.query);
  return asked.diagnostics.length > 0 ? undefined : asked.expr;
}
