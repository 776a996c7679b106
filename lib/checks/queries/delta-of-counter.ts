import { queryFault } from './query-check';

/** delta, deriv, idelta or predict_linear of a counter. */
export const deltaOfCounter = queryFault('delta-of-counter', ['gauge-function-of-counter'], 'warning');
