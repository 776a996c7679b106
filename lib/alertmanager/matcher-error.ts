import type { MatchOperator } from '../promql/ast';
import { type AlertMatcher, patternProblem } from './matcher';

/** Why one of Alertmanager's parsers refuses a text as matchers. */
export class MatcherError extends Error {}

/** A matcher whose regular expression, if it has one, is valid. */
export function checked(name: string, op: MatchOperator, value: string): AlertMatcher {
  const problem = op === '=~' || op === '!~' ? patternProblem(value) : undefined;
  if (problem !== undefined) throw new MatcherError(problem);
  return { name, op, value };
}
