import { queryFault } from './query-faults';

/** A counter compared with a number without rate or increase. */
export const counterWithoutRate = queryFault('counter-without-rate', ['counter-without-rate'], 'warning');
