import type { CatalogedMetrics } from '../model/watch';
import { exposes, metricOfSeries, seriesNames, type Catalog } from './source';

/** A catalogue as what a target exposes; nothing is read before a check asks. */
export const cataloged = (catalog: Catalog): CatalogedMetrics => ({
  kind: 'cataloged',
  find: (series) => metricOfSeries(catalog, series)?.series,
  exposes: (series) => exposes(catalog, series),
  names: () => seriesNames(catalog),
});
