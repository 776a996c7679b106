import { queryFault } from './query-check';

/** label_replace or label_join with a name or a pattern that Prometheus refuses. */
export const labelFunction = queryFault('label-function', ['label-function'], 'error');
