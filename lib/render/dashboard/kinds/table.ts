import type { Column, TablePanel, TableQuery } from '../../../model/dashboard/table';
import type { Json, JsonObject } from '../../../text/json';
import { fixed, override, type Property, propertiesOf, seriesOverrides, styleModel } from '../style';
import { refId, targetModels } from '../targets';
import type { PanelModel } from './kind';

export const tableKind: PanelModel<TablePanel> = {
  width: 24,
  height: 8,
  model: (panel) => {
    const labels = Object.entries(panel.columns).map(([field, column]) => ({ field, column: asColumn(column) }));
    const values = valuesOf(panel);
    const columns = [...labels, ...values];
    return {
      targets: targetModels(panel, (query) => (isSparkline(query) ? { range: true } : { instant: true, format: 'table' })),
      fieldConfig: {
        defaults: { ...styleModel({ ...panel, unit: panel.unit ?? 'none' }), color: panel.color && fixed(panel.color) },
        overrides: [
          ...columns.flatMap(({ column }) => override('byName', column.heading, columnProperties(column, panel))),
          ...seriesOverrides(panel.overrides ?? []),
        ],
      },
      options: { showHeader: true, cellHeight: 'sm', sortBy: sortingOf(panel, columns) },
      transformations: transformationsOf(panel, labels, values),
    };
  },
};

/** A column, and the field of the result that it shows. */
interface Shown {
  readonly field: string;
  readonly column: Column;
}

const asColumn = (column: string | Column): Column => (typeof column === 'string' ? { heading: column } : column);
const isSparkline = ({ column }: TableQuery): boolean => typeof column === 'object' && column.cell === 'sparkline';

/** Grafana calls the value `Value`; where it asks several queries for tables, `Value #A` and so on; a series in a cell is `Trend #A`. */
function valuesOf({ queries, value }: TablePanel): readonly Shown[] {
  const asked = queries.map((query, index) => ({ query, refId: refId(index) })).filter(({ query }) => query.hidden !== true);
  const areSeveral = asked.filter(({ query }) => !isSparkline(query)).length > 1;
  return asked.flatMap(({ query, refId }) => {
    const { expr, hidden, column, ...style } = query;
    const shown = column ?? (asked.length === 1 ? value : undefined);
    if (shown === undefined) return [];
    const field = isSparkline(query) ? `Trend #${refId}` : areSeveral ? `Value #${refId}` : 'Value';
    return [{ field, column: { ...style, ...asColumn(shown) } }];
  });
}

/** Only the chosen labels and values are kept; rows of several queries that agree in their labels become one. */
function transformationsOf({ queries, joinBy }: TablePanel, labels: readonly Shown[], values: readonly Shown[]): readonly JsonObject[] {
  const columns = [...labels, ...values];
  const asked = queries.flatMap((query, index) => (query.hidden === true ? [] : [refId(index)]));
  const only = (names: readonly string[]) => ({ id: 'filterFieldsByName', options: { include: { names } } });
  return [
    ...(queries.some(isSparkline) ? [{ id: 'timeSeriesTable', options: {} }] : []),
    only(columns.map(({ field }) => field)),
    ...(asked.length > 1 && joinBy !== undefined
      ? asked.slice(1).map((id) => ({
          ...only([...joinBy, `Value #${id}`, `Trend #${id}`]),
          filter: { id: 'byRefId', options: id },
        }))
      : []),
    ...(asked.length > 1 ? [{ id: 'merge', options: {} }] : []),
    {
      id: 'organize',
      options: {
        indexByName: Object.fromEntries(columns.map(({ field }, index) => [field, index])),
        renameByName: Object.fromEntries(columns.map(({ field, column }) => [field, column.heading])),
      },
    },
  ];
}

function sortingOf({ sortBy }: TablePanel, columns: readonly Shown[]): Json {
  const by = columns.find(({ field, column }) => field === sortBy?.column || column.heading === sortBy?.column) ?? columns[0];
  return by === undefined ? [] : [{ displayName: by.column.heading, desc: sortBy?.order === 'desc' }];
}

function columnProperties({ heading, width, cell = 'text', hidden, ...style }: Column, panel: TablePanel): readonly Property[] {
  const isColored = style.color !== undefined || style.thresholds !== undefined || panel.color !== undefined;
  // Without thresholds Grafana would take its own, and values from 80 on would be red.
  const neutral = neutralColors[cell];
  const color = isColored || panel.thresholds !== undefined || neutral === undefined ? [] : [{ id: 'color', value: fixed(neutral) }];
  // Else the gauges of a column would end at the highest value of all columns.
  const range = cell === 'gauge' && (style.min === undefined || style.max === undefined) ? [{ id: 'fieldMinMax', value: true }] : [];
  return [
    ...propertiesOf(style),
    ...color,
    ...range,
    ...(cell === 'text' ? [] : [{ id: 'custom.cellOptions', value: cellOptions[cell] }]),
    ...(width === undefined ? [] : [{ id: 'custom.width', value: width }]),
    ...(hidden ? [{ id: 'custom.hideFrom', value: { viz: true, legend: false, tooltip: false } }] : []),
  ];
}

type Cell = NonNullable<Column['cell']>;

const neutralColors: Readonly<Record<Cell, 'text' | 'transparent' | 'blue' | undefined>> = {
  text: undefined,
  'colored-text': 'text',
  'colored-background': 'transparent',
  gauge: 'blue',
  sparkline: 'blue',
};

const cellOptions: Readonly<Record<Cell, JsonObject>> = {
  text: { type: 'auto' },
  'colored-text': { type: 'color-text' },
  'colored-background': { type: 'color-background', mode: 'basic' },
  gauge: { type: 'gauge', mode: 'gradient', valueDisplayMode: 'text' },
  sparkline: { type: 'sparkline', hideValue: false },
};
