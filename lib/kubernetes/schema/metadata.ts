import type { ProblemCode } from '../../text/problem';
import { isMapping } from '../../yaml/value';
import type { SchemaProblem } from './problems';
import type { Schema } from './schema-type';

const text: Schema = { type: 'string' };
const number: Schema = { type: 'integer' };
const flag: Schema = { type: 'boolean' };
const time: Schema = { type: 'string', format: 'date-time' };
const texts: Schema = { type: 'object', additionalProperties: text };

/** metadata, which the schemas of CRDs leave to the API server (k8s.io/apimachinery, ObjectMeta). */
export const objectMetaSchema: Schema = {
  type: 'object',
  properties: {
    name: text,
    generateName: text,
    namespace: text,
    selfLink: text,
    uid: text,
    resourceVersion: text,
    generation: number,
    creationTimestamp: time,
    deletionTimestamp: time,
    deletionGracePeriodSeconds: number,
    labels: texts,
    annotations: texts,
    ownerReferences: {
      type: 'array',
      items: {
        type: 'object',
        properties: { apiVersion: text, kind: text, name: text, uid: text, controller: flag, blockOwnerDeletion: flag },
      },
    },
    finalizers: { type: 'array', items: text },
    managedFields: { type: 'array', items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
  },
};

const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const dnsLabel = new RegExp(`^${label}$`);
const dnsSubdomain = new RegExp(`^${label}(?:\\.${label})*$`);
const word = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
// The API server gives every object a version 4 UUID and takes none from clients (k8s.io/apimachinery/pkg/util/uuid).
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
// k8s.io/apimachinery/pkg/api/validation, TotalAnnotationSizeLimitB.
const annotationBytes = 256 * 1024;

/** What the API server would refuse in metadata that has the right types: names, keys and values that are too long or malformed. */
export function metadataProblems(metadata: unknown): SchemaProblem[] {
  const meta = isMapping(metadata) ? metadata : {};
  const problems: SchemaProblem[] = [];
  const wrong = (path: readonly string[], message: string, hint: string, code: ProblemCode = 'wrong-value'): number =>
    problems.push({ code, path: ['metadata', ...path], message, hint });

  const { name, generateName, namespace, uid } = meta;
  if (!name && !generateName) wrong(['name'], 'name is missing', 'Give the object a name.', 'missing-field');
  if (typeof name === 'string' && name !== '') checkName('name', name, name);
  // The API server adds five characters: a dash at the end is well.
  if (typeof generateName === 'string' && generateName !== '') checkName('generateName', generateName, generateName.replace(/-$/, 'a'));
  if (typeof namespace === 'string' && namespace !== '' && !(dnsLabel.test(namespace) && namespace.length <= 63)) {
    wrong(
      ['namespace'],
      `${namespace} is not a name for a namespace`,
      'Use at most 63 lower-case letters, digits and dashes, none of them first or last.',
    );
  }
  if (typeof uid === 'string' && uid !== '' && !uuid.test(uid)) {
    wrong(['uid'], `${JSON.stringify(uid)} is not a UUID`, 'Leave it out: the API server gives every object its own.');
  }
  for (const [key, value] of entries(meta.labels)) {
    checkKey('labels', key, key);
    if (value !== '' && !(word.test(value) && value.length <= 63)) {
      const hint = 'Use at most 63 letters, digits, dashes, dots and underscores; what does not fit goes into an annotation.';
      wrong(['labels', key], `${JSON.stringify(value)} is not a value for a label`, hint);
    }
  }
  let bytes = 0;
  for (const [key, value] of entries(meta.annotations)) {
    checkKey('annotations', key, key.toLowerCase());
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value);
  }
  if (bytes > annotationBytes) {
    wrong(['annotations'], `the annotations have ${bytes} bytes, but may have ${annotationBytes}`, 'Move the largest into a ConfigMap.');
  }
  return problems;

  function checkName(field: string, written: string, checked: string): void {
    if (dnsSubdomain.test(checked) && checked.length <= 253) return;
    const hint = 'Use at most 253 lower-case letters, digits, dashes and dots, and begin and end with a letter or digit.';
    wrong([field], `${written} is not a name for an object`, hint);
  }
  function checkKey(field: string, written: string, key: string): void {
    const parts = key.split('/');
    const prefix = parts.length > 1 ? parts[0]! : 'a';
    const last = parts.at(-1)!;
    if (parts.length <= 2 && dnsSubdomain.test(prefix) && prefix.length <= 253 && word.test(last) && last.length <= 63) return;
    const hint = 'Write name or prefix/name: the prefix a domain, the name at most 63 letters, digits, dashes, dots and underscores.';
    wrong([field, written], `${JSON.stringify(written)} is not a key for ${field}`, hint);
  }
}

const entries = (map: unknown): [string, string][] =>
  isMapping(map) ? Object.entries(map).filter((entry): entry is [string, string] => typeof entry[1] === 'string') : [];
