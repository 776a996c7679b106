import { queryFaults } from '../../analysis/query-faults';
import { check } from '../check';

export const unknownLabel = check('unknown-label', {
  finds: 'a query that names a label which no series has at that place',
  // Rules that are made for many clusters group by labels that only some of them have.
  severity: { declared: 'error', manifests: 'info' },
  run: (input) => queryFaults(input, 'unknown-label'),
});
