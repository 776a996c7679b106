import { queryFault } from './query-check';

/** A comparison that is never or always true, whatever the series. */
export const impossibleComparison = queryFault('impossible-comparison', ['never-true', 'always-true'], 'error');
