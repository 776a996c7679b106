import { queryFaults } from '../../analysis/query-faults';
import { check } from '../check';

export const rateOfGauge = check('rate-of-gauge', {
  finds: 'a function for counters, such as `rate`, that reads a gauge',
  severity: 'error',
  run: (input) => queryFaults(input, 'rate-of-gauge'),
});
