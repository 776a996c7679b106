import { queryFaults } from '../../analysis/query-faults';
import { check } from '../check';

export const deltaOfCounter = check('delta-of-counter', {
  finds: 'a function for gauges, such as `delta`, that reads a counter',
  severity: 'warning',
  run: (input) => queryFaults(input, 'delta-of-counter'),
});
