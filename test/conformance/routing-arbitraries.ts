import fc from 'fast-check';
import type { AlertmanagerConfiguration, InhibitRule, RouteConfiguration, TimeIntervalSpec } from '../../lib/alertmanager/configuration';

const few = <T>(...values: readonly T[]) => fc.constantFrom(...values);

/** Texts that are matchers, nearly matchers, and soup of their tokens. */
const piece = few(
  'a',
  'le',
  'ns:x',
  '0',
  'größe',
  ' ',
  '\t',
  '\n',
  '\u0085',
  '\u00a0',
  '=',
  '!=',
  '=~',
  '!~',
  '!',
  '~',
  '==',
  ',',
  ',,',
  '{',
  '}',
  '"',
  '\\',
  '\\"',
  '\\n',
  '\\x41',
  '\\xf0\\x9f\\x99\\x82',
  '\\xf0',
  '\\u00e9',
  '\\ud800',
  '\\U0001F642',
  '\\101',
  '\\777',
  "'",
  '`',
  '.*',
  '.+',
  'x|y',
  '(',
  ')',
  '[xy]',
  '^x$',
  '(?i)X',
  '{2}',
  'x{2,1}',
  '$',
  '🙂',
  '"b"',
  '"b c"',
  '"x,y"',
  '"x=y"',
  '""',
);
const soup = fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(''));
const text = fc
  .array(
    few(
      'a',
      'x',
      'y',
      'é',
      'größe',
      '🙂',
      ' ',
      ',',
      '=',
      '{',
      '}',
      '.*',
      '|',
      '(x)',
      '[xy]',
      '(?i)X',
      '(',
      '\\',
      '"',
      '\n',
      '\\u0041',
      '\\x41',
      '\\.',
      '\\d',
    ),
    { maxLength: 4 },
  )
  .map((pieces) => pieces.join(''));
const value = text.chain((plain) =>
  few(plain, `"${plain}"`, `"${plain.replace(/["\\]/g, '\\$&')}"`, `"${plain.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`),
);
const likely = fc
  .array(fc.tuple(few('a', 'b', 'le', ' c', '"q x"', 'größe'), few('=', '!=', '=~', '!~', ' = '), value), { minLength: 1, maxLength: 2 })
  .chain((parts) => few(', ', ',').map((comma) => parts.map((part) => part.join('')).join(comma)))
  .chain((plain) => few(plain, plain, `{${plain}}`, `${plain},`));
export const matcherText = fc.oneof(soup, { weight: 4, arbitrary: likely });

/** Values for matchers to accept or refuse. */
export const values = ['', 'a', 'b', 'x', 'y', 'X', 'xx', 'x y', 'x|y', 'x,y', 'A', 'é', 'größe', '🙂', '\n', 'a\nb', '"', '\\', '0', '()'];

const labelName = few('a', 'b', 'c', 'namespace');
const labelValue = few('', 'x', 'y', 'z', 'team-x', 'x|y');
export const labelSet = fc.dictionary(
  labelName,
  labelValue.filter((value) => value !== ''),
  { maxKeys: 4 },
);

const quoted = fc
  .tuple(
    labelName,
    few('=', '!=', '=~', '!~'),
    few('x', 'y', 'z', 'x|y', '', '.*', '.+', 'team-.*', '[xy]', '(?i)X', 'x|', '^x$|y', 'team-(x|y)'),
  )
  .map(([name, op, value]) => `${name}${op}"${value}"`);
const bare = fc.tuple(labelName, few('=', '!=', '=~', '!~'), few('x', 'y', '', 'x|y', '.*', 'x{1}')).map((parts) => parts.join(''));
const matcher = fc.oneof(
  { weight: 4, arbitrary: quoted },
  bare,
  fc.tuple(quoted, quoted).map(([a, b]) => `{${a}, ${b}}`),
);
const matchers = fc.array(matcher, { maxLength: 2 });
const equalities = fc.dictionary(labelName, labelValue, { maxKeys: 2 });
const expressions = fc.dictionary(labelName, few('x', 'x|y', '.*', 'team-.+', ''), { maxKeys: 1 });
const wait = few('1s', '30s', '5m', '1h30m', '2d');

