import { namespaceName } from '../../analysis/operator-selection';
import type { NamedObject } from '../../kubernetes/object';
import type { Scrape } from '../../model/watch';
import type { Monitoring } from '../backend';
import type { Selects } from './props';

/** An object with the labels by which Prometheus selects it. */
export const selectedObject = (object: NamedObject, selects: Selects | undefined): NamedObject =>
  selects?.labels === undefined
    ? object
    : { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...selects.labels } } };

export const selectedScrape = (scrape: Scrape, selects: Selects | undefined): Scrape =>
  selects?.labels === undefined ? scrape : { ...scrape, monitor: selectedObject(scrape.monitor, selects) };

/** By which labels each kind is selected. */
export const objectSelectors = (kinds: readonly string[], { labels }: Partial<Selects> = {}) =>
  Object.fromEntries(kinds.map((kind) => [`${kind}Selector`, labels === undefined ? {} : { matchLabels: labels }]));

/** Where to look for objects: a program that is told nothing looks only in its own namespace. */
export function namespaceSelectors(
  kinds: readonly string[],
  { context }: Monitoring,
  tenants: readonly Monitoring[] = [],
  { namespaces = [] }: Partial<Selects> = {},
) {
  if (namespaces === 'all') return Object.fromEntries(kinds.map((kind) => [`${kind}NamespaceSelector`, {}]));
  const others = new Set([...tenants.map((tenant) => tenant.context.namespace), ...namespaces]);
  others.delete(context.namespace);
  if (others.size === 0) return {};
  const selector = { matchExpressions: [{ key: namespaceName, operator: 'In', values: [context.namespace, ...[...others].sort()] }] };
  return Object.fromEntries(kinds.map((kind) => [`${kind}NamespaceSelector`, selector]));
}
