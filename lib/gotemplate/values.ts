import type { Span } from '../promql/ast';

/**
 * What Go would find behind an operand. `number or histogram` is the value of a sample; `data` is what a template starts with;
 * `any` is what cannot be known here, and nothing is said of it.
 */
export type ValueKind =
  | 'any'
  | 'nil'
  | 'string'
  | 'html'
  | 'bool'
  | 'int'
  | 'float'
  | 'complex'
  | 'number or histogram'
  | 'labels'
  | 'map'
  | 'data'
  | 'sample'
  | 'samples'
  | 'time'
  | 'duration'
  | 'composite';

/** Where labels come from: the alert's result, the external labels, or the result of a query in the template. */
export type LabelSource = 'alert' | 'external' | { readonly query: string };

/** A struct, a list or a map of Go, with what templates can ask of it. */
export interface GoType {
  readonly is: 'struct' | 'list' | 'map';
  /** What it is called in messages: `an alert`. */
  readonly title: string;
  /** Of a struct. */
  readonly fields?: Readonly<Record<string, TemplateValue>>;
  readonly methods?: Readonly<Record<string, Method>>;
  /** Of a list or a map. */
  readonly element?: TemplateValue;
  /** What to write in place of a field that it does not have. @default - a name that is nearly the same */
  readonly hintFor?: (name: string) => string | undefined;
}

export interface Method {
  readonly takesArgument: boolean;
  readonly returns: TemplateValue;
}

export interface TemplateValue {
  readonly kind: ValueKind;
  /** Of a composite. */
  readonly type?: GoType;
  /** Of a string that is written in the template; of a query that printf puts together, one that it may give. */
  readonly text?: string;
  /** True where `text` is only one of the texts that it may be. */
  readonly assembled?: boolean;
  /** Of labels, a sample and samples. */
  readonly source?: LabelSource;
  /** True where another sample gives another text. */
  readonly measured?: boolean;
  /** The label that this is the value of. */
  readonly label?: { readonly name: string; readonly source: LabelSource };
}

export const any: TemplateValue = { kind: 'any' };
export const value = (kind: ValueKind, more: Omit<TemplateValue, 'kind'> = {}): TemplateValue => ({ kind, ...more });

/** What a kind is called in messages. */
export const kindNames: Readonly<Record<ValueKind, string>> = {
  any: 'a value',
  nil: 'nil',
  string: 'a string',
  html: 'HTML',
  bool: 'a bool',
  int: 'an int',
  float: 'a float',
  complex: 'a complex number',
  'number or histogram': 'a number',
  labels: 'a set of labels',
  map: 'a map',
  data: 'the data of the template',
  sample: 'a sample',
  samples: 'a list of samples',
  time: 'a time',
  duration: 'a duration',
  composite: 'a value with parts',
};

/** What a value is called in messages. */
export const titleOfValue = ({ kind, type }: TemplateValue): string => type?.title ?? kindNames[kind];

/** A label that a template asks for. */
export interface TemplateLabel {
  readonly name: string;
  readonly source: LabelSource;
  /** True where the template asks first whether the label is there. */
  readonly guarded: boolean;
  readonly span: Span;
}

/** A query that a template asks, as it is written or as printf may put it together. */
export interface TemplateQuery {
  readonly text: string;
  readonly assembled: boolean;
  readonly span: Span;
}
