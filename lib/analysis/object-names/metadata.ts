import { mappingAt, textAt } from '../../kubernetes/access';
import { dnsLabel, labelKey, labelValue, type NameRule, pathSegment, subdomain } from '../../kubernetes/names';
import type { NamedObject } from '../../kubernetes/object';
import type { Path } from '../../yaml/value';
import { groupOf } from '../pods';
import { type Refusal, refused, refusedKind } from './refusal';

/** Kinds whose names are not DNS subdomains; of those with `undefined` nothing is said (validation in pkg/apis of Kubernetes 1.36). */
const rules: Readonly<Record<string, NameRule | undefined>> = {
  '/Namespace': dnsLabel,
  '/Service': dnsLabel,
  'apps/StatefulSet': dnsLabel,
  'policy/PodDisruptionBudget': pathSegment,
  'rbac.authorization.k8s.io/Role': pathSegment,
  'rbac.authorization.k8s.io/ClusterRole': pathSegment,
  'rbac.authorization.k8s.io/RoleBinding': pathSegment,
  'rbac.authorization.k8s.io/ClusterRoleBinding': pathSegment,
  '/Event': undefined,
  '/List': undefined,
  '/Config': undefined,
  'events.k8s.io/Event': undefined,
  'certificates.k8s.io/CertificateSigningRequest': undefined,
  'certificates.k8s.io/ClusterTrustBundle': undefined,
  'networking.k8s.io/IPAddress': undefined,
  'apiregistration.k8s.io/APIService': undefined,
  'internal.apiserver.k8s.io/StorageVersion': undefined,
  'coordination.k8s.io/LeaseCandidate': undefined,
};

/** Kinds whose names become parts of other names. */
const lengths: Readonly<Record<string, readonly [most: number, reason: string]>> = {
  'batch/Job': [63, 'it becomes a label of its pods'],
  'batch/CronJob': [52, 'its Jobs are called so with 11 characters more'],
};

/** A name that ends in a hyphen, as the API server looks at it before it adds five characters. */
const masked = (prefix: string): string => (prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix);

/** How long a name becomes that the API server makes up: it keeps 58 characters of its beginning and adds five. */
const madeLength = (prefix: string): number => Math.min(prefix.length, 58) + 5;

export function* metadataRefusals(object: NamedObject): Iterable<Refusal> {
  const key = `${groupOf(object)}/${object.kind}`;
  const rule = key in rules ? rules[key] : subdomain;
  const name = textAt(object, 'metadata', 'name');
  const prefix = textAt(object, 'metadata', 'generateName');
  const namespace = textAt(object, 'metadata', 'namespace');
  if (rule !== undefined) {
    const [most, reason] = lengths[key] ?? [Infinity];
    const within =
      (length: number): NameRule =>
      (judged) =>
        length > most ? `it has ${length} characters, and ${most} are the most: ${reason}` : rule(judged);
    if (name !== undefined) yield* refused('the name', name, ['metadata', 'name'], within(name.length));
    else if (prefix) {
      // Of a PodDisruptionBudget the name that is made in the end is looked at.
      const beginning = object.kind === 'PodDisruptionBudget' ? `${prefix}x` : masked(prefix);
      yield* refused('the beginning of the name', beginning, ['metadata', 'generateName'], within(madeLength(prefix)));
    }
  }
  if (key === '/Service' && name !== undefined && /^\d/.test(name) && dnsLabel(name) === undefined) {
    yield {
      message: `the name ${name} begins with a digit, which API servers before Kubernetes 1.36 refuse of a Service`,
      at: ['metadata', 'name'],
      onlyByOlder: true,
    };
  }
  if (namespace !== undefined && namespace !== '') yield* refused('the namespace', namespace, ['metadata', 'namespace'], dnsLabel);
  yield* labelRefusals('label', object, ['metadata', 'labels']);
  yield* annotationRefusals(object, ['metadata', 'annotations']);
}

/** Keys and values of labels, also where a selector asks for them. */
export function* labelRefusals(what: string, owner: unknown, at: Path): Iterable<Refusal> {
  for (const [key, value] of Object.entries(mappingAt(owner, ...at))) {
    const where = [...at, key];
    yield* refused(`the key of the ${what}`, key, where, labelKey);
    if (typeof value === 'string') yield* refused(`the value of the ${what} ${key}`, value, where, labelValue);
    else yield* refusedKind(`the ${what} ${key}`, value, where);
  }
}

export function* annotationRefusals(owner: unknown, at: Path): Iterable<Refusal> {
  for (const [key, value] of Object.entries(mappingAt(owner, ...at))) {
    const where = [...at, key];
    yield* refused('the key of the annotation', key, where, (name) => labelKey(name.toLowerCase()));
    yield* refusedKind(`the annotation ${key}`, value, where);
  }
}
