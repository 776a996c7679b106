import type { JudgedRefusal } from '../analysis/check-input';
import { valueAt } from '../kubernetes/access';
import type { KubernetesObject } from '../kubernetes/object';
import { validateObject } from '../kubernetes/schema/crds';
import type { Path } from '../yaml/value';
import type { Located } from './documents';
import { isKustomization } from './external-sources';
import { placeOf } from './rules';

/**
 * What the API server would refuse in prometheus-operator's objects. A field that is unknown here may be known to a newer operator, and
 * one that is missing may be somewhere else where kustomizations put objects together: of those only what is misspelt is sure.
 */
export function refusalsOf(held: readonly Located[], documents: readonly Located[]): readonly JudgedRefusal[] {
  const arePatched = documents.some(({ value }) => isKustomization(value));
  return held.flatMap((document) => {
    const object = document.value as KubernetesObject;
    const faults = validateObject(object) ?? [];
    return faults
      .filter(({ path, message, hint }) => isSure(object, path, { message, hint, arePatched }))
      .map(({ path, message, hint }) => ({ path, message, hint, place: placeOf(document, []) }));
  });
}

function isSure(
  object: KubernetesObject,
  path: Path,
  { message, hint, arePatched }: { readonly message: string; readonly hint: string; readonly arePatched: boolean },
): boolean {
  // Names have a check of their own, and so have rules: of them only types are judged here.
  if (path[0] === 'metadata' || path[0] === 'kind') return false;
  if (object.kind === 'PrometheusRule' && !message.startsWith('is ')) return false;
  const value = valueAt(object, ...path);
  if (typeof value === 'string' && /\$\{|\{\{/.test(value)) return false;
  if (message.startsWith('there is no field')) return hint.startsWith('Did you mean');
  return message.endsWith(' is missing') ? !arePatched && object.metadata?.name !== undefined : true;
}
