import { inhibitionsOf } from '../../alertmanager/inhibition';
import { routeTree } from '../../alertmanager/tree';
import { inConfiguration } from '../../analysis/routing';
import { check } from '../check';

export const ambiguousMatcher = check('ambiguous-matcher', {
  finds: 'a matcher that the two parsers of Alertmanager read differently',
  severity: 'warning',
  run: (input) =>
    inConfiguration(input, (config) =>
      [...routeTree(config).warnings, ...inhibitionsOf(config).flatMap(({ warnings }) => warnings)].map(({ message, path }) => ({
        message,
        hint: 'put every value in double quotes, and write a backslash as two',
        path,
      })),
    ),
});
