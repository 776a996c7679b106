import { isDeepStrictEqual } from 'node:util';
import { type KubernetesObject, namespaceOf } from '../kubernetes/object';
import { problemAt } from '../kubernetes/problem-at';
import type { LocatedObject } from '../kubernetes/read';
import { coreProblems, isCore } from '../kubernetes/schema/core';
import { apiVersionOf, validateObject, withDefaults } from '../kubernetes/schema/crds';
import type { SchemaProblem } from '../kubernetes/schema/problems';
import { nearest } from '../text/nearest';
import type { InputProblem } from '../yaml/problem';

export interface Admitted {
  /** What a cluster would hold of the kinds that a compilation reads, with the API server's defaults. */
  readonly objects: readonly LocatedObject[];
  /** What it would refuse, and why. */
  readonly rejected: readonly InputProblem[];
  /** The objects of those. */
  readonly refused: readonly KubernetesObject[];
}

const group = 'monitoring.coreos.com';
const groupOf = ({ apiVersion }: KubernetesObject): string => apiVersion.split('/')[0]!;
const isOperators = (object: KubernetesObject): boolean => groupOf(object) === group;

/**
 * Validates prometheus-operator's objects as the API server would, and gives them its defaults; of Secrets, ConfigMaps and Namespaces only
 * the types. All other objects are skipped: no compilation reads them.
 */
export function admit(located: readonly LocatedObject[]): Admitted {
  const objects: LocatedObject[] = [];
  const rejected: InputProblem[] = [];
  const refused: KubernetesObject[] = [];
  const taken = new Map<string, LocatedObject>();
  for (const candidate of located) {
    const { object } = candidate;
    if (!isOperators(object) && !isCore(object)) {
      const problem = wrongApiVersion(object);
      if (problem === undefined) continue;
      reject(candidate, problem);
      continue;
    }
    const before = taken.get(keyOf(object));
    if (before !== undefined) {
      // Two charts may bring the same Namespace.
      if (!isOperators(object) && isDeepStrictEqual(object, before.object)) continue;
      const { file, document } = before.source;
      const message = `is there already: ${file}, document ${document}`;
      reject(candidate, { code: 'duplicate', path: ['metadata', 'name'], message, hint: 'Keep one of the two, or rename one.' });
      continue;
    }
    const problems = validateObject(object) ?? coreProblems(object);
    if (problems.length === 0 && !object.metadata?.name) problems.push(unnamed);
    if (problems.length > 0) {
      reject(candidate, ...problems);
      continue;
    }
    taken.set(keyOf(object), candidate);
    objects.push({ ...candidate, object: inNamespace(withDefaults(object)) });
  }
  return { objects, rejected, refused };

  function reject({ object, source, at }: LocatedObject, ...problems: readonly SchemaProblem[]): void {
    rejected.push(...problems.map((problem) => problemAt({ value: object, source, at }, problem.path, problem)));
    refused.push(object);
  }
}

const unnamed: SchemaProblem = {
  code: 'missing-field',
  path: ['metadata'],
  message: 'gets its name only in a cluster',
  hint: 'Write name instead of generateName: what is compiled is named after it.',
};

/** The kind is one of prometheus-operator's, and the group is a misspelt one, not that of another product. */
function wrongApiVersion({ apiVersion, kind }: KubernetesObject): SchemaProblem | undefined {
  const other = apiVersion.split('/')[0]!;
  // Azure's monitors are of azmonitoring.coreos.com.
  const isMisspelt = !other.includes('.') || (nearest(other, [group]) !== undefined && !other.endsWith(group));
  const right = isMisspelt ? apiVersionOf(kind) : undefined;
  return right === undefined
    ? undefined
    : { code: 'unknown-kind', path: ['apiVersion'], message: `there is no ${kind} in ${apiVersion}`, hint: `Write apiVersion: ${right}.` };
}

/** kubectl puts an object without a namespace into `default`. */
const inNamespace = (object: KubernetesObject): KubernetesObject =>
  isOperators(object) && !object.metadata?.namespace ? { ...object, metadata: { ...object.metadata, namespace: 'default' } } : object;

const keyOf = (object: KubernetesObject) => [groupOf(object), object.kind, namespaceOf(object), object.metadata?.name ?? ''].join('\n');
