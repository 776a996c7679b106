import type { Span } from '../promql/ast';
import type { Argument } from './calls';
import { type Notes, reportProblem } from './notes';
import { type TemplateValue, titleOfValue, type ValueKind } from './values';

/** The kinds that Go compares, each with its like only: `gt $value 5` ends with an error, and `gt $value 5.0` does not. */
const basic: Readonly<Partial<Record<ValueKind, string>>> = {
  bool: 'bool',
  int: 'int',
  duration: 'int',
  float: 'float',
  'number or histogram': 'float',
  string: 'string',
  html: 'string',
  complex: 'complex',
  composite: 'composite',
  time: 'time',
};
const unordered: ReadonlySet<ValueKind> = new Set<ValueKind>([
  'bool',
  'complex',
  'labels',
  'map',
  'data',
  'sample',
  'samples',
  'time',
  'composite',
]);

/** What is wrong with a comparison (text/template/funcs.go, `eq`, `lt`). */
export function compared(name: string, given: readonly Argument[], span: Span, notes: Notes): undefined {
  const [first, ...others] = given;
  if (others.length === 0) reportProblem(notes, span, `\`${name}\` has nothing to compare with`);
  const ordered = name !== 'eq' && name !== 'ne';
  const odd = ordered ? given.find((argument) => unordered.has(argument.value.kind)) : undefined;
  if (odd !== undefined) {
    reportProblem(notes, span, `\`${name}\` cannot compare ${titleOfValue(odd.value)}`);
    return;
  }
  const left = basic[first!.value.kind];
  for (const other of others) {
    const right = basic[other.value.kind];
    if (left === undefined || right === undefined) continue;
    if (left === right) {
      if (isIncomparable(first!.value) && isIncomparable(other.value)) {
        reportProblem(notes, span, `\`${name}\` cannot compare ${titleOfValue(first!.value)}`, 'Compare a text of it, or its length.');
      }
      continue;
    }
    const mixed = [left, right].includes('int') && [left, right].includes('float');
    const hint = mixed ? 'Write the number with a decimal point: a sample is a float, and Go compares it with floats only.' : undefined;
    reportProblem(notes, span, `\`${name}\` cannot compare ${titleOfValue(first!.value)} with ${titleOfValue(other.value)}`, hint);
  }
}

/** Lists, maps and what has some inside. */
function isIncomparable({ type }: TemplateValue): boolean {
  if (type === undefined) return false;
  return type.is !== 'struct' || Object.values(type.fields ?? {}).some(isIncomparable);
}
