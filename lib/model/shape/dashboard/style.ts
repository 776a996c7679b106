import { grafanaColors } from '../../../../imports/grafana/colors';
import { grafanaUnits } from '../../../../imports/grafana/units';
import { nearest } from '../../../text/nearest';
import { isMapping } from '../../../yaml/value';
import type { Link } from '../../dashboard/link';
import type { Threshold, ValueStyle } from '../../dashboard/style';
import { type Fields, fields, required } from '../fields';
import { characters, choiceOf, labels, listOf, right, satisfying, textLike, wholeNumber, yes } from '../kinds';
import { isNo, type Kind, problem } from '../problem';

export const anyNumber: Kind = (value, at) =>
  typeof value === 'number' && Number.isFinite(value) ? right : isNo(at, value, 'number', 'Write a number.');

const units: ReadonlySet<string> = new Set(grafanaUnits);

export const unit: Kind = (value, at) => {
  if (typeof value !== 'string') return isNo(at, value, 'unit of Grafana', 'Write a unit in quotes, such as bytes or suffix:files.');
  if (units.has(value) || /^(?:suffix|prefix|currency|time|count|si):/.test(value)) return right;
  if (value === '') return isNo(at, value, 'unit of Grafana', 'Write a unit (s, bytes, percentunit ...), or none for a plain count.');
  const similar = nearest(value, grafanaUnits);
  const own = `write suffix:${value} to have it behind the number`;
  return isNo(
    at,
    value,
    'unit of Grafana',
    similar === undefined ? `${own.slice(0, 1).toUpperCase()}${own.slice(1)}.` : `Did you mean ${similar}? If not, ${own}.`,
  );
};

const colors: ReadonlySet<string> = new Set(grafanaColors.filter((name) => name !== 'panel-bg'));

export const color: Kind = (value, at) => {
  if (typeof value === 'string' && (colors.has(value) || /^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(value))) return right;
  const similar = typeof value === 'string' ? nearest(value, colors) : undefined;
  const hint = 'Write green, yellow, orange, red, blue or purple, one of their shades such as dark-red, or a number such as #ff9830.';
  return isNo(at, value, 'color of Grafana', similar === undefined ? hint : `Did you mean ${similar}?`);
};

export const calc = choiceOf('lastNotNull', 'last', 'mean', 'max', 'min', 'sum', 'count', 'range', 'delta');

const threshold = fields<Threshold>('a threshold', {
  from: required((value, at) => (value === null ? right : anyNumber(value, at))),
  color: required(color),
});

/** All ways to say what is mapped; a mapping says one of them. */
interface AnyMapping {
  readonly value?: number | string;
  readonly from?: number;
  readonly to?: number;
  readonly regex?: string;
  readonly special?: string;
  readonly text?: string;
  readonly color?: string;
}

const mapping = satisfying<AnyMapping>(
  fields<AnyMapping>('a mapping', {
    value: (value, at) =>
      typeof value === 'number' || typeof value === 'string' ? right : isNo(at, value, 'number or text', 'Write a number.'),
    from: anyNumber,
    to: anyNumber,
    regex: characters,
    special: choiceOf('null', 'nan', 'true', 'false', 'empty'),
    text: characters,
    color,
  }),
  ({ value, from, to, regex, special }, at) => {
    const said = [value, from ?? to, regex, special].filter((one) => one !== undefined).length;
    return said === 1
      ? right
      : [problem(at, 'a mapping says one of value, from and to, regex, and special', 'Write one mapping for each.')];
  },
);

const destination: Kind = (value, at) =>
  isMapping(value) && typeof value.uid === 'string'
    ? right
    : textLike('dashboard or URL', /^https?:\/\/\S/, 'Write a dashboard, or a whole URL such as https://logs.example.')(value, at);

export const link = fields<Link>('a link', {
  title: required(characters),
  to: required(destination),
  set: labels,
  keep: listOf(choiceOf('time', 'variables')),
  newTab: yes,
});

export const styleFields: Fields<ValueStyle> = {
  unit,
  decimals: wholeNumber(0),
  min: anyNumber,
  max: anyNumber,
  color,
  thresholds: listOf(threshold),
  mappings: listOf(mapping),
  links: listOf(link),
  noValue: characters,
};
