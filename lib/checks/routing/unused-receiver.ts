import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { notifies } from '../../alertmanager/receivers';
import { nodesOf, routeTree } from '../../alertmanager/tree';
import type { Judgement } from '../../analysis/routing-context';

/** A receiver that would notify somebody, and that no route names. */
export function* judgeUnusedReceiver(config: AlertmanagerConfiguration): Generator<Judgement> {
  const used = new Set(nodesOf(routeTree(config).root).map(({ receiver }) => receiver));
  for (const [i, receiver] of (config.receivers ?? []).entries()) {
    if (!used.has(receiver.name) && notifies(receiver)) {
      yield {
        message: `no route leads to the receiver ${receiver.name}`,
        hint: 'name it in a route, or take it out',
        path: `receivers[${i}]`,
      };
    }
  }
}
