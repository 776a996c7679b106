import type { CheckInput, RuleInput } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import { templatesOf } from '../../analysis/rule-templates';
import type { LabelSource } from '../../gotemplate/values';
import type { Expr } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import { labelFlow } from '../../promql/label-flow';
import { reasonsFor } from '../../promql/label-reasons';
import { presence } from '../../promql/labels';
import { parse } from '../../promql/parse';
import { check } from '../check';

/** A template prints a label that the result of the alert's expression cannot have: it expands to nothing. */
export const templateLabel = check('template-label', {
  finds: 'a template that prints a label which the result of the expression cannot have',
  severity: 'warning',
  *run(model) {
    const reasonAgainst = reasons(model);
    for (const rule of model.rules) {
      for (const { title, text, at, notes } of templatesOf(rule)) {
        for (const { name, source, guarded, span } of notes.labels) {
          const expr = guarded ? undefined : expressionOf(source, rule);
          const why = expr && reasonAgainst(expr, name);
          if (why === undefined) continue;
          yield foundAt(rule.place, {
            message: `alert ${rule.name}, ${title}: the label ${name} is empty: ${why}`,
            hint: hintFor(name, source, rule),
            span,
            at,
            excerpt: explain(text, { span }),
          });
        }
      }
    }
  },
});

function hintFor(name: string, source: LabelSource, rule: RuleInput): string {
  const own = name === 'alertname' ? rule.name : rule.labels[name];
  if (source !== 'alert' || own === undefined) return `keep ${name} in the expression, or write the template without it`;
  return `templates see the labels of the result and not those that the rule adds: write ${own.includes('{{') ? 'the value' : own} itself`;
}

function expressionOf(source: LabelSource, { query }: RuleInput): Expr | undefined {
  if (source === 'external') return undefined;
  const asked = source === 'alert' ? query : parse(source.query);
  return asked.diagnostics.length > 0 ? undefined : asked.expr;
}

/** Why no series of an expression has a label; undefined where one may. */
export function reasons({ knowledge }: CheckInput): (expr: Expr, label: string) => string | undefined {
  const flow = labelFlow(knowledge);
  return (expr, label) => {
    if (presence(flow.of(expr), label) !== 'never') return undefined;
    return reasonsFor(expr, label, flow, knowledge)[0]?.message ?? 'the result has no such label';
  };
}
