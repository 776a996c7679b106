import { queryFaults } from '../../analysis/query-faults';
import { check } from '../check';

export const histogramQuantile = check('histogram-quantile', {
  finds: 'a quantile of something without the buckets of a histogram, or a quantile outside of 0 to 1',
  severity: 'error',
  run: (input) => queryFaults(input, 'histogram-quantile'),
});
