import type { RuleInput } from '../../analysis/check-input';
import { type Found, foundAt } from '../../analysis/found';
import { type ReadTemplate, templatesOf } from '../../analysis/rule-templates';
import type { TemplateProblem } from '../../gotemplate/syntax';
import type { TemplateQuery } from '../../gotemplate/values';
import type { Diagnostic } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import { parse } from '../../promql/parse';
import { check } from '../check';

export const templateSyntax = check('template-syntax', {
  finds: 'a template of an annotation or a label that Prometheus refuses, cannot expand, or expands to a useless text',
  severity: 'error',
  kinds: { useless: 'warning' },
  *run({ rules }) {
    for (const rule of rules) {
      yield* unexpanded(rule);
      for (const template of templatesOf(rule)) {
        if (template.refused !== undefined) yield about(rule, template, 'refused', template.refused);
        for (const fault of template.notes.problems) yield about(rule, template, 'expansion', fault);
        for (const fault of template.notes.unusualOutput) yield about(rule, template, 'oddity', fault);
        for (const query of template.notes.queries) yield* faultsOfQuery(rule, template, query);
      }
    }
  },
});

/** What to do where the fault itself says it. */
const remedies: Readonly<Record<'refused' | 'expansion' | 'oddity', string>> = {
  refused: 'correct it: Prometheus refuses the whole rule file, and keeps the old one',
  expansion: 'correct it: the notification would read `<error expanding template: ...>` instead',
  oddity: 'correct it, or print something else',
};

function about(
  rule: RuleInput,
  { title, text, at }: ReadTemplate,
  kind: keyof typeof remedies,
  { message, hint = remedies[kind], span }: Omit<TemplateProblem, 'code'>,
): Found<'useless'> {
  return foundAt<'useless'>(rule.place, {
    ...(kind === 'oddity' && { kind: 'useless' }),
    message: `alert ${rule.name}, ${title}: ${message}`,
    hint,
    span,
    at,
    excerpt: explain(text, { span }),
  });
}

function* faultsOfQuery(rule: RuleInput, template: ReadTemplate, { text, assembled, span }: TemplateQuery): Iterable<Found<'useless'>> {
  const [diagnostic] = parse(text).diagnostics;
  if (diagnostic === undefined) return;
  yield about(rule, template, 'expansion', {
    message: `its query is not valid PromQL: ${diagnostic.message}`,
    hint: diagnostic.hint,
    span: assembled ? span : spanInside(template, text, span, diagnostic),
  });
}

/** The part of a query that is written in the template as it is; the whole argument where it has escapes. */
function spanInside({ text }: ReadTemplate, query: string, span: TemplateQuery['span'], diagnostic: Diagnostic): TemplateQuery['span'] {
  const start = text.indexOf(query, span.from);
  if (start === -1 || start + query.length > span.to) return span;
  return { from: start + diagnostic.span.from, to: start + diagnostic.span.to };
}

/** Prometheus expands templates of alerts only: in a recorded series the braces are part of the label's value. */
function* unexpanded({ kind, name: record, labels, place }: RuleInput): Iterable<Found<'useless'>> {
  if (kind !== 'recording') return;
  for (const [label, value] of Object.entries(labels)) {
    if (!/\{\{.*\}\}/s.test(value)) continue;
    yield foundAt<'useless'>(place, {
      kind: 'useless',
      message:
        `recording ${record}, label ${label}: Prometheus does not expand templates of recording rules, ` +
        'so that the series have this text as it is',
      hint: 'copy a label with label_replace in the expression',
      at: ['labels', label],
    });
  }
}
