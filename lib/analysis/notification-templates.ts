import { type TemplateField, templateFields } from '../alertmanager/template-fields';
import { examine } from '../gotemplate/examine';
import { type Notes, noNotes } from '../gotemplate/notes';
import {
  type FileDefinitions,
  isForAnother,
  notificationDialect,
  parseNotificationTemplate,
} from '../gotemplate/notifications/notifications';
import type { Node, TemplateProblem } from '../gotemplate/syntax';
import { memoize } from '../text/memoize';
import type { NotificationInput, TemplateText } from './check-input';

/** A template of a receiver, and what is seen in it. */
export interface ReadNotification extends TemplateField {
  /** Why no notification of this receiver can be sent. */
  readonly refused?: TemplateProblem;
  readonly notes: Notes;
}

/** The templates of a configuration's receivers. */
export function readNotifications(input: NotificationInput): readonly ReadNotification[] {
  const fields = templateFields(input.config).filter(({ text }) => !isForAnother(text) && !isFilledIn.test(text));
  if (fields.length === 0) return [];
  const dialect = notificationDialect(definitionsFor(input));
  return fields.map((field) => {
    const parsed = parseNotificationTemplate(field.text);
    return 'nodes' in parsed ? { ...field, notes: examine(parsed, dialect) } : { ...field, refused: parsed, notes: noNotes() };
  });
}

/** `${CHANNEL}`, which envsubst or Flux fills in; `${1}` is a group of a regular expression. */
const isFilledIn = /\$\{[A-Za-z_]/;

/** A file of templates: its tree, or why Alertmanager refuses it with its whole configuration. */
export const parsedFile = memoize(({ text }: TemplateText) => parseNotificationTemplate(text));

function definitionsFor({ templates, otherTemplates, hasAllTemplates }: NotificationInput): FileDefinitions {
  const definitions = new Map<string, { nodes: readonly Node[]; file: string }>();
  let areAllRead = hasAllTemplates;
  for (const file of templates) {
    const parsed = parsedFile(file);
    if ('nodes' in parsed) {
      definitions.set(file.name, { nodes: parsed.nodes, file: file.name });
      for (const [name, nodes] of parsed.definitions) definitions.set(name, { nodes, file: file.name });
    } else areAllRead = false;
  }
  // What a file defines that nothing reads here may come there in a way that is not seen.
  const isDefinedBy = (file: TemplateText, name: string): boolean => {
    const parsed = parsedFile(file);
    return !('nodes' in parsed) || parsed.definitions.has(name);
  };
  return { definitions, mayDefine: (name) => !areAllRead || otherTemplates.some((file) => isDefinedBy(file, name)) };
}
