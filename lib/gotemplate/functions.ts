import type { TemplateValue, ValueKind } from './values';

/**
 * What a function takes: a kind that Go insists on; `number` and `amount`, which are tried to be made one, the second of durations too;
 * or `any`. The last parameter of a variadic function may come any number of times.
 */
export type Parameter = 'string' | 'sample' | 'samples' | 'number' | 'any' | 'time' | 'texts' | 'list' | 'amount';

export interface FunctionSignature {
  readonly parameters: readonly Parameter[];
  readonly variadic?: true;
  readonly returns: ValueKind;
  /** What is known of the result beyond its kind. */
  readonly gives?: TemplateValue;
}

export const takes = (parameters: readonly Parameter[], returns: ValueKind): FunctionSignature => ({ parameters, returns });
export const takesMany = (parameters: readonly Parameter[], returns: ValueKind): FunctionSignature => ({
  parameters,
  variadic: true,
  returns,
});

const text = takes(['string'], 'string');
const humanized = takes(['number'], 'string');
const compared = takes(['any', 'any'], 'bool');

/** What text/template brings itself (text/template/funcs.go, `goFunctions`, Go 1.26). */
export const goFunctions: Readonly<Record<string, FunctionSignature>> = {
  and: takesMany(['any', 'any'], 'any'),
  or: takesMany(['any', 'any'], 'any'),
  not: takes(['any'], 'bool'),
  call: takesMany(['any', 'any'], 'any'),
  index: takesMany(['any', 'any'], 'any'),
  slice: takesMany(['any', 'any'], 'any'),
  len: takes(['any'], 'int'),
  html: takesMany(['any'], 'string'),
  js: takesMany(['any'], 'string'),
  urlquery: takesMany(['any'], 'string'),
  print: takesMany(['any'], 'string'),
  println: takesMany(['any'], 'string'),
  printf: takesMany(['string', 'any'], 'string'),
  eq: takesMany(['any', 'any'], 'bool'),
  ne: compared,
  lt: compared,
  le: compared,
  gt: compared,
  ge: compared,
};

/**
 * The functions of an alert's template: Go's, and those of Prometheus 3.15 (template/template.go, `NewTemplateExpander`). `tmpl` is
 * not among them: only console templates have it.
 */
export const templateFunctions: ReadonlyMap<string, FunctionSignature> = new Map(
  Object.entries({
    ...goFunctions,
    query: takes(['string'], 'samples'),
    first: takes(['samples'], 'sample'),
    label: takes(['string', 'sample'], 'string'),
    value: takes(['sample'], 'number or histogram'),
    strvalue: takes(['sample'], 'string'),
    sortByLabel: takes(['string', 'samples'], 'samples'),
    args: takesMany(['any'], 'map'),
    reReplaceAll: takes(['string', 'string', 'string'], 'string'),
    match: takes(['string', 'string'], 'bool'),
    safeHtml: takes(['string'], 'html'),
    title: text,
    toUpper: text,
    toLower: text,
    graphLink: text,
    tableLink: text,
    stripPort: text,
    stripDomain: text,
    urlQueryEscape: text,
    humanize: humanized,
    humanize1024: humanized,
    humanizeDuration: humanized,
    humanizePercentage: humanized,
    humanizeTimestamp: humanized,
    toTime: takes(['number'], 'time'),
    toDuration: takes(['number'], 'duration'),
    parseDuration: takes(['string'], 'float'),
    now: takes([], 'float'),
    pathPrefix: takes([], 'string'),
    externalURL: takes([], 'string'),
  }),
);

/** The variables that Prometheus declares before the text of a template (rules/alerting.go). */
export const templateVariables = ['$labels', '$externalLabels', '$externalURL', '$value'] as const;
