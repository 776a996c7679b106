import { queryFault } from './query-check';

/** histogram_quantile over something that has no buckets any more, or a quantile outside of 0 to 1. */
export const histogramQuantile = queryFault('histogram-quantile', ['quantile-without-le', 'quantile-out-of-range'], 'error');
