import type { Legend, Override, PanelOptions, PanelQuery, QueryPanelOptions, ReducedOptions } from '../../dashboard/panel';
import type { Column, TableQuery } from '../../dashboard/table';
import type { GraphQuery } from '../../dashboard/timeseries';
import { type Fields, fields, required } from '../fields';
import { anything, characters, choiceOf, listOf, mapOf, right, wholeNumber, yes } from '../kinds';
import { isNo, type Kind } from '../problem';
import { promqlText } from '../query';
import { alertKind } from '../rule';
import { positiveDuration } from '../units';
import { calc, styleFields, unit } from './style';

export const raw = mapOf(anything);

const repetition = fields<Exclude<NonNullable<PanelOptions['repeat']>, string>>('a repetition', {
  over: required(characters),
  direction: required(choiceOf('across', 'down')),
  max: wholeNumber(1),
});

export const panelFields: Fields<PanelOptions> = {
  description: characters,
  width: wholeNumber(1),
  height: wholeNumber(1),
  repeat: (value, at) => (typeof value === 'string' ? right : repetition(value, at)),
  datasource: characters,
  raw,
};

const override = fields<Override>('an override', {
  ...styleFields,
  series: required((value, at) =>
    typeof value === 'string' ? right : fields<{ regex: string }>('series', { regex: required(characters) })(value, at),
  ),
  raw,
});

const queryFields: Fields<PanelQuery> = { ...styleFields, expr: required(promqlText), legend: characters, hidden: yes };
const howToQuery = '{ expr: promql`...` }';
const panelQuery = fields<PanelQuery>('a query of a panel', queryFields, howToQuery);
const graphQuery = fields<GraphQuery>('a query of a graph', { ...queryFields, axis: choiceOf('left', 'right') }, howToQuery);

export const queryPanelFields: Fields<QueryPanelOptions> = {
  ...panelFields,
  ...styleFields,
  queries: required(listOf(panelQuery)),
  unit: required(unit),
  overrides: listOf(override),
  alert: alertKind,
  interval: positiveDuration,
};

export const graphQueries = required(listOf(graphQuery));

const orText =
  (kind: Kind): Kind =>
  (value, at) =>
    typeof value === 'string' ? right : kind(value, at);

export const column = orText(
  fields<Column>('a column', {
    ...styleFields,
    heading: required(characters),
    width: wholeNumber(1),
    cell: choiceOf('text', 'colored-text', 'colored-background', 'gauge', 'sparkline'),
    hidden: yes,
  }),
);

const { legend: _, ...tableQueryFields } = queryFields;
export const tableQueries = required(listOf(fields<TableQuery>('a query of a table', { ...tableQueryFields, column }, howToQuery)));

export const reducedFields: Fields<ReducedOptions> = { ...queryPanelFields, reduce: calc, orientation: choiceOf('horizontal', 'vertical') };

const legendFields: Fields<Legend> = {
  placement: choiceOf('bottom', 'right'),
  as: choiceOf('list', 'table'),
  values: listOf(calc),
  sortBy: calc,
};

const orOff =
  (kind: Kind): Kind =>
  (value, at) =>
    value === 'off' ? right : typeof value === 'string' ? isNo(at, value, 'legend', 'Write off, or { placement, as }.') : kind(value, at);

export const legend = orOff(fields<Legend>('a legend', legendFields));
export const pieLegend = orOff(
  fields<Pick<Legend, 'placement' | 'as'>>('the legend of a pie chart', { placement: legendFields.placement, as: legendFields.as }),
);
