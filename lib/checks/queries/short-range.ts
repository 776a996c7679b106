import { queryFaults } from '../../analysis/query-faults';
import { check } from '../check';

export const shortRange = check('short-range', {
  finds: 'a range that holds too few scrapes',
  severity: { declared: 'warning', manifests: 'info' },
  run: (input) => queryFaults(input, 'short-range'),
});
