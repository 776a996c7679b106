import { queryFaults } from '../../analysis/query-faults';
import { check } from '../check';

export const impossibleMatch = check('impossible-match', {
  finds: 'a binary operator whose two sides can never have equal labels',
  severity: 'error',
  run: (input) => queryFaults(input, 'impossible-match'),
});
