import { accepts, printMatcher } from '../../alertmanager/matcher';
import type { CheckInput, ObjectInput, RuleInput } from '../../analysis/check-input';
import { type EnforcedLabel, enforcedOn } from '../../analysis/enforcement';
import { type Found, foundAt } from '../../analysis/found';
import { textAt } from '../../kubernetes/access';
import { namespaceOf, titleOf } from '../../kubernetes/object';
import type { Matcher } from '../../promql/ast';
import { explain } from '../../promql/diagnostics';
import { selectorsOf } from '../../promql/walk';
import { check } from '../check';

export const enforcedNamespace = check('enforced-namespace', {
  finds: 'a rule that asks for another namespace than the one to which enforcedNamespaceLabel keeps it',
  severity: 'error',
  *run(input) {
    for (const object of input.objects.filter(({ object: { kind } }) => kind === 'PrometheusRule')) {
      const enforced = enforcedOn(object, input);
      if (enforced === undefined) continue;
      for (const rule of rulesOf(object, input)) yield* against(rule, enforced);
    }
  },
});

const rulesOf = ({ object, place }: ObjectInput, { rules }: CheckInput): readonly RuleInput[] => {
  const title = titleOf(object);
  return rules.filter((rule) => rule.place.object === title && rule.place.file === place.file);
};

function* against(rule: RuleInput, enforced: EnforcedLabel): Iterable<Found> {
  const { kind, name, query, written, place } = rule;
  const { label, namespace, by } = enforced;
  const who = `enforcedNamespaceLabel of ${by.object.kind} ${namespaceOf(by.object)}/${by.object.metadata.name}`;
  const made = `${label}="${namespace}"`;
  const hint = (wanted: string | undefined) =>
    `move the PrometheusRule into ${wanted ?? 'the namespace that it asks for'}, or name it in excludedFromEnforcement of ${by.object.kind} ${by.object.metadata.name}`;
  const matcher = (query.expr === undefined ? [] : selectorsOf(query.expr)).flatMap(({ matchers }) => matchers).find(isAgainst);
  if (matcher !== undefined) {
    yield foundAt(place, {
      message: `${kind} ${name} asks for ${printMatcher(matcher)}, and ${who} makes it ${made}`,
      hint: hint(matcher.op === '=' ? matcher.value : undefined),
      span: matcher.span,
      excerpt: explain(query.text, matcher),
    });
  }
  // What the rule has in its file: of the labels that are judged this one is enforced already.
  const given = textAt(written, 'labels', label);
  if (given !== undefined && given !== namespace && !given.includes('{{')) {
    yield foundAt(place, {
      message: `${kind} ${name} has the label ${label}="${given}", and ${who} makes it ${made}`,
      hint: hint(given),
      at: ['labels', label],
    });
  }

  function isAgainst({ name: of, op, value }: Matcher): boolean {
    return of === label && !value.includes('$') && !accepts({ name: of, op, value }, namespace);
  }
}
