import type { Span } from '../promql/ast';
import { regexpFault } from '../promql/regexp';
import { compared } from './comparison';
import { labelValueOf } from './field-types';
import type { FunctionSignature, Parameter } from './functions';
import { type Notes, reportOutput, reportProblem } from './notes';
import { assembledQuery, printfProblem } from './printf';
import { any, type GoType, type TemplateValue, titleOfValue, type ValueKind, value } from './values';

/** A value that is given to a function, and where it stands; what comes through `|` stands where the function does. */
export interface Argument {
  readonly value: TemplateValue;
  readonly span: Span;
}

export interface FunctionCall {
  readonly name: string;
  readonly spec: FunctionSignature;
  readonly given: readonly Argument[];
  /** Of the name with what is written behind it. */
  readonly span: Span;
  readonly guarded: boolean;
}

// A duration is none of them: `toDuration` gives a pointer, and only the value behind it would be taken (helpers/templates,
// `ConvertToFloat`).
const numbers: ReadonlySet<ValueKind> = new Set<ValueKind>(['any', 'nil', 'int', 'float', 'string', 'number or histogram']);

const withoutLength: ReadonlySet<ValueKind> = new Set<ValueKind>([
  'bool',
  'int',
  'float',
  'complex',
  'number or histogram',
  'data',
  'sample',
  'time',
  'duration',
]);

const accepts: Readonly<Record<Parameter, (given: TemplateValue) => boolean>> = {
  any: () => true,
  number: ({ kind }) => numbers.has(kind),
  string: ({ kind }) => kind === 'string' || kind === 'any',
  sample: ({ kind }) => kind === 'sample' || kind === 'any' || kind === 'nil',
  samples: ({ kind }) => kind === 'samples' || kind === 'any' || kind === 'nil',
  time: ({ kind }) => kind === 'time' || kind === 'any',
  amount: ({ kind }) => ['any', 'int', 'float', 'string', 'duration'].includes(kind),
  texts: (given) => isListOf(given, 'string'),
  list: (given) => isListOf(given, 'any'),
};

const isListOf = ({ kind, type }: TemplateValue, element: ValueKind): boolean =>
  kind === 'any' || (type?.is === 'list' && type.element?.kind === element);

/** What a function of a template gives, and what is wrong with how it is called (text/template/exec.go, `evalCall`). */
export function callOf(call: FunctionCall, notes: Notes): TemplateValue {
  const {
    name,
    spec: { parameters, variadic, returns, gives: usual = value(returns) },
    given,
    span,
  } = call;
  const least = variadic ? parameters.length - 1 : parameters.length;
  if (given.length < least || (!variadic && given.length > least)) {
    const many = `${least === 0 ? 'no arguments' : least === 1 ? 'one argument' : `${least} arguments`}`;
    reportProblem(notes, span, `\`${name}\` takes ${variadic ? 'at least ' : ''}${many}, not ${given.length}`);
    return usual;
  }
  for (const [index, argument] of given.entries()) {
    const parameter = parameters[Math.min(index, parameters.length - 1)]!;
    if (!accepts[parameter](argument.value)) {
      reportProblem(notes, argument.span, `\`${name}\` cannot take ${titleOfValue(argument.value)}`, hintFor(parameter, argument.value));
      return usual;
    }
  }
  const measured = returns !== 'bool' && returns !== 'int' && given.some((argument) => argument.value.measured);
  const result = special(call, notes) ?? usual;
  return measured && !result.measured ? { ...result, measured } : result;
}

function hintFor(parameter: Parameter, { kind, type }: TemplateValue): string | undefined {
  switch (parameter) {
    case 'string':
      return kind === 'number or histogram' || kind === 'float' || kind === 'int'
        ? 'Make a text of the number first, with `humanize` or `printf "%.2f"`.'
        : kind === 'composite' && type?.is === 'list' && type.element?.kind === 'string'
          ? 'Make a text of the list first, with `join ", "`.'
          : undefined;
    case 'time':
      return 'Give it a time, such as `.StartsAt` of an alert.';
    case 'texts':
      return kind === 'composite' ? 'Take the names or the values: `.SortedPairs.Values`.' : undefined;
    case 'amount':
    case 'list':
      return undefined;
    case 'sample':
      return kind === 'samples' ? 'Take one sample of the list with `first`.' : undefined;
    case 'samples':
      return 'Give it the list of samples that `query` returns.';
    case 'number':
      return kind === 'samples'
        ? 'Take one sample of the list with `first`, and its number with `value`.'
        : kind === 'sample'
          ? 'Take the number of the sample with `value`.'
          : undefined;
    case 'any':
      return undefined;
  }
}

