import type { ObjectInput } from '../../analysis/check-input';
import {
  fieldOf,
  namespaceLabels,
  namespaceName,
  operatorsObjects,
  readersOf,
  selection,
  takesNamespace,
} from '../../analysis/operator-selection';
import { labelSelectorAt, textsAt, valueAt } from '../../kubernetes/access';
import { type LabelSelector, requirementsOf } from '../../kubernetes/label-selector';
import { type NamedObject, namespaceOf } from '../../kubernetes/object';
import type { Labels } from '../../model/labels';
import type { Installed } from '../backend';

/** The program that is to read an object: one that reads it as it is, or the first that reads objects of its kind by labels. */
export function readerOf(object: NamedObject, { objects }: Pick<Installed, 'objects'>): NamedObject | undefined {
  const input = { objects: objects.map((one): ObjectInput => ({ object: one, place: {} })) };
  const judged = { object, place: {} };
  const readers = readersOf(judged, operatorsObjects(input));
  const labels = namespaceLabels(input);
  const hasSelector = (reader: ObjectInput) => isGiven(valueAt(reader.object, 'spec', fieldOf(object.kind)));
  const found = (['selected', 'unknown'] as const).flatMap((kind) =>
    readers.filter((reader) => selection(reader, judged, labels).kind === kind),
  );
  return (found[0] ?? readers.find(hasSelector) ?? readers[0])?.object;
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

/** An object with the labels by which its reader selects it, and in a namespace in which that looks. */
export function asSelected(object: NamedObject, installed: Pick<Installed, 'objects'>, own: Labels = {}): NamedObject {
  const reader = readerOf(object, installed);
  const asked = reader === undefined ? {} : labelsFor(labelSelectorAt(reader, 'spec', fieldOf(object.kind)));
  const labels = { ...textsAt(object, 'metadata', 'labels'), ...asked, ...own };
  const labelled = { ...object, metadata: { ...object.metadata, labels } };
  return reader === undefined ? labelled : moved(labelled, namespaceFor(object, reader, installed));
}

/** Labels that meet what a selector asks for; what it forbids is left out, and a check says so where it is there. */
const labelsFor = (selector: LabelSelector): Labels =>
  Object.fromEntries(
    requirementsOf(selector).flatMap(({ key, operator, values }) => {
      if (operator === '=' || operator === 'In') return values.length === 0 ? [] : [[key, values[0]!]];
      return operator === 'Exists' ? [[key, 'true']] : [];
    }),
  );

/** Where to write it: in its own namespace, unless its reader surely does not look there and names one in which it does. */
function namespaceFor(object: NamedObject, reader: NamedObject, { objects }: Pick<Installed, 'objects'>): string {
  const own = namespaceOf(object);
  const selector = valueAt(reader, 'spec', fieldOf(object.kind).replace(/Selector$/, 'NamespaceSelector'));
  if (!isGiven(selector)) return namespaceOf(reader);
  const wanted = labelSelectorAt(selector);
  const labels = namespaceLabels({ objects: objects.map((one) => ({ object: one, place: {} })) });
  if (takesNamespace(wanted, own, labels) !== false) return own;
  const named = requirementsOf(wanted).find(({ key, operator }) => key === namespaceName && (operator === '=' || operator === 'In'));
  return named?.values[0] ?? own;
}

/** An object in another namespace, which still looks for its targets where it was declared. Its name says whose it is. */
function moved(object: NamedObject, namespace: string): NamedObject {
  const from = namespaceOf(object);
  if (namespace === from) return object;
  const looks =
    (object.kind === 'ServiceMonitor' || object.kind === 'PodMonitor') && valueAt(object, 'spec', 'namespaceSelector') === undefined;
  return {
    ...object,
    metadata: { ...object.metadata, namespace, name: `${from}-${object.metadata.name}` },
    ...(looks && { spec: { namespaceSelector: { matchNames: [from] }, ...(object.spec as object) } }),
  };
}
