import type { CatalogedMetrics } from '../model/watch';
import { type Catalog, exposes, metricOfSeries, seriesNames } from './source';

/** A catalogue as what a target exposes; nothing is read before a check asks. */
export const cataloged = (catalog: Catalog): CatalogedMetrics => ({
  kind: 'cataloged',
  find: (name) => {
    const found = metricOfSeries(catalog, name);
    return found?.entry.openLabels ? { ...found.series, hasMoreLabels: true } : found?.series;
  },
  exposes: (series) => exposes(catalog, series),
  names: () => seriesNames(catalog),
});
