import { queryFault } from './query-check';

/**
 * A query groups by, matches on, copies or selects by a label that no series has there: it never existed, an aggregation before has
 * dropped it, or its matchers exclude each other. Rules that are made for many clusters group by labels that only some have: of
 * those it is an information.
 */
export const unknownLabel = queryFault('unknown-label', ['never-label', 'dead-selector', 'contradiction'], 'error', (kind) =>
  kind === 'contradiction' ? 'warning' : 'info',
);
