import { podOf } from '../analysis/pods';
import { labelSelectorAt } from '../kubernetes/access';
import type { NamedObject } from '../kubernetes/object';
import type { ObjectLabels } from './labels';

/** Pods of a component that a policy can select: those of one workload. */
export interface PodGroup {
  readonly component: string;
  /** The name of the workload. */
  readonly name: string;
  readonly namespace: string;
  readonly labels: ObjectLabels;
  /** Those of the labels that never change. */
  readonly selector: ObjectLabels;
  /** On the network of their node, which no policy reaches. @default - they have a network of their own */
  readonly onNode?: true;
}

/** The pods of a component's workloads, which are of Kubernetes' own kinds. */
export function podGroupsOf(component: string, objects: readonly NamedObject[]): readonly PodGroup[] {
  return objects.flatMap((object): PodGroup[] => {
    const pod = podOf({ object, place: {} });
    if (pod === undefined || Object.keys(pod.labels).length === 0) return [];
    const { namespace, labels, spec } = pod;
    const { matchLabels = {} } = labelSelectorAt(object, 'spec', 'selector');
    const selector = Object.keys(matchLabels).length > 0 ? matchLabels : labels;
    return [{ component, name: object.metadata.name, namespace, labels, selector, ...(spec.hostNetwork === true && { onNode: true }) }];
  });
}
