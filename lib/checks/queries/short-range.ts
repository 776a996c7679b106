import { queryFault } from './query-check';

/** A range that holds too few scrapes. */
export const shortRange = queryFault('short-range', ['short-range'], 'warning', 'info');
