import fc, { type Arbitrary } from 'fast-check';
import { aggregations, functions, type ValueType } from '../../lib/promql';

/** Random PromQL: expressions grown from the grammar, most of them valid, and the same with slips of the keyboard. */

const oneOf = (...texts: string[]): Arbitrary<string> => fc.constantFrom(...texts);
const often = <T>(usual: Arbitrary<T>, rare: Arbitrary<T>): Arbitrary<T> => fc.oneof({ arbitrary: usual, weight: 9 }, { arbitrary: rare, weight: 1 });
const maybe = (text: Arbitrary<string>): Arbitrary<string> => fc.oneof({ arbitrary: fc.constant(''), weight: 3 }, { arbitrary: text, weight: 1 });
const list = (item: Arbitrary<string>, max: number): Arbitrary<string> => fc.array(item, { maxLength: max }).map((items) => items.join(', '));

const keywords = [
  'and', 'or', 'unless', 'atan2', 'offset', 'smoothed', 'anchored', 'by', 'without', 'on', 'ignoring', 'group_left', 'group_right', 'fill', 'fill_left',
  'fill_right', 'bool', 'start', 'end', 'step', 'range', 'max_of', 'min_of', 'inf', 'nan', ...Object.keys(aggregations),
];
const metric = often(oneOf('up', 'http_requests_total', 'a:b:rate5m', 'x_bucket', 'x_info', 'node'), oneOf(':', '_', 'A1', ...keywords));
const label = often(oneOf('job', 'instance', 'le', '__name__', '_x1'), oneOf('"my.label"', '"é"', "'a b'", '""', 'a:b', '1a', ...keywords));
const stringLiteral = often(
  oneOf('"a"', "'b'", '`c`', '""', '"a.*"', '".+"', '"x|y"', '"a,b"'),
  oneOf('"\\n\\t\\\\"', '"\\x41\\101\\u00e9\\U0001F600"', '"é日本😀"', "'it\\'s'", '`\\d\n`', '"\\d"', '"\\xff"', '"\\400"', '"\\ud800"', '"a', '"\n"', "'\\\"'", '"\u00a0\u200b\ufffe"'),
);
const regexp = often(
  oneOf('"a.*"', '"x|y"', '"(a|b)+"', '".*"', '".+"', '""', '"[a-z]+"', '"a?"', '"$x"', '"^a$"', '"a{2,3}"', '"(?i)a"', '"\\\\d+"', '"a.b"'),
  oneOf('"("', '"[a"', '"a{1001}"', '"a**"', '"*"', '"a{2}{3}"', '"(?=a)"', '"\\\\1"', '"\\\\pN"', '"[[:alpha:]]"', '"[z-a]"', '"a|*"', '"(?P<n>a)"', '"(?<n>a)"', '"\\\\Q(\\\\E"', '"(?s).*"', '"a++"', '"a{,2}"', '"\\\\z"', '"+"', '"x|+"'),
);
const number = often(
  oneOf('0', '1', '5', '0.5', '.5', '1e3', '100', '3.14'),
  oneOf('0x1F', '0X_1f', '010', '08', '0_7', '1_000', '1_000.5', '1__0', '1_', '1e', '1e+5', '1e-5', '1.', '1.2.3', '1e400', '1e20', '1e-7', '0b1', '0xee1', '0xeee', 'Inf', 'nan', '9223372036854775807', '0xffffffffffffffff', '123456789012345678', '1e5_0'),
);
const duration = often(
  oneOf('5m', '1h', '30s', '1h30m', '1d', '90m', '500ms', '2w'),
  oneOf('1y2w', '1m1h', '5', '0.5', '0s', '0', '1.5h', '5x', '1h5', '300y', '1ms', '1h1h', '5M', '1e5m', '100', '5mm', '1y1y', '2h3m4s5ms', '0x5m'),
);
const space = often(oneOf('', ' '), oneOf('  ', '\n', '\t', ' # note\n', '\r\n'));

const durationExpression: Arbitrary<string> = fc.letrec<{ d: string }>((tie) => ({
  d: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: duration, weight: 6 },
    oneOf('step()', 'range()', 'STEP()', 'step( )'),
    fc.tuple(tie('d'), oneOf('+', '-', '*', '/', '%', '^'), tie('d')).map(([a, op, b]) => `${a} ${op} ${b}`),
    fc.tuple(oneOf('+', '-'), tie('d')).map((parts) => parts.join('')),
    tie('d').map((d) => `(${d})`),
    fc.tuple(oneOf('min_of', 'max_of'), tie('d'), tie('d')).map(([f, a, b]) => `${f}(${a}, ${b})`),
  ),
})).d;

