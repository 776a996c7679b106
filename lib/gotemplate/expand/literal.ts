import { unquote } from '../../promql/strings';
import type { Literal } from '../syntax';
import { beyond, type GoValue } from './values';

/** What a constant of a template is worth. */
export function literalValue({ kind, value }: Literal): GoValue {
  switch (kind) {
    case 'string':
      return value;
    case 'bool':
      return value === 'true';
    case 'nil':
      return undefined;
    case 'int':
      return intOf(value);
    case 'float':
      return /x/i.test(value) ? beyond('a hexadecimal float') : Number(value.replaceAll('_', ''));
    case 'complex':
      return beyond('a complex number');
  }
}

function intOf(text: string): bigint {
  if (text.startsWith("'")) return BigInt(unquote(text).codePointAt(0) ?? 0);
  const bare = text
    .replaceAll('_', '')
    .replace(/^[+-]/, '')
    .replace(/^0(?=[0-7])/, '0o');
  return text.startsWith('-') ? -BigInt(bare) : BigInt(bare);
}
