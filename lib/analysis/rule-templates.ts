import { parseAlertTemplate } from '../gotemplate';
import { examine } from '../gotemplate/examine';
import { type Notes, noNotes } from '../gotemplate/notes';
import type { TemplateProblem } from '../gotemplate/syntax';
import { memoize } from '../text/memoize';
import type { Path } from '../yaml/value';
import type { RuleInput } from './check-input';

/** A template of an alert, and what is seen in it. */
export interface ReadTemplate {
  /** `annotation summary` or `label severity`. */
  readonly title: string;
  readonly text: string;
  readonly at: Path;
  /** Why Prometheus refuses the whole rule file. */
  readonly refused?: TemplateProblem;
  readonly notes: Notes;
}

/** The templates of an alert: its annotations and labels that have an action; of a recording rule there are none. */
export const templatesOf = memoize((rule: RuleInput): readonly ReadTemplate[] =>
  rule.kind === 'recording' ? [] : [...of('annotations', rule.annotations), ...of('labels', rule.labels)],
);

function of(field: 'annotations' | 'labels', values: Readonly<Record<string, string>>): readonly ReadTemplate[] {
  return Object.entries(values)
    .filter(([, text]) => text.includes('{{'))
    .map(([name, text]) => {
      const parsed = parseAlertTemplate(text);
      const common = { title: `${field.slice(0, -1)} ${name}`, text, at: [field, name] };
      return 'nodes' in parsed ? { ...common, notes: examine(parsed) } : { ...common, refused: parsed, notes: noNotes() };
    });
}
