import { queryFaults } from '../../analysis/query-faults';
import { check } from '../check';

export const impossibleComparison = check('impossible-comparison', {
  finds: 'a comparison that is never true, or always, whatever the series are',
  severity: 'error',
  run: (input) => queryFaults(input, 'impossible-comparison'),
});
