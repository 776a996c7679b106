import type { MatchOperator } from '../promql/ast';
import { type Matcher, patternFault } from './matcher';

/** Why one of Alertmanager's parsers refuses a text as matchers. */
export class Refusal extends Error {}

/** A matcher whose regular expression, if it has one, is valid. */
export function checked(name: string, op: MatchOperator, value: string): Matcher {
  const fault = op === '=~' || op === '!~' ? patternFault(value) : undefined;
  if (fault !== undefined) throw new Refusal(fault);
  return { name, op, value };
}