/** What is known of a result beyond its kind, and what only this function refuses. */
function special({ name, given, span, guarded }: FunctionCall, notes: Notes): TemplateValue | undefined {
  const [first, second] = given.map((argument) => argument.value);
  const wrong = (message: string, hint?: string): undefined => reportProblem(notes, span, message, hint) as undefined;
  switch (name) {
    case 'query': {
      const { text, assembled = false } = first!;
      if (text === undefined) return undefined;
      notes.queries.push({ text, assembled, span: given[0]!.span });
      return value('samples', { source: { query: text } });
    }
    case 'first':
      return value('sample', { ...(first!.source && { source: first!.source }) });
    case 'sortByLabel':
      return value('samples', { ...(second!.source && { source: second!.source }) });
    case 'value':
      return value('number or histogram', { measured: true });
    case 'label':
      return first!.text === undefined ? undefined : labelValueOf(second!, { name: first!.text, span, guarded }, notes);
    case 'index':
      return indexed(given, span, guarded, notes);
    case 'and':
    case 'or':
      return first!.kind !== 'composite' && given.every(({ value: { kind } }) => kind === first!.kind) ? value(first!.kind) : any;
    case 'eq':
    case 'ne':
    case 'lt':
    case 'le':
    case 'gt':
    case 'ge':
      return compared(name, given, span, notes);
    case 'len':
      return withoutLength.has(first!.kind) || first!.type?.is === 'struct' ? wrong(`${titleOfValue(first!)} has no length`) : undefined;
    case 'match':
    case 'reReplaceAll': {
      const problem = first!.text === undefined || first!.assembled ? undefined : regexpFault(first!.text);
      return problem === undefined ? undefined : wrong(`\`${first!.text}\` is not a regular expression: ${problem}`);
    }
    case 'printf':
      return printed(given, span, notes);
    default:
      return undefined;
  }
}

function printed(given: readonly Argument[], span: Span, notes: Notes): TemplateValue {
  const [format, ...values] = given.map((argument) => argument.value);
  if (format?.text === undefined || format.assembled) return value('string');
  const problem = printfProblem(format.text, values);
  if (problem !== undefined) reportOutput(notes, span, problem.message, problem.hint);
  const text = assembledQuery(format.text);
  return value('string', { ...(text !== undefined && { text, assembled: true }) });
}

function indexed(given: readonly Argument[], span: Span, guarded: boolean, notes: Notes): TemplateValue | undefined {
  const [collection, key, ...more] = given.map((argument) => argument.value);
  if (key === undefined || more.length > 0) return any;
  const wrong = (message: string): undefined => reportProblem(notes, span, message) as undefined;
  switch (collection!.kind) {
    case 'labels':
      if (key.kind !== 'string' && key.kind !== 'any') return wrong(`labels are found by a string, not by ${titleOfValue(key)}`);
      return key.text === undefined || key.assembled
        ? value('string')
        : labelValueOf(collection!, { name: key.text, span, guarded }, notes);
    case 'samples':
      if (key.kind !== 'int' && key.kind !== 'any') return wrong(`a list is counted by an int, not by ${titleOfValue(key)}`);
      return value('sample', { ...(collection!.source && { source: collection!.source }) });
    case 'bool':
    case 'int':
    case 'float':
    case 'complex':
    case 'number or histogram':
    case 'data':
    case 'sample':
    case 'time':
    case 'duration':
      return wrong(`${titleOfValue(collection!)} has nothing that \`index\` could find`);
    case 'composite':
      return indexedPart(collection!.type, key, wrong);
    case 'any':
    case 'nil':
    case 'string':
    case 'html':
    case 'map':
      return any;
  }
}

function indexedPart(type: GoType | undefined, key: TemplateValue, wrong: (message: string) => undefined): TemplateValue | undefined {
  if (type === undefined || key.kind === 'any') return type?.element ?? any;
  if (type.is === 'struct') return wrong(`${type.title} has nothing that \`index\` could find`);
  const wanted = type.is === 'list' ? 'int' : 'string';
  if (key.kind !== wanted)
    return wrong(`${type.title} is asked by ${wanted === 'int' ? 'an int' : 'a string'}, not by ${titleOfValue(key)}`);
  return type.element ?? any;
}
