import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { inhibitionsOf } from '../../alertmanager/inhibition';
import { routeTree } from '../../alertmanager/tree';
import type { Judgement } from '../../analysis/routing-context';

/** A matcher that Alertmanager reads with its old parser only, or differently with the old and the new one. */
export function* judgeAmbiguousMatcher(config: AlertmanagerConfiguration): Generator<Judgement> {
  for (const { message, path } of [...routeTree(config).warnings, ...inhibitionsOf(config).flatMap(({ warnings }) => warnings)]) {
    yield { message, hint: 'put every value in double quotes, and write a backslash as two', path };
  }
}
