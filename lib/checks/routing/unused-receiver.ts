import { notifies } from '../../alertmanager/receivers';
import { nodesOf, routeTree } from '../../alertmanager/tree';
import { inConfiguration } from '../../analysis/routing';
import { check } from '../check';

export const unusedReceiver = check('unused-receiver', {
  finds: 'a receiver with a channel that no route names',
  severity: 'warning',
  run: (input) =>
    inConfiguration(input, (config) => {
      const used = new Set(nodesOf(routeTree(config).root).map(({ receiver }) => receiver));
      return (config.receivers ?? []).flatMap((receiver, index) =>
        used.has(receiver.name) || !notifies(receiver)
          ? []
          : [
              {
                message: `no route names the receiver ${receiver.name}`,
                hint: 'name it in a route, or remove it',
                path: `receivers[${index}]`,
              },
            ],
      );
    }),
});
