import { inWords } from '../../text/list';
import { nearest } from '../../text/nearest';
import { isMapping } from '../../yaml/value';
import { inside, isNo, type Kind, type OptionProblem, problem } from './problem';

/** An option that has to be there. */
export interface RequiredField {
  readonly required: Kind;
}

export const required = (kind: Kind): RequiredField => ({ required: kind });

/** The kind of each option of an interface: one that the table lacks, or that the interface lacks, does not compile. */
export type Fields<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? Kind : RequiredField };

/** What a mapping with these options has to be; `what` is its name with an article: `an alert`, and `how` is how it is written. */
export function fields<T>(what: string, table: Fields<T>, how?: string): Kind {
  const options = Object.entries(table) as [string, Kind | RequiredField][];
  const names = options.map(([name]) => name);
  return (value, at) => {
    if (!isMapping(value)) return isNo(at, value, what.replace(/^an? /, ''), `Write ${how ?? `{ ${names.slice(0, 2).join(', ')} }`}.`);
    const unknown = Object.keys(value).filter((name) => value[name] !== undefined && !names.includes(name));
    return [
      ...unknown.map((name) => unknownOption(inside(at, name), what, name, names)),
      ...options.flatMap(([name, kind]) => ofField(value[name], inside(at, name), kind)),
    ];
  };
}

function ofField(value: unknown, at: string, kind: Kind | RequiredField): readonly OptionProblem[] {
  if (typeof kind === 'function') return value === undefined ? [] : kind(value, at);
  if (value !== undefined) return kind.required(value, at);
  return kind.required(value, at).map(({ hint }) => ({ at, message: `${at} is missing`, hint }));
}

function unknownOption(at: string, what: string, name: string, names: readonly string[]): OptionProblem {
  const near = nearest(name, names);
  return problem(
    at,
    `${what} has no option ${name}`,
    near === undefined ? `Its options are ${inWords(names, 12)}.` : `Did you mean ${near}?`,
  );
}
