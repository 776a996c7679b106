import { queryFaults } from '../../analysis/query-faults';
import { check } from '../check';

export const manyToMany = check('many-to-many', {
  finds: 'a match whose "one" side has several series for each group, so that the query fails',
  severity: 'error',
  run: (input) => queryFaults(input, 'many-to-many'),
});
