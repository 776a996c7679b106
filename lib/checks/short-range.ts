import { queryFault } from './query-faults';

/** A range that holds too few scrapes. */
export const shortRange = queryFault('short-range', ['short-range'], 'warning', 'info');