const receivers = ['null', 'one', 'two', 'three'];
const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const inherited = {
  receiver: optional(few(...receivers)),
  group_by: optional(fc.oneof(fc.constant(['...']), fc.uniqueArray(labelName, { maxLength: 2 }))),
  group_wait: optional(wait),
  group_interval: optional(wait),
  repeat_interval: optional(wait),
  labels: optional(fc.dictionary(labelName, labelValue, { maxKeys: 2 })),
};
const { route } = fc.letrec<{ route: RouteConfiguration }>((tie) => ({
  route: fc.record({
    ...inherited,
    matchers: optional(matchers),
    match: optional(equalities),
    match_re: optional(expressions),
    continue: optional(fc.boolean()),
    routes: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.constant(undefined), fc.array(tie('route'), { maxLength: 4 })),
  }),
}));

const inhibitRule: fc.Arbitrary<InhibitRule> = fc.record({
  source_matchers: optional(matchers),
  target_matchers: optional(matchers),
  source_match: optional(equalities),
  target_match_re: optional(expressions),
  equal: optional(fc.uniqueArray(labelName, { maxLength: 2 })),
});

/** Configurations with a tree of routes and inhibition rules. */
export const configuration: fc.Arbitrary<AlertmanagerConfiguration> = fc.record({
  route: fc.record({ ...inherited, receiver: few(...receivers), routes: fc.array(route, { maxLength: 5 }) }),
  inhibit_rules: fc.array(inhibitRule, { maxLength: 3 }),
  receivers: fc.constant(receivers.map((name) => ({ name }))),
});

/** A member, or a range of two of them: mostly in their order. */
const range = (...members: readonly (string | number)[]) =>
  fc.oneof(
    few(...members).map(String),
    {
      weight: 9,
      arbitrary: fc
        .tuple(fc.nat(members.length - 1), fc.nat(members.length - 1))
        .map(([a, b]) => `${members[Math.min(a, b)]}:${members[Math.max(a, b)]}`),
    },
    fc.tuple(few(...members), few(...members)).map(([from, to]) => `${from}:${to}`),
  );
const time = fc.oneof(
  {
    weight: 40,
    arbitrary: fc.tuple(fc.nat(23), few('00', '15', '59')).map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`),
  },
  few('24:00', '24:00', '9:00', '24:01', '', '12:60'),
);
/** Time intervals, most of them valid. */
export const timeInterval: fc.Arbitrary<TimeIntervalSpec> = fc.record(
  {
    times: fc.array(
      fc.tuple(time, time).map(([a, b]) => (a < b ? { start_time: a, end_time: b } : { start_time: b, end_time: a })),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
    weekdays: fc.array(range('sunday', 'Monday', 'wednesday', 'friday', 'saturday'), { minLength: 1, maxLength: 2 }),
    days_of_month: fc.array(
      fc.oneof(
        { weight: 20, arbitrary: range(1, 2, 15, 28, 29, 30, 31) },
        { weight: 20, arbitrary: range(-31, -15, -2, -1) },
        range(1, 15, -15, -1),
        few('0', '32', '-32', '1:2:3', 'x'),
      ),
      { minLength: 1, maxLength: 2 },
    ),
    months: fc.array(
      fc.oneof({ weight: 20, arbitrary: range('january', 2, 'March', 4, 'october', 11, 'december') }, few('13', '0:3', '-1', 'mar', '')),
      { minLength: 1, maxLength: 2 },
    ),
    years: fc.array(range(2024, 2025, 2026, 2028), { minLength: 1, maxLength: 2 }),
    location: fc.oneof(
      {
        weight: 20,
        arbitrary: few(
          'UTC',
          'Europe/Paris',
          'America/New_York',
          'Asia/Kolkata',
          'Australia/Lord_Howe',
          'America/Sao_Paulo',
          'Africa/Cairo',
          'Asia/Beirut',
          'Etc/GMT+3',
        ),
      },
      few('Nowhere/City'),
    ),
  },
  { requiredKeys: [] },
);
