import { queryFault } from './query-check';

/** rate, irate, increase or resets of a gauge. */
export const rateOfGauge = queryFault('rate-of-gauge', ['counter-function-of-gauge'], 'error');
