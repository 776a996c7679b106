import { nearest } from '../../text/nearest';
import type { Dialect, Elsewhere } from '../dialect';
import { parseTemplate } from '../parse';
import type { Node, Template, TemplateProblem } from '../syntax';
import type { TemplateValue } from '../values';
import { builtinNames, canUse, isBuiltin } from './builtin';
import { notification } from './data';
import { foreignFunctions, notificationFunctions } from './functions';

/** Reads a template of a receiver, or a file of them: the tree, or why Alertmanager refuses it. */
export const parseNotificationTemplate = (text: string): Template | TemplateProblem =>
  parseTemplate(text, { functions: notificationFunctions, variables: [] });

/** Whether a text is for another Alertmanager, which has more functions. */
export const isForAnother = (text: string): boolean => foreignFunctions.some((name) => new RegExp(`\\b${name}\\b`).test(text));

/** What is defined in the files of templates. */
export interface FileDefinitions {
  readonly definitions: ReadonlyMap<string, { readonly nodes: readonly Node[]; readonly file: string }>;
  /** Whether a name that is not among them may be defined all the same. */
  readonly mayDefine: (name: string) => boolean;
}

/** What a template of a receiver can use. */
export const notificationDialect = (files: FileDefinitions): Dialect => ({
  data: notification,
  variables: [],
  functions: notificationFunctions,
  elsewhere: (name, given) => definedElsewhere(name, given, files),
});

function definedElsewhere(name: string, given: TemplateValue, { definitions, mayDefine }: FileDefinitions): Elsewhere {
  const known = definitions.get(name);
  if (known !== undefined) return { kind: 'defined', nodes: known.nodes, title: `the template \`${name}\` of ${known.file}` };
  if (isBuiltin(name)) {
    if (canUse(name, given)) return { kind: 'taken' };
    const hint =
      given.kind === 'nil'
        ? `Write {{ template "${name}" . }}: the dot gives it the notification.`
        : 'Give it the whole notification: `$`.';
    return {
      kind: 'wrong',
      message: `the built-in template \`${name}\` fails here: it is given ${given.kind === 'nil' ? 'nothing' : 'something else than it reads'}`,
      hint,
    };
  }
  if (mayDefine(name)) return { kind: 'taken' };
  const similar = nearest(name, [...definitions.keys(), ...builtinNames]);
  const hint = `${similar === undefined ? 'D' : `Did you mean \`${similar}\`? If not, d`}efine it in a file that \`templates\` names.`;
  return { kind: 'wrong', message: `there is no template \`${name}\``, hint };
}
