/** What is wrong with an option: where it is (`routing.route.receiver`), what is, and what to do. */
export interface OptionProblem {
  /** The option, from the thing that is declared: empty for the thing itself. */
  readonly at: string;
  readonly message: string;
  readonly hint: string;
  /** @default error */
  readonly severity?: 'warning';
}

/** What a value has to be: a function that says what is wrong with one. */
export type Kind = (value: unknown, at: string) => readonly OptionProblem[];

export const problem = (at: string, message: string, hint: string): OptionProblem => ({
  at,
  message: at === '' ? message : `${at}: ${message}`,
  hint,
});

/** The way to an option of an option, or to an element of a list. */
export const inside = (at: string, option: string | number): string =>
  typeof option === 'number' ? `${at}[${option}]` : at === '' ? option : `${at}.${option}`;

/** `"1.5d" is no duration`, and what to write. */
export function isNo(at: string, value: unknown, what: string, hint: string): readonly OptionProblem[] {
  const call = typeof value === 'function' && value.name !== '' ? `Call it: ${value.name}(...).` : undefined;
  return [problem(at, `${shown(value)} is no ${what}`, call ?? hint)];
}

/** A value in the words of who wrote it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'function') return `the function ${value.name}`.trimEnd();
  return typeof value === 'object' ? 'a mapping' : String(value);
}
