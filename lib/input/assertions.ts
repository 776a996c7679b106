import { isMapping } from '../yaml/value';
import { isObject, type Located } from './documents';

/** How Chainsaw and KUTTL call the files that say what the cluster should look like. */
export const isAssertionFile = (file: string): boolean =>
  /(?:^|[/-])(?:assert|errors?)(?:-[^/]*)?\.ya?ml$/i.test(file) && /(?:^|\/)\d+-|chainsaw|-assert|kuttl/i.test(file);

/** What a test expects of objects, and no object: in Chainsaw's language, or in a file of assertions. */
export const isAssertion = ({ value, file }: Located): boolean => isAssertionFile(file) || (isObject(value) && hasExpressions(value, 0));

/** Chainsaw writes expressions in parentheses, as keys and as values, and `~.` for each item of a list. */
function hasExpressions(value: unknown, depth: number): boolean {
  if (depth > 6) return false;
  if (Array.isArray(value)) return value.some((item) => hasExpressions(item, depth + 1));
  if (!isMapping(value)) return false;
  return Object.entries(value).some(
    ([key, inner]) =>
      /^~[\w(]*\.|^\(.*\)$/.test(key) ||
      (depth === 1 && (key === 'name' || key === 'namespace') && typeof inner === 'string' && /^\(.*\)$/.test(inner)) ||
      hasExpressions(inner, depth + 1),
  );
}