const matcher = fc.oneof(
  { arbitrary: fc.tuple(label, oneOf('=', '!='), stringLiteral).map((parts) => parts.join('')), weight: 4 },
  { arbitrary: fc.tuple(label, oneOf('=~', '!~'), regexp).map((parts) => parts.join('')), weight: 3 },
  { arbitrary: stringLiteral, weight: 1 },
);
const selector = fc.tuple(often(metric, fc.constant('')), maybe(list(matcher, 3).map((inner) => `{${inner}}`)), oneOf('', '', ',')).map(([name, braces, comma]) =>
  braces === '' || braces === '{}' ? `${name}${braces}` : `${name}${braces.slice(0, -1)}${comma}}`);
const shift = fc.oneof(
  fc.tuple(oneOf(' offset ', ' OFFSET '), often(fc.tuple(oneOf('', '-', '+'), duration).map((parts) => parts.join('')), durationExpression)).map((parts) => parts.join('')),
  fc.tuple(fc.constant(' @ '), oneOf('start()', 'end()', '1609746000', '-1.5', '5m', '+3', 'inf', '(5)', '1e30', 'End ( )')).map((parts) => parts.join('')),
  oneOf(' anchored', ' smoothed'),
);
const shifts = maybe(fc.array(shift, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('')));
const range = often(duration, durationExpression).map((d) => `[${d}]`);
const subqueryRange = fc.tuple(often(duration, durationExpression), maybe(often(duration, durationExpression))).map(([d, step]) => `[${d}:${step}]`);

const labels = fc.tuple(list(label, 3), oneOf('', '', '', ',')).map(([inner, comma]) => `(${inner}${inner === '' ? '' : comma})`);
const matching = fc.tuple(oneOf(' on', ' ignoring'), labels, maybe(fc.tuple(oneOf(' group_left', ' group_right'), often(labels, fc.constant(''))).map((parts) => parts.join(' ')))).map((parts) => parts.join(' '));
const fill = oneOf(' fill(0)', ' fill (-1)', ' fill_left(1)', ' fill_right(1e-7)', ' fill_left(2) fill_right(5m)', ' fill_right(3) fill_left(3)', ' fill(x)', ' fill(NaN) fill(1)');
const modifiers = (bool: boolean): Arbitrary<string> => fc.tuple(bool ? maybe(fc.constant(' bool')) : fc.constant(''), maybe(matching), often(fc.constant(''), fill)).map((parts) => parts.join(''));

interface Typed { vector: string; scalar: string; matrix: string; string: string; any: string }

/** Arguments of the types that the function wants, now and then one too few, one too many or one of another type. */
function callOf(name: string, tie: (type: ValueType | 'any') => Arbitrary<string>): Arbitrary<string> {
  const { args, least = args.length, most = args.length } = functions[name] ?? { args: [] };
  const upTo = Math.min(most, args.length + 2);
  const typeAt = (index: number): ValueType | 'any' => args[Math.min(index, args.length - 1)] ?? 'any';
  return often(fc.integer({ min: least, max: upTo }), fc.integer({ min: 0, max: upTo + 1 })).chain((count) =>
    fc.tuple(...Array.from({ length: count }, (_, index) => tie(typeAt(index)))).map((given) => `${name}(${given.join(', ')})`));
}

const byType = (type: ValueType): string[] => Object.keys(functions).filter((name) => functions[name]?.returns === type);

