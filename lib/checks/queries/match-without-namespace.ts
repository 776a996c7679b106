import { queryFaults } from '../../analysis/query-faults';
import { check } from '../check';

export const matchWithoutNamespace = check('match-without-namespace', {
  finds: 'a join by the name of a namespaced object that leaves out its namespace',
  severity: 'warning',
  run: (input) => queryFaults(input, 'match-without-namespace'),
});
