import fc, { type Arbitrary } from 'fast-check';

/** Random values and texts that hold what readers of YAML trip over. */

const trap = fc.constantFrom(
  '=',
  'y',
  'N',
  'on',
  'off',
  'yes',
  'No',
  'true',
  'null',
  '~',
  '<<',
  '0777',
  '0o17',
  '0x1F',
  '0b1',
  '12:30',
  '12:30:45',
  '1e3',
  '1_000',
  '.5',
  '.',
  '.inf',
  '-.INF',
  '.nan',
  '2026-11-20',
  '2026-11-20T10:00:00Z',
  '+1',
  '-',
  '--',
  '---',
  '...',
  '- ',
  '? ',
  ': ',
  ' #',
  '#',
  '&a',
  '*a',
  '!',
  '!!str',
  '|',
  '>',
  '%',
  '@',
  '`',
  '"',
  "'",
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ' ',
  '  ',
  '\t',
  '\n',
  '\n\n',
  '\r\n',
  '\u0000',
  '\u0007',
  '\u007f',
  '\u0085',
  '\u00a0',
  '\u2028',
  '\ufeff',
  'é',
  '😀',
  'key: value',
  'sum(rate(x{a="b"}[5m])) by (c)',
  'a',
  '1',
  '\u00ad',
  '\u200b',
  '\u3000',
);

export const texts: Arbitrary<string> = fc.oneof(
  trap,
  fc.string({ unit: 'binary' }).map((value) => Buffer.from(value).toString()), // no half surrogate pairs
  fc.array(trap, { maxLength: 8 }).map((parts) => parts.join('')),
  fc.array(fc.oneof(trap, fc.string({ maxLength: 5 })), { maxLength: 6 }).map((lines) => lines.join('\n')),
);

const numbers = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, 1e21, 1e-7, 5e-324, 1.5e300, 2 ** 53, -(2 ** 60), 2 ** 70),
);

export const values: Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 5 }, texts, numbers, fc.boolean(), fc.constant(null), tie('list'), tie('mapping')),
  list: fc.array(tie('value'), { maxLength: 5 }),
  mapping: fc
    .dictionary(
      texts.filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 5 },
    )
    .map((value) => ({ ...value })),
})).value;

/** What may be a number, a boolean, a date, or only looks like one. */
export const scalars: Arbitrary<string> = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789._+-:eExXoObBaAfF'), minLength: 1, maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(...'yYeEsSnNoOfFtTrRuUlLaA~.iI=<'), minLength: 1, maxLength: 5 }),
  fc.oneof(
    fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n }).map(String),
    fc.double().map(String),
    fc.integer().map((value) => `0x${value.toString(16)}`),
  ),
);
