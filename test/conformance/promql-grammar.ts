import fc, { type Arbitrary } from 'fast-check';
import type { ValueType } from '../../lib/promql/ast';
import { aggregations, functions } from '../../lib/promql/functions';

/** Random PromQL: expressions grown from the grammar, most of them valid, and the same with slips of the keyboard. */

export const oneOf = (...texts: string[]): Arbitrary<string> => fc.constantFrom(...texts);
/** Texts one after the other. */
export const seq = (...parts: (Arbitrary<string> | string)[]): Arbitrary<string> =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''));
export const maybe = (text: Arbitrary<string>): Arbitrary<string> =>
  fc.oneof({ arbitrary: fc.constant(''), weight: 3 }, { arbitrary: text, weight: 1 });
const often = <T>(usual: Arbitrary<T>, rare: Arbitrary<T>): Arbitrary<T> =>
  fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: rare, weight: 1 });
const list = (item: Arbitrary<string>, maxLength: number): Arbitrary<string> =>
  fc.array(item, { maxLength }).map((items) => items.join(', '));

const keywords = [
  'and',
  'or',
  'unless',
  'atan2',
  'offset',
  'smoothed',
  'anchored',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'fill',
  'fill_left',
  'fill_right',
  'bool',
  'start',
  'end',
  'step',
  'range',
  'max_of',
  'min_of',
  'inf',
  'nan',
  ...Object.keys(aggregations),
];
const metric = often(oneOf('up', 'http_requests_total', 'a:b:rate5m', 'x_bucket', 'x_info', 'node'), oneOf(':', '_', 'A1', ...keywords));
const label = often(oneOf('job', 'instance', 'le', '__name__', '_x1'), oneOf('"my.label"', '"é"', "'a b'", '""', 'a:b', '1a', ...keywords));
const stringLiteral = often(
  oneOf('"a"', "'b'", '`c`', '""', '"a.*"', '".+"', '"x|y"', '"a,b"'),
  oneOf(
    '"\\n\\t\\\\"',
    '"\\x41\\101\\u00e9\\U0001F600"',
    '"é日本😀"',
    "'it\\'s'",
    '`\\d\n`',
    '"\\d"',
    '"\\xff"',
    '"\\400"',
    '"\\ud800"',
    '"a',
    '"\n"',
    "'\\\"'",
    '"\u00a0\u200b\ufffe"',
  ),
);
const regexp = often(
  oneOf(
    '"a.*"',
    '"x|y"',
    '"(a|b)+"',
    '".*"',
    '".+"',
    '""',
    '"[a-z]+"',
    '"a?"',
    '"$x"',
    '"^a$"',
    '"a{2,3}"',
    '"(?i)a"',
    '"\\\\d+"',
    '"a.b"',
  ),
  oneOf(
    '"("',
    '"[a"',
    '"a{1001}"',
    '"a**"',
    '"*"',
    '"a{2}{3}"',
    '"(?=a)"',
    '"\\\\1"',
    '"\\\\pN"',
    '"[[:alpha:]]"',
    '"[z-a]"',
    '"a|*"',
    '"(?P<n>a)"',
    '"(?<n>a)"',
    '"\\\\Q(\\\\E"',
    '"(?s).*"',
    '"a++"',
    '"a{,2}"',
    '"\\\\z"',
    '"+"',
    '"x|+"',
  ),
);
const number = often(
  oneOf('0', '1', '5', '0.5', '.5', '1e3', '100', '3.14'),
  oneOf(
    '0x1F',
    '0X_1f',
    '010',
    '08',
    '0_7',
    '1_000',
    '1_000.5',
    '1__0',
    '1_',
    '1e',
    '1e+5',
    '1e-5',
    '1.',
    '1.2.3',
    '1e400',
    '1e20',
    '1e-7',
    '0b1',
    '0xee1',
    '0xeee',
    'Inf',
    'nan',
    '9223372036854775807',
    '0xffffffffffffffff',
    '123456789012345678',
    '1e5_0',
  ),
);
const duration = often(
  oneOf('5m', '1h', '30s', '1h30m', '1d', '90m', '500ms', '2w'),
  oneOf(
    '1y2w',
    '1m1h',
    '5',
    '0.5',
    '0s',
    '0',
    '1.5h',
    '5x',
    '1h5',
    '300y',
    '1ms',
    '1h1h',
    '5M',
    '1e5m',
    '100',
    '5mm',
    '1y1y',
    '2h3m4s5ms',
    '0x5m',
  ),
);
const space = often(oneOf('', ' '), oneOf('  ', '\n', '\t', ' # note\n', '\r\n'));

