import type { Diagnostic } from './ast';

/**
 * A token of PromQL. `kind` is the keyword in lower case, the punctuation itself, or one of `identifier`, `metric` (an
 * identifier with a colon), `number`, `duration`, `string`, `end of input`, and `fault`, where no token can be read.
 */
export interface Token {
  readonly kind: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

export interface Tokens {
  readonly tokens: readonly Token[];
  /** What is wrong where the last token is a `fault`. */
  readonly fault?: Diagnostic;
}

/** The kind of the last token; `end` alone is a keyword. */
export const endOfInput = 'end of input';
