import { queryFault } from './query-faults';

/**
 * A query groups by, matches on, copies or selects by a label that no series has there: it never existed, or an aggregation before has
 * dropped it. Rules that are made for many clusters group by labels that only some have: of those it is an information.
 */
export const unknownLabel = queryFault('unknown-label', ['never-label', 'dead-selector'], 'error', 'info');
