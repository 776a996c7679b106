import { queryFaults } from '../../analysis/query-faults';
import { check } from '../check';

export const impossibleSelector = check('impossible-selector', {
  finds: 'a selector that matches no series, because its matchers exclude each other',
  severity: { declared: 'error', manifests: 'warning' },
  run: (input) => queryFaults(input, 'impossible-selector'),
});
