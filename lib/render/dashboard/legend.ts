import type { Legend, PanelQuery } from '../../model/dashboard/panel';
import type { Calc } from '../../model/dashboard/style';
import type { JsonObject } from '../../text/json';
import { seriesCount } from './series-count';

/** What Grafana calls them in the heading of a legend, by which it sorts. */
const headings: Readonly<Record<Calc, string>> = {
  lastNotNull: 'Last *',
  last: 'Last',
  mean: 'Mean',
  max: 'Max',
  min: 'Min',
  sum: 'Total',
  count: 'Count',
  range: 'Range',
  delta: 'Delta',
};

/** A list of five names fits on a line below a graph; of more, a table beside it shows the highest first. */
const mostInList = 5;

export function legendModel(queries: readonly PanelQuery[], legend: 'off' | Legend | undefined): JsonObject {
  const count = seriesCount(queries);
  // The title of the panel names a single series.
  const isSilent = legend === undefined && count === 1 && queries.every((query) => query.legend === undefined);
  if (legend === 'off' || isSilent) return { showLegend: false, displayMode: 'list', placement: 'bottom', calcs: [] };
  const isLong = count === 'many' || count > mostInList;
  const placement = legend?.placement ?? (isLong ? 'right' : 'bottom');
  const displayMode = legend?.as ?? (placement === 'right' ? 'table' : 'list');
  const values = legend?.values ?? ['lastNotNull'];
  const sortBy = legend?.sortBy ?? (displayMode === 'table' ? values[0] : undefined);
  // Only by what it shows can a legend be sorted.
  const calcs = sortBy === undefined || values.includes(sortBy) ? values : [...values, sortBy];
  return {
    showLegend: true,
    displayMode,
    placement,
    calcs,
    ...(sortBy !== undefined && { sortBy: headings[sortBy], sortDesc: true }),
  };
}
