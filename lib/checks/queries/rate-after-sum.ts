import { queryFault } from './query-check';

/** A rate over a sum of counters. */
export const rateAfterSum = queryFault('rate-after-sum', ['rate-after-sum'], 'error');
