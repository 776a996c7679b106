import type { ProblemCode } from '../../../text/problem';

/** What is wrong with an object: where, and why the operator refuses it, in the operator's words. */
export interface FieldProblem {
  /** The way from the part that was looked at: `endpoints[0].tlsConfig.ca`. Empty for the part itself. */
  readonly path: string;
  readonly message: string;
  /** @default wrong-value */
  readonly code?: ProblemCode;
  /** What to do, where that is more than to correct it. */
  readonly hint?: string;
}

/** A problem, if there is a reason for one. */
export function fieldProblem(path: string, reason: string | undefined): FieldProblem | undefined {
  return reason === undefined ? undefined : { path, message: reason };
}

/** The same problem seen from outside: `path` is the way to the part, `label` what the operator calls it. */
export function insideOf(path: string, label: string, inner: FieldProblem | undefined): FieldProblem | undefined {
  return inner && { ...inner, path: join(path, inner.path), message: label ? `${label}: ${inner.message}` : inner.message };
}

/** The same problem, introduced by what the operator says before it. */
export function labelled(label: string, inner: FieldProblem | undefined): FieldProblem | undefined {
  return insideOf('', label, inner);
}

/** What the operator calls an item of a list. */
type ItemLabel = (index: number) => string;

/** The operator does not say which item it is. */
export const unnumbered: ItemLabel = () => '';

/** The first problem of a list, with its index. The operator calls the item `label[index]`, or what `label` says. */
export function each<T>(
  path: string,
  label: string | ItemLabel,
  list: readonly T[] | undefined,
  check: (item: T) => FieldProblem | undefined,
): FieldProblem | undefined {
  for (const [index, item] of (list ?? []).entries()) {
    const found = check(item);
    if (found) return insideOf(`${path}[${index}]`, typeof label === 'string' ? `${label}[${index}]` : label(index), found);
  }
  return undefined;
}

function join(path: string, rest: string): string {
  return path && rest && !rest.startsWith('[') ? `${path}.${rest}` : path + rest;
}
