import { queryFault } from './query-check';

/** A counter compared with a number without rate or increase. */
export const counterWithoutRate = queryFault('counter-without-rate', ['counter-without-rate'], 'warning');
