import type { NamedObject } from '../kubernetes/object';
import { componentLabels } from './labels';

/**
 * An object must stay below etcd's request limit of 1.5 MiB, and the API server refuses ConfigMap data over 1 MiB (validation.go,
 * MaxSecretSize).
 */
export const maxConfigMapBytes = 1024 * 1024;

/**
 * kubectl apply keeps the whole object in an annotation, and all annotations together hold 256 KiB (validation.go,
 * TotalAnnotationSizeLimitB).
 */
const maxAppliedBytes = 250 * 1024;

export function configMap(name: string, namespace: string, component: string, data: Readonly<Record<string, string>>): NamedObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace, labels: componentLabels(component) }, data };
}

/** What a file adds to that annotation, which is JSON as Go writes it: with six bytes for each of `<`, `>` and `&`. */
const appliedBytes = (file: string, text: string): number =>
  Buffer.byteLength(JSON.stringify(text)) + 5 * (text.match(/[<>&\u2028\u2029]/g)?.length ?? 0) + file.length + 4;

/** Whether a ConfigMap with this file alone can be applied from a client. */
export const canBeApplied = (file: string, text: string): boolean => appliedBytes(file, text) <= maxAppliedBytes;

/**
 * The same data in as many ConfigMaps as it needs to be applied from a client: `name`, `name-1`, `name-2` ... First fit in the
 * given order, so that a file that grows does not move the others. One file over the limit stays alone; a check reports it.
 */
export function splitConfigMap(name: string, namespace: string, component: string, data: Readonly<Record<string, string>>): NamedObject[] {
  const parts: { bytes: number; data: Record<string, string> }[] = [];
  for (const [file, text] of Object.entries(data)) {
    const bytes = appliedBytes(file, text);
    let part = parts.find((candidate) => candidate.bytes + bytes <= maxAppliedBytes);
    if (part === undefined) parts.push((part = { bytes: 0, data: {} }));
    part.data[file] = text;
    part.bytes += bytes;
  }
  if (parts.length === 0) parts.push({ bytes: 0, data: {} });
  return parts.map((part, index) => configMap(index === 0 ? name : `${name}-${index}`, namespace, component, part.data));
}
