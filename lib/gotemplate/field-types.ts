import type { Span } from '../promql/ast';
import { nearest } from '../text/nearest';
import { type Notes, reportProblem } from './notes';
import { any, type GoType, kindNames, type TemplateLabel, type TemplateValue, value } from './values';

/** What a template starts with (template/template.go, `AlertTemplateData`). */
const dataFields: Readonly<Record<string, TemplateValue>> = {
  Labels: value('labels', { source: 'alert' }),
  ExternalLabels: value('labels', { source: 'external' }),
  ExternalURL: value('string'),
  Value: value('number or histogram', { measured: true }),
};

/** `.Annotations`, `.CommonLabels` and so on are known to templates of notifications. */
const alertmanagerFields = new Set([
  'Annotations',
  'StartsAt',
  'EndsAt',
  'Fingerprint',
  'GeneratorURL',
  'Status',
  'Receiver',
  'Alerts',
  'GroupLabels',
  'CommonLabels',
  'CommonAnnotations',
]);

/** What a template can ask of a time and use: methods of Go's time.Time with one result. */
const withArguments = new Set(
  'Format In Add AddDate After AppendFormat Before Compare Equal Round Sub Truncate AppendText AppendBinary'.split(' '),
);
const timeMethods: ReadonlySet<string> = new Set([
  ...withArguments,
  ...(
    'Unix UTC Local Day GoString Hour IsDST IsZero Location Minute Month Nanosecond Second String UnixMicro UnixMilli UnixNano Weekday ' +
    'Year YearDay GobEncode MarshalBinary MarshalJSON MarshalText'
  ).split(' '),
]);

const argumentsOf = (name: string, takesSome: boolean): string => `\`.${name}\` takes ${takesSome ? 'an argument' : 'no arguments'}`;

const hintOn = (similar: string | undefined, names: readonly string[]): string | undefined =>
  similar ? `Did you mean \`.${similar}\`?` : names.length === 0 ? undefined : `It has ${names.map((field) => `.${field}`).join(', ')}.`;

export interface FieldQuestion {
  readonly name: string;
  readonly span: Span;
  /** Something is given to the field as to a function. */
  readonly hasArguments: boolean;
  readonly guarded: boolean;
}

/** What Go finds when it is asked for a field of a value (text/template/exec.go, `evalField`). */
export function fieldValueOf(receiver: TemplateValue, question: FieldQuestion, notes: Notes): TemplateValue {
  const { name, span, hasArguments } = question;
  switch (receiver.kind) {
    case 'any':
    case 'nil':
    case 'duration':
      return any;
    case 'time':
      if (!timeMethods.has(name)) return wrong(`a time has no \`${name}\``, hintOn(nearest(name, timeMethods), ['Format', 'Unix', 'UTC']));
      return withArguments.has(name) === hasArguments ? any : wrong(argumentsOf(name, !hasArguments));
    case 'composite':
      return receiver.type === undefined ? any : part(receiver.type);
    case 'number or histogram':
      // The fields of a native histogram are exported, and so have a capital.
      if (/^\p{Lu}/u.test(name)) return any;
      return wrong(`a number has no field \`${name}\``);
    case 'labels':
      if (hasArguments) return wrong(`the label \`${name}\` is not a function and takes no arguments`);
      return labelValueOf(receiver, question, notes);
    case 'map':
      return hasArguments ? wrong(`\`${name}\` is not a function and takes no arguments`) : any;
    case 'data':
      return known(dataFields[name], Object.keys(dataFields));
    case 'sample': {
      const { source } = receiver;
      const fields: Readonly<Record<string, TemplateValue>> = {
        Labels: value('labels', { ...(source && { source }) }),
        Value: value('number or histogram', { measured: true }),
      };
      return known(fields[name], Object.keys(fields));
    }
    case 'samples':
      return wrong(`a list of samples has no field \`${name}\``, 'Take one of them with `first`, or all with `range`.');
    case 'string':
    case 'html':
    case 'bool':
    case 'int':
    case 'float':
    case 'complex':
      return wrong(`${kindNames[receiver.kind]} has no field \`${name}\``);
  }

  function wrong(message: string, hint?: string): TemplateValue {
    reportProblem(notes, span, message, hint);
    return any;
  }
  function part({ is, title, fields = {}, methods = {}, element, hintFor }: GoType): TemplateValue {
    if (Object.hasOwn(methods, name)) {
      const { takesArgument, returns } = methods[name]!;
      if (takesArgument === hasArguments) return returns;
      return wrong(argumentsOf(name, takesArgument));
    }
    if (is === 'map') return hasArguments ? wrong(`\`.${name}\` is not a function and takes no arguments`) : (element ?? any);
    if (!Object.hasOwn(fields, name)) {
      const names = [...Object.keys(fields), ...Object.keys(methods)];
      return wrong(`${title} has no \`.${name}\``, hintFor?.(name) ?? hintOn(nearest(name, names), names));
    }
    return hasArguments ? wrong(`\`.${name}\` is not a function and takes no arguments`) : fields[name]!;
  }
  function known(field: TemplateValue | undefined, names: readonly string[]): TemplateValue {
    if (field !== undefined) return hasArguments ? wrong(`\`.${name}\` is not a function and takes no arguments`) : field;
    const similar = nearest(name, names);
    const of = receiver.kind === 'data' ? 'a template of a rule' : 'a sample';
    if (receiver.kind === 'data' && alertmanagerFields.has(name)) {
      return wrong(
        `${of} has no \`.${name}\``,
        'That field is for templates of Alertmanager; a rule has .Labels, .ExternalLabels, .ExternalURL and .Value.',
      );
    }
    return wrong(`${of} has no \`.${name}\``, hintOn(similar, names));
  }
}

/** The value of a label; that somebody asks for it is noted. */
export function labelValueOf(
  { source, measured }: TemplateValue,
  { name, span, guarded }: Pick<TemplateLabel, 'name' | 'span' | 'guarded'>,
  notes: Notes,
): TemplateValue {
  if (source === undefined) return value('string');
  notes.labels.push({ name, source, guarded, span: { from: span.from, to: span.to } });
  return value('string', { label: { name, source }, ...(measured && { measured }) });
}
