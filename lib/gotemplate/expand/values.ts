/** Why a template gives no text. `beyond` is what Go can and this cannot, such as printing an address of memory. */
export interface ExpansionFault {
  readonly code: 'fails' | 'beyond';
  readonly message: string;
}

export class ExpansionStop extends Error {
  constructor(readonly fault: ExpansionFault) {
    super(fault.message);
  }
}

export function fail(message: string): never {
  throw new ExpansionStop({ code: 'fails', message });
}
export function beyond(message: string): never {
  throw new ExpansionStop({ code: 'beyond', message });
}

/** One sample of a query in a template. */
export interface TemplateSample {
  readonly kind: 'sample';
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A map of Go: labels have strings only, and a string where a key is missing. */
export interface GoMap {
  readonly kind: 'map';
  readonly entries: ReadonlyMap<string, GoValue>;
  readonly ofStrings: boolean;
}

/** What a template starts with (template/template.go, `AlertTemplateData`). */
export interface GoData {
  readonly kind: 'data';
  readonly fields: ReadonlyMap<string, GoValue>;
}

/** Nanoseconds since 1970, and those of a duration. */
export interface GoTime {
  readonly kind: 'time' | 'duration';
  readonly nanoseconds: bigint;
}

/** A text that `safeHtml` marked: to Go it is another type than a string. */
export interface GoHtml {
  readonly kind: 'html';
  readonly text: string;
}

/** A value of Go: a float64 is a number, an int a bigint, nil undefined, a list of samples an array. */
export type GoValue =
  | string
  | number
  | bigint
  | boolean
  | undefined
  | readonly TemplateSample[]
  | TemplateSample
  | GoMap
  | GoData
  | GoTime
  | GoHtml;

export const isSamples = (value: GoValue): value is readonly TemplateSample[] => Array.isArray(value);

export const isHtml = (value: GoValue): value is GoHtml => typeof value === 'object' && !isSamples(value) && value.kind === 'html';

export const labelMap = (labels: Readonly<Record<string, string>>): GoMap => ({
  kind: 'map',
  ofStrings: true,
  entries: new Map(Object.entries(labels)),
});

/** What a value is called in messages. */
export function nameOfKind(value: GoValue): string {
  switch (typeof value) {
    case 'string':
      return 'a string';
    case 'number':
      return 'a float';
    case 'bigint':
      return 'an int';
    case 'boolean':
      return 'a bool';
    case 'undefined':
      return 'nil';
    default:
      return isSamples(value) ? 'a list of samples' : `a ${(value as Exclude<typeof value, readonly TemplateSample[]>).kind}`;
  }
}

/** Whether `if` takes a value for true (text/template/exec.go, `isTrue`). */
export function isTrue(value: GoValue): boolean {
  if (isSamples(value)) return value.length > 0;
  if (typeof value === 'object') return value.kind === 'map' ? value.entries.size > 0 : value.kind !== 'html' || value.text !== '';
  // NaN is not 0.
  return typeof value === 'number' ? value !== 0 : Boolean(value);
}