const durationExpression: Arbitrary<string> = fc.letrec<{ d: string }>((tie: fc.LetrecTypedTie<{ d: string }>) => ({
  d: fc.oneof(
    { depthSize: 'small' },
    { arbitrary: duration, weight: 6 },
    oneOf('step()', 'range()', 'STEP()', 'step( )'),
    seq(tie('d'), oneOf(' + ', '-', ' * ', '/', ' % ', '^'), tie('d')),
    seq(oneOf('+', '-'), tie('d')),
    seq('(', tie('d'), ')'),
    seq(oneOf('min_of', 'max_of'), '(', tie('d'), ', ', tie('d'), ')'),
  ),
})).d;

const matcher = fc.oneof(
  { arbitrary: seq(label, oneOf('=', '!='), stringLiteral), weight: 4 },
  { arbitrary: seq(label, oneOf('=~', '!~'), regexp), weight: 3 },
  { arbitrary: stringLiteral, weight: 1 },
);
const braces = fc.tuple(list(matcher, 3), oneOf('', '', ',')).map(([inner, comma]) => (inner === '' ? '{}' : `{${inner}${comma}}`));
const selector = seq(often(metric, fc.constant('')), maybe(braces));
const signedDuration = seq(oneOf('', '-', '+'), duration);
const time = oneOf('start()', 'end()', '1609746000', '-1.5', '5m', '+3', 'inf', '(5)', '1e30', 'End ( )');
const shift = fc.oneof(
  seq(oneOf(' offset ', ' OFFSET '), often(signedDuration, durationExpression)),
  seq(' @ ', time),
  oneOf(' anchored', ' smoothed'),
);
const shifts = maybe(fc.array(shift, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('')));
const someDuration = often(duration, durationExpression);
const range = seq('[', someDuration, ']');
const subqueryRange = seq('[', someDuration, ':', maybe(someDuration), ']');

const labels = fc.tuple(list(label, 3), oneOf('', '', '', ',')).map(([inner, comma]) => (inner === '' ? '()' : `(${inner}${comma})`));
const group = seq(oneOf(' group_left ', ' group_right '), often(labels, fc.constant('')));
const matching = seq(oneOf(' on ', ' ignoring '), labels, maybe(group));
const fill = oneOf(
  ' fill(0)',
  ' fill (-1)',
  ' fill_left(1)',
  ' fill_right(1e-7)',
  ' fill_left(2) fill_right(5m)',
  ' fill_right(3) fill_left(3)',
  ' fill(x)',
  ' fill(NaN) fill(1)',
);
const modifiers = (bool: boolean): Arbitrary<string> =>
  seq(bool ? maybe(oneOf(' bool')) : '', maybe(matching), often(fc.constant(''), fill));

interface Typed {
  vector: string;
  scalar: string;
  matrix: string;
  string: string;
  any: string;
}

/** Arguments of the types that the function wants, now and then one too few, one too many or one of another type. */
function callOf(name: string, tie: (type: ValueType | 'any') => Arbitrary<string>): Arbitrary<string> {
  const { args, least = args.length, most = args.length } = functions[name] ?? { args: [] };
  const upTo = Math.min(most, args.length + 2);
  const typeAt = (index: number): ValueType | 'any' => args[Math.min(index, args.length - 1)] ?? 'any';
  const counts = often(fc.integer({ min: least, max: upTo }), fc.integer({ min: 0, max: upTo + 1 }));
  const given = (count: number): Arbitrary<string>[] => Array.from({ length: count }, (_, index) => tie(typeAt(index)));
  return counts.chain((count) => fc.tuple(...given(count)).map((texts) => `${name}(${texts.join(', ')})`));
}

const byType = (type: ValueType): string[] => Object.keys(functions).filter((name) => functions[name]?.returns === type);