const { any: anyExpression } = fc.letrec<Typed>((tie: fc.LetrecTypedTie<Typed>) => {
  const wrong = (type: ValueType): Arbitrary<string> => fc.oneof({ arbitrary: tie(type), weight: 30 }, { arbitrary: tie('any'), weight: 1 });
  const typed = (type: ValueType | 'any'): Arbitrary<string> => (type === 'any' ? tie('any') : wrong(type));
  const calls = (type: ValueType): Arbitrary<string> => fc.constantFrom(...byType(type)).chain((name) => callOf(name, typed));
  const binary = (left: ValueType, right: ValueType, ops: Arbitrary<string>, bool: boolean): Arbitrary<string> =>
    fc.tuple(wrong(left), space, ops, modifiers(bool), wrong(right)).map(([a, gap, op, more, b]) => `${a}${gap} ${op}${more} ${b}`);
  const arithmetic = oneOf('+', '-', '*', '/', '%', '^', 'atan2', '</', '>/');
  const comparison = oneOf('==', '!=', '>', '<', '>=', '<=');
  const sets = oneOf('and', 'or', 'unless', 'AND', 'Or');
  const aggregation = fc.constantFrom(...Object.keys(aggregations)).chain((op) => {
    const parameter = aggregations[op]?.parameter;
    const body = parameter === undefined ? wrong('vector') : fc.tuple(often(wrong(parameter), tie('any')), wrong('vector')).map((parts) => parts.join(', '));
    const grouping = fc.tuple(oneOf('by', 'without', 'BY'), space, labels).map((parts) => parts.join(''));
    return fc.tuple(oneOf(op, op, op.toUpperCase()), often(body, tie('any')), grouping, fc.integer({ min: 0, max: 4 })).map(([name, inner, group, form]) =>
      form === 0 ? `${name}(${inner})` : form < 3 ? `${name} ${group} (${inner})` : `${name}(${inner}) ${group}`);
  });
  const size = { depthSize: 'small' as const };
  return {
    vector: fc.oneof(
      size,
      { arbitrary: fc.tuple(selector, shifts).map((parts) => parts.join('')), weight: 4 },
      { arbitrary: calls('vector'), weight: 5 },
      { arbitrary: aggregation, weight: 4 },
      binary('vector', 'vector', arithmetic, false),
      binary('vector', 'scalar', arithmetic, false),
      binary('scalar', 'vector', comparison, true),
      binary('vector', 'vector', comparison, true),
      binary('vector', 'vector', sets, false),
      wrong('vector').map((e) => `(${e})`),
      fc.tuple(oneOf('-', '+', '- '), wrong('vector')).map((parts) => parts.join('')),
    ),
    scalar: fc.oneof(
      size,
      { arbitrary: number, weight: 4 },
      duration,
      calls('scalar'),
      binary('scalar', 'scalar', arithmetic, false),
      fc.tuple(wrong('scalar'), comparison, wrong('scalar')).map(([a, op, b]) => `${a} ${op} bool ${b}`),
      wrong('scalar').map((e) => `(${e})`),
      fc.tuple(oneOf('-', '+'), wrong('scalar')).map((parts) => parts.join('')),
    ),
    matrix: fc.oneof(
      size,
      { arbitrary: fc.tuple(selector, range, shifts).map((parts) => parts.join('')), weight: 4 },
      { arbitrary: fc.tuple(wrong('vector'), subqueryRange, shifts).map((parts) => parts.join('')), weight: 1 },
      wrong('matrix').map((e) => `(${e})`),
    ),
    string: fc.oneof(size, { arbitrary: stringLiteral, weight: 9 }, wrong('string').map((e) => `(${e})`)),
    any: fc.oneof({ arbitrary: tie('vector'), weight: 6 }, tie('scalar'), tie('matrix'), tie('string')),
  };
});

/** Expressions of every type, most of them valid. */
export const expressions: Arbitrary<string> = anyExpression;

const tokens = [
  '(', ')', '{', '}', '[', ']', ',', '=', '==', '!=', '=~', '!~', '<', '>', '<=', '>=', '</', '>/', '+', '-', '*', '/', '%', '^', '@', ':', '!', '~', '#', '"', "'", '`',
  '\\', ' ', '\n', '.', '_', '$', '&', 'é', '\u00a0', '\0', '1', '5m', 'up', 'sum', 'rate', '"a"', '[5m]', '{a="b"}', ' offset 5m', ' @ 3', ...keywords,
];

/** One slip: a token or a character removed, doubled, replaced, inserted, or swapped with the next. */
function slip(text: string, kind: number, place: number, token: string): string {
  const parts = text.match(/\w+|\s+|"[^"]*"|[^\w\s]/gu) ?? [];
  const at = Math.floor(place * parts.length);
  const cut = Math.floor(place * text.length);
  switch (kind) {
    case 0: return parts.toSpliced(at, 1).join('');
    case 1: return parts.toSpliced(at, 0, parts[at] ?? '').join('');
    case 2: return parts.toSpliced(at, 1, token).join('');
    case 3: return parts.toSpliced(at, 0, token).join('');
    case 4: return parts.toSpliced(at, 2, parts[at + 1] ?? '', parts[at] ?? '').join('');
    case 5: return text.slice(0, cut) + text.slice(cut + 1);
    default: return text.slice(0, cut) + token + text.slice(cut);
  }
}

const slips = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.double({ min: 0, max: 0.999, noNaN: true }), fc.constantFrom(...tokens)), { minLength: 1, maxLength: 2 });

/** Expressions after one or two slips, most of them invalid. */
export const misspelt: Arbitrary<string> = fc.tuple(expressions, slips).map(([text, all]) => all.reduce((now, [kind, place, token]) => slip(now, kind, place, token), text));
