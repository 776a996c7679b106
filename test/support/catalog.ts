import { type Catalog, metricOfSeries } from '../../lib/catalog/source';

/** Whether a series of a catalogue has a label by its program; those that scraping adds (job, instance ...) are not meant. */
export function hasLabel(catalog: Catalog, series: string, label: string): 'yes' | 'no' | 'unknown' {
  const known = metricOfSeries(catalog, series);
  if (!known) return 'unknown';
  if (known.series.labels.includes(label)) return 'yes';
  return known.entry.openLabels?.some((beginning) => label.startsWith(beginning)) ? 'unknown' : 'no';
}