const { any: anyExpression } = fc.letrec<Typed>((tie: fc.LetrecTypedTie<Typed>) => {
  const wrong = (type: ValueType): Arbitrary<string> =>
    fc.oneof({ arbitrary: tie(type), weight: 30 }, { arbitrary: tie('any'), weight: 1 });
  const typed = (type: ValueType | 'any'): Arbitrary<string> => (type === 'any' ? tie('any') : wrong(type));
  const calls = (type: ValueType): Arbitrary<string> => fc.constantFrom(...byType(type)).chain((name) => callOf(name, typed));
  const binary = (left: ValueType, ops: Arbitrary<string>, right: ValueType, bool = false): Arbitrary<string> =>
    seq(wrong(left), space, ' ', ops, modifiers(bool), ' ', wrong(right));
  const arithmetic = oneOf('+', '-', '*', '/', '%', '^', 'atan2', '</', '>/');
  const comparison = oneOf('==', '!=', '>', '<', '>=', '<=');
  const sets = oneOf('and', 'or', 'unless', 'AND', 'Or');
  const grouping = seq(oneOf('by', 'without', 'BY'), space, labels);
  const aggregation = fc.constantFrom(...Object.keys(aggregations)).chain((op) => {
    const parameter = aggregations[op]?.parameter;
    const usual = parameter === undefined ? wrong('vector') : seq(often(wrong(parameter), tie('any')), ', ', wrong('vector'));
    const body = often(usual, tie('any'));
    const name = oneOf(op, op, op.toUpperCase());
    return fc.oneof(seq(name, '(', body, ')'), seq(name, ' ', grouping, ' (', body, ')'), seq(name, '(', body, ') ', grouping));
  });
  const size = { depthSize: 'small' as const };
  return {
    vector: fc.oneof(
      size,
      { arbitrary: seq(selector, shifts), weight: 4 },
      { arbitrary: calls('vector'), weight: 5 },
      { arbitrary: aggregation, weight: 4 },
      binary('vector', arithmetic, 'vector'),
      binary('vector', arithmetic, 'scalar'),
      binary('scalar', comparison, 'vector', true),
      binary('vector', comparison, 'vector', true),
      binary('vector', sets, 'vector'),
      seq('(', wrong('vector'), ')'),
      seq(oneOf('-', '+', '- '), wrong('vector')),
    ),
    scalar: fc.oneof(
      size,
      { arbitrary: number, weight: 4 },
      duration,
      calls('scalar'),
      binary('scalar', arithmetic, 'scalar'),
      seq(wrong('scalar'), ' ', comparison, ' bool ', wrong('scalar')),
      seq('(', wrong('scalar'), ')'),
      seq(oneOf('-', '+'), wrong('scalar')),
    ),
    matrix: fc.oneof(
      size,
      { arbitrary: seq(selector, range, shifts), weight: 4 },
      { arbitrary: seq(wrong('vector'), subqueryRange, shifts), weight: 1 },
      seq('(', wrong('matrix'), ')'),
    ),
    string: fc.oneof(size, { arbitrary: stringLiteral, weight: 9 }, seq('(', wrong('string'), ')')),
    any: fc.oneof({ arbitrary: tie('vector'), weight: 6 }, tie('scalar'), tie('matrix'), tie('string')),
  };
});

/** Expressions of every type, most of them valid. */
export const expressions: Arbitrary<string> = anyExpression;

const tokens = [
  ...'(){}[],=<>+-*/%^@:!~#"\'`\\ \n._$&é\u00a0\0',
  '==',
  '!=',
  '=~',
  '!~',
  '<=',
  '>=',
  '</',
  '>/',
  '1',
  '5m',
  'up',
  'sum',
  'rate',
  '"a"',
  '[5m]',
  '{a="b"}',
  ' offset 5m',
  ' @ 3',
  ...keywords,
];

/** One slip: a token or a character removed, doubled, replaced, inserted, or swapped with the next. */
function slip(text: string, kind: number, place: number, token: string): string {
  const parts = text.match(/\w+|\s+|"[^"]*"|[^\w\s]/gu) ?? [];
  const at = Math.floor(place * parts.length);
  const cut = Math.floor(place * text.length);
  switch (kind) {
    case 0:
      return parts.toSpliced(at, 1).join('');
    case 1:
      return parts.toSpliced(at, 0, parts[at] ?? '').join('');
    case 2:
      return parts.toSpliced(at, 1, token).join('');
    case 3:
      return parts.toSpliced(at, 0, token).join('');
    case 4:
      return parts.toSpliced(at, 2, parts[at + 1] ?? '', parts[at] ?? '').join('');
    case 5:
      return text.slice(0, cut) + text.slice(cut + 1);
    default:
      return text.slice(0, cut) + token + text.slice(cut);
  }
}

const place = fc.double({ min: 0, max: 0.999, noNaN: true });
const slips = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), place, fc.constantFrom(...tokens)), { minLength: 1, maxLength: 2 });

/** Expressions after one or two slips, most of them invalid. */
export const misspelt: Arbitrary<string> = fc
  .tuple(expressions, slips)
  .map(([text, all]) => all.reduce((now, [kind, where, token]) => slip(now, kind, where, token), text));
