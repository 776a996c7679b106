import { queryFaults } from '../../analysis/query-faults';
import { check } from '../check';

export const rateAfterSum = check('rate-after-sum', {
  finds: 'a rate over a sum of counters',
  severity: 'error',
  run: (input) => queryFaults(input, 'rate-after-sum'),
});
