import { fail, type GoValue, isHtml, isSamples, nameOfKind } from './values';

type Basic = 'bool' | 'int' | 'float' | 'string';

const plain = (value: GoValue): GoValue => (isHtml(value) ? value.text : value);

function basicKind(value: GoValue): Basic | undefined {
  switch (typeof value) {
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'float';
    case 'string':
      return 'string';
    default:
      return undefined;
  }
}

/** text/template/funcs.go, `eq`: whether the first value is one of the others. */
export function equal([first, ...others]: readonly GoValue[]): boolean {
  if (others.length === 0) return fail('`eq` has nothing to compare with');
  return others.some((other) => equalTwo(first, other));
}

export function equalTwo(first: GoValue, second: GoValue): boolean {
  const [a, b] = [plain(first), plain(second)];
  const [left, right] = [basicKind(a), basicKind(b)];
  if (left !== right) {
    if (a === undefined || b === undefined) return false;
    return fail(`${nameOfKind(a)} cannot be compared with ${nameOfKind(b)}`);
  }
  if (left !== undefined) return a === b;
  for (const value of [a, b]) {
    const isList =
      value !== undefined && (isSamples(value) || (typeof value === 'object' && (value.kind === 'map' || value.kind === 'data')));
    if (isList) return fail(`${nameOfKind(value)} cannot be compared`);
  }
  return a === b;
}

/** text/template/funcs.go, `lt`. */
export function less(first: GoValue, second: GoValue): boolean {
  const [a, b] = [plain(first), plain(second)];
  const [left, right] = [basicKind(a), basicKind(b)];
  if (left === undefined || right === undefined) return fail(`${nameOfKind(left === undefined ? a : b)} cannot be compared`);
  if (left !== right) return fail(`${nameOfKind(a)} cannot be compared with ${nameOfKind(b)}`);
  if (left === 'bool') return fail('one bool is not less than another');
  return (a as number) < (b as number);
}
