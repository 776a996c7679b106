import type { KubernetesObject } from '../../model/custom-resource';
import type { Path } from '../../objects';
import { mapping, text } from '../data';
import { dnsLabel, labelKey, labelValue, pathSegment, subdomain, type NameRule } from '../kubernetes-names';
import { groupOf } from '../pods';
import { refused, type Refusal } from './refusal';

const atMost = (most: number, rule: NameRule, reason: string): NameRule => (name) =>
  (name.length > most ? `it has ${name.length} characters, and ${most} are the most: ${reason}` : rule(name));

/** Kinds whose names are not DNS subdomains; of those with `undefined` nothing is said (pkg/apis of Kubernetes 1.36, validation). */
const rules: Readonly<Record<string, NameRule | undefined>> = {
  '/Namespace': dnsLabel,
  '/Service': dnsLabel,
  'apps/StatefulSet': dnsLabel,
  'batch/Job': atMost(63, subdomain, 'it becomes a label of its pods'),
  'batch/CronJob': atMost(52, subdomain, 'its Jobs are called so with 11 characters more'),
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

/** A name that ends in a hyphen, to which the API server adds five characters. */
const masked = (prefix: string): string => (prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -2)}a` : prefix);

export function* metadataRefusals(object: KubernetesObject): Iterable<Refusal> {
  const key = `${groupOf(object)}/${object.kind}`;
  const rule = key in rules ? rules[key] : subdomain;
  const [name, prefix, namespace] = [text(object, 'metadata', 'name'), text(object, 'metadata', 'generateName'), text(object, 'metadata', 'namespace')];
  if (rule !== undefined) {
    if (name !== undefined) yield* refused('the name', name, ['metadata', 'name'], rule);
    else if (prefix !== undefined) yield* refused('the beginning of the name', masked(prefix), ['metadata', 'generateName'], rule);
  }
  if (key === '/Service' && name !== undefined && /^\d/.test(name) && dnsLabel(name) === undefined) {
    yield { message: `the name ${name} begins with a digit, which API servers before Kubernetes 1.36 refuse of a Service`, at: ['metadata', 'name'], severity: 'warning' };
  }
  if (namespace !== undefined && namespace !== '') yield* refused('the namespace', namespace, ['metadata', 'namespace'], dnsLabel);
  yield* labelRefusals('label', object, ['metadata', 'labels']);
  yield* annotationRefusals(object, ['metadata', 'annotations']);
}

/** Keys and values of labels, also where a selector asks for them. */
export function* labelRefusals(what: string, owner: unknown, at: Path): Iterable<Refusal> {
  for (const [key, value] of Object.entries(mapping(owner, ...at))) {
    const where = [...at, key];
    yield* refused(`the key of the ${what}`, key, where, labelKey);
    if (typeof value === 'string') yield* refused(`the value of the ${what} ${key}`, value, where, labelValue);
    else if (value !== null) yield notText(`the ${what} ${key}`, value, where);
  }
}

export function* annotationRefusals(owner: unknown, at: Path): Iterable<Refusal> {
  for (const [key, value] of Object.entries(mapping(owner, ...at))) {
    const where = [...at, key];
    yield* refused('the key of the annotation', key, where, (name) => labelKey(name.toLowerCase()));
    if (typeof value !== 'string' && value !== null) yield notText(`the annotation ${key}`, value, where);
  }
}

const notText = (what: string, value: unknown, at: Path): Refusal => ({ message: `${what} is ${typeof value === 'object' ? 'a structure' : `the ${typeof value} ${String(value)}`} and no text: put it in quotes`, at });
