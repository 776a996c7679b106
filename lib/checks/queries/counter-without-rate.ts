import { queryFaults } from '../../analysis/query-faults';
import { check } from '../check';

export const counterWithoutRate = check('counter-without-rate', {
  finds: 'a counter that is compared with a number, without `rate` or `increase`',
  severity: 'warning',
  run: (input) => queryFaults(input, 'counter-without-rate'),
});
