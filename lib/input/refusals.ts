import type { JudgedRefusal } from '../analysis/check-input';
import { valueAt } from '../kubernetes/access';
import type { KubernetesObject } from '../kubernetes/object';
import { validateObject } from '../kubernetes/schema/crds';
import type { SchemaProblem } from '../kubernetes/schema/problems';
import type { Located } from './documents';
import { isKustomization } from './external-sources';
import { placeOf } from './rules';

/**
 * What the API server would refuse in prometheus-operator's objects. A field that is unknown here may be known to a newer operator, and
 * one that is missing may be somewhere else where kustomizations put objects together: of those only what is misspelt is sure.
 */
export function schemaRefusals(held: readonly Located[], documents: readonly Located[]): readonly JudgedRefusal[] {
  const arePatched = documents.some(({ value }) => isKustomization(value));
  return held.flatMap((document) => {
    const object = document.value as KubernetesObject;
    return (validateObject(object) ?? [])
      .filter((problem) => isSure(object, problem, arePatched))
      .map(({ path, message, hint, misplaced }) => ({
        path,
        message,
        hint,
        ...(misplaced === 'likely' && { mayBeNew: true }),
        place: placeOf(document, []),
      }));
  });
}

/** Kinds in which Kubernetes' own types stand, and grow. */
const holdPods = new Set(['Prometheus', 'PrometheusAgent', 'Alertmanager', 'ThanosRuler']);

function isSure(object: KubernetesObject, { code, path, suggestion, misplaced }: SchemaProblem, arePatched: boolean): boolean {
  // Names have a check of their own, and so have rules: of them only types are validated here.
  const isFieldOfMetadata = path[0] === 'metadata' && path.length === 2 && code === 'unknown-field';
  if ((path[0] === 'metadata' && !isFieldOfMetadata) || path[0] === 'kind') return false;
  // The operator serves it, and converts it; it is not read here.
  if (object.kind === 'AlertmanagerConfig' && object.apiVersion === 'monitoring.coreos.com/v1beta1') return false;
  if (object.kind === 'PrometheusRule' && code !== 'wrong-type') return false;
  const value = valueAt(object, ...path);
  if (typeof value === 'string' && /\$\{|\{\{/.test(value)) return false;
  switch (code) {
    case 'unknown-field':
      // A key of kustomize, such as $patch.
      if (/^\$|\$\{|\{\{/.test(String(path.at(-1)))) return false;
      return suggestion !== undefined || misplaced === 'sure' || (misplaced === 'likely' && !holdPods.has(object.kind));
    case 'missing-field':
      return !arePatched && object.metadata?.name !== undefined;
    default:
      return true;
  }
}
