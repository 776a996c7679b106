import { type KubernetesObject, namespaceOf, titleOf } from '../../kubernetes/object';

/** The one object that a command is about; or why that is not clear. */
export type Choice = { readonly object: KubernetesObject | undefined } | { readonly unclear: string };

/** The object of these kinds that `name` (NAMESPACE/NAME) names, or the only one there is. */
export function chooseObject(
  objects: readonly KubernetesObject[],
  kinds: readonly string[],
  name: string | undefined,
  flag: string,
): Choice {
  const candidates = objects.filter(({ kind }) => kinds.includes(kind));
  const nameOf = (object: KubernetesObject) => `${namespaceOf(object)}/${object.metadata?.name}`;
  const all = candidates.map(nameOf).join(', ');
  if (name !== undefined) {
    const object = candidates.find((candidate) => nameOf(candidate) === name);
    return object === undefined ? { unclear: `there is no ${kinds[0]} ${name}: there is ${all || 'none'}` } : { object };
  }
  if (candidates.length > 1) {
    return {
      unclear: `there are several of ${kinds.join(' and ')}: choose one by ${flag} (${candidates.map(titleOf).join(', ')})`,
    };
  }
  return { object: candidates[0] };
}
