import type { Override } from '../../model/dashboard/panel';
import type { Color, Threshold, ValueMapping, ValueStyle } from '../../model/dashboard/style';
import type { GraphQuery } from '../../model/dashboard/timeseries';
import type { JsonObject } from '../../text/json';
import { dataLink } from './links';
import { refId } from './targets';

/** The options of values that every kind of panel has. */
export const styleModel = ({ unit, decimals, min, max, noValue, thresholds, mappings, links }: ValueStyle): JsonObject => ({
  unit,
  decimals,
  min,
  max,
  noValue,
  thresholds: thresholds && thresholdsModel(thresholds),
  mappings: mappings && mappingsModel(mappings),
  links: links?.map(dataLink),
});

export const fixed = (color: Color): JsonObject => ({ mode: 'fixed', fixedColor: color });

/** The color of values that are shown one by one; without thresholds Grafana would take its own: red from 80 on. */
export function valueColor({ color, thresholds }: ValueStyle, otherwise: Color = 'blue'): JsonObject {
  if (color !== undefined) return fixed(color);
  return thresholds === undefined ? fixed(otherwise) : { mode: 'thresholds' };
}

/** The color of series that are drawn together; several in one color have shades of it. */
export function seriesColor({ color }: ValueStyle, count: number | 'many'): JsonObject {
  if (color === undefined) return { mode: 'palette-classic' };
  return count === 1 ? fixed(color) : { mode: 'shades', fixedColor: color };
}

const thresholdsModel = (thresholds: readonly Threshold[]): JsonObject => ({
  mode: 'absolute',
  steps: thresholds.map(({ from, color }) => ({ value: from, color })),
});

/** Grafana takes the first mapping that fits, so that they stay in their order; neighbours that name one value each share an entry. */
function mappingsModel(mappings: readonly ValueMapping[]): JsonObject[] {
  const entries: JsonObject[] = [];
  let values: Record<string, JsonObject> | undefined;
  for (const [index, mapping] of mappings.entries()) {
    const result = { text: mapping.text, color: mapping.color, index };
    if (!('value' in mapping)) {
      values = undefined;
      entries.push(mappingModel(mapping, result));
      continue;
    }
    if (values === undefined) entries.push({ type: 'value', options: (values = {}) });
    values[String(mapping.value)] = result;
  }
  return entries;
}

function mappingModel(mapping: Exclude<ValueMapping, { value: unknown }>, result: JsonObject): JsonObject {
  if ('regex' in mapping) return { type: 'regex', options: { pattern: mapping.regex, result } };
  if ('special' in mapping) return { type: 'special', options: { match: mapping.special, result } };
  return { type: 'range', options: { from: mapping.from ?? null, to: mapping.to ?? null, result } };
}

export interface Property {
  readonly id: string;
  readonly value: JsonObject[string];
}

/** A style as the properties of an override. */
export function propertiesOf(style: ValueStyle): readonly Property[] {
  const color = style.color === undefined && style.thresholds === undefined ? undefined : valueColor(style);
  return Object.entries({ ...styleModel(style), color }).flatMap(([id, value]) => (value === undefined ? [] : [{ id, value }]));
}

export const override = (matcher: string, of: string, properties: readonly Property[]): readonly JsonObject[] =>
  properties.length === 0
    ? []
    : [{ matcher: { id: matcher, options: of }, properties: properties.map(({ id, value }) => ({ id, value })) }];

/** Styles of single queries, then those of series by name, so that the more special one comes last and wins. */
export const overridesOf = (queries: readonly GraphQuery[], overrides: readonly Override[] = []): readonly JsonObject[] => [
  ...queries.flatMap((query, index) => override('byFrameRefID', refId(index), [...propertiesOf(query), ...axisOf(query)])),
  ...seriesOverrides(overrides),
];

const axisOf = ({ axis }: GraphQuery): readonly Property[] => (axis === 'right' ? [{ id: 'custom.axisPlacement', value: axis }] : []);

export const seriesOverrides = (overrides: readonly Override[]): readonly JsonObject[] =>
  overrides.flatMap(({ series, raw = {}, ...style }) => {
    const properties = [...propertiesOf(style), ...Object.entries(raw).map(([id, value]) => ({ id, value }))];
    return typeof series === 'string' ? override('byName', series, properties) : override('byRegexp', series.regex, properties);
  });
