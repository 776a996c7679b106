import { queryFault } from './query-check';

/** The two sides of an operator can never have equal labels. */
export const impossibleMatch = queryFault('impossible-match', ['never-matches'], 'error');
