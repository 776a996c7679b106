import type { BinaryOperator } from './ast';

/** Binding strength, as in generated_parser.y; all bind to the left but `^`. */
export const precedence: Readonly<Record<string, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '>': 3,
  '<': 3,
  '>=': 3,
  '<=': 3,
  '</': 3,
  '>/': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
};
export const precedenceOf = (op: BinaryOperator): number => precedence[op] ?? 0;
/** A sign binds as `*` does: `-a ^ b` is `-(a ^ b)`, `-a * b` is `(-a) * b`. */
export const signPrecedence = 5;

const comparisons: ReadonlySet<BinaryOperator> = new Set<BinaryOperator>(['==', '!=', '>', '<', '>=', '<=']);
const setOperators: ReadonlySet<BinaryOperator> = new Set<BinaryOperator>(['and', 'or', 'unless']);

/** `==`, `!=`, `>`, `<`, `>=` or `<=`. */
export const isComparison = (op: BinaryOperator): boolean => comparisons.has(op);
/** `and`, `or` or `unless`. */
export const isSetOperator = (op: BinaryOperator): boolean => setOperators.has(op);
