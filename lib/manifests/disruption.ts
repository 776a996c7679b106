import type { NamedObject } from '../kubernetes/object';
import { componentLabels, selectorLabels } from './labels';
import type { Replicated } from './program-options';

/** How many replicas a drain of nodes leaves running. One replica gets no budget: it would keep its node from being drained. */
export function disruptionBudgets(name: string, namespace: string, replicated: Replicated): readonly NamedObject[] {
  const { replicas = 1, podDisruptionBudget } = replicated;
  if (podDisruptionBudget === 'off' || (replicas < 2 && podDisruptionBudget === undefined)) return [];
  const { minAvailable = undefined } = podDisruptionBudget ?? {};
  return [
    {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name, namespace, labels: componentLabels(name) },
      spec: {
        ...(minAvailable === undefined ? { maxUnavailable: 1 } : { minAvailable }),
        selector: { matchLabels: selectorLabels(name) },
      },
    },
  ];
}
