import { type FunctionSignature, templateFunctions } from './functions';
import type { Node } from './syntax';
import { type TemplateValue, value } from './values';

/** What a program gives to its templates. */
export interface Dialect {
  readonly data: TemplateValue;
  /** Besides `$`. */
  readonly variables: readonly { readonly name: string; readonly value: TemplateValue }[];
  readonly functions: ReadonlyMap<string, FunctionSignature>;
  /** A template that is defined in another text; a problem where there is none. */
  readonly elsewhere: (name: string, given: TemplateValue) => Elsewhere;
}

export type Elsewhere =
  | { readonly kind: 'defined'; readonly nodes: readonly Node[]; readonly title: string }
  /** Nothing is to be said. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'wrong'; readonly message: string; readonly hint: string };

/** Templates of the annotations and labels of alerts, as Prometheus expands them. */
export const ofRules: Dialect = {
  data: value('data'),
  variables: [
    { name: '$labels', value: value('labels', { source: 'alert' }) },
    { name: '$externalLabels', value: value('labels', { source: 'external' }) },
    { name: '$externalURL', value: value('string') },
    { name: '$value', value: value('number or histogram', { measured: true }) },
  ],
  functions: templateFunctions,
  elsewhere: (name) => ({
    kind: 'wrong',
    message: `there is no template \`${name}\``,
    hint: 'define it in the same text: Prometheus reads no template files for rules',
  }),
};
