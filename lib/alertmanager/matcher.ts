import type { MatchOperator } from '../promql/ast';
import { re2Finds, re2Refusal } from '../text/re2';

/** One label matcher of a route or of an inhibition rule. */
export interface AlertMatcher {
  readonly name: string;
  readonly op: MatchOperator;
  readonly value: string;
}

/** The labels of an alert. An absent label is the same as an empty one. */
export type AlertLabels = Readonly<Record<string, string>>;

/** Go's unicode.IsSpace as part of a character class; JavaScript's \s has U+FEFF besides, and lacks U+0085. */
export const spaces = '\\t\\n\\v\\f\\r \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/** What the UTF-8 parser keeps for itself, and no name can have without quotes (matcher/parse/lexer.go). */
export const reserved = `${spaces}{}!=~,\\\\"'\``;

const needsQuotes = new RegExp(`[${reserved}]|^$`);

/** The names that every version of Alertmanager accepts without quotes. */
export const classicName = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/**
 * Prints a matcher so that the UTF-8 parser and the classic parser read the same from it: the value is always in double quotes.
 * A name that cannot stand without quotes has them too, which only the UTF-8 parser reads (Alertmanager 0.27).
 */
export function printMatcher({ name, op, value }: AlertMatcher): string {
  const quotedName = needsQuotes.test(name) ? quote(name) : name;
  return `${quotedName}${op}${quote(value)}`;
}

function quote(text: string): string {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n')}"`;
}

/** Whether the matcher accepts this value; '' stands for an absent label. */
export function accepts({ op, value: wanted }: AlertMatcher, value: string): boolean {
  switch (op) {
    case '=':
      return value === wanted;
    case '!=':
      return value !== wanted;
    case '=~':
      return matchesPattern(wanted, value);
    case '!~':
      return !matchesPattern(wanted, value);
  }
}

/** The values that an anchored regular expression accepts, where it is a plain list of alternatives; else undefined. */
export function alternatives(expression: string): readonly string[] | undefined {
  return /[\\.+*?()[\]{}^$]/.test(expression) ? undefined : expression.split('|');
}

/** What is wrong with a regular expression, or undefined. */
export const patternProblem = (expression: string): string | undefined =>
  alternatives(expression) === undefined ? re2Refusal(anchored(expression), 'line') : undefined;

/** As Alertmanager does it, textually. */
const anchored = (expression: string): string => `^(?:${expression})$`;

function matchesPattern(expression: string, value: string): boolean {
  const values = alternatives(expression);
  return values === undefined ? re2Finds(anchored(expression), value, 'line') : values.includes(value);
}
