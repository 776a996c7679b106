import { gauge } from './metric';

/** Series that Prometheus itself adds to every scrape (Prometheus documentation, "Jobs and instances"). */
export const up = gauge('up', '1 where the last scrape of the target succeeded, 0 where it failed.');

export const syntheticMetrics = [
  up,
  gauge('scrape_duration_seconds', 'How long the last scrape took, in seconds.'),
  gauge('scrape_samples_scraped', 'Samples that the target exposed.'),
  gauge('scrape_samples_post_metric_relabeling', 'Samples that were left after metric relabeling.'),
  gauge('scrape_series_added', 'Series that were new in the last scrape, about.'),
] as const;
