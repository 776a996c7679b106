import { queryFaults } from '../../analysis/query-faults';
import { check } from '../check';

export const labelFunction = check('label-function', {
  finds: 'a `label_replace` or `label_join` that fails when it is evaluated',
  severity: 'error',
  run: (input) => queryFaults(input, 'label-function'),
});
