import { type LabelSelector, selects } from '../../kubernetes/label-selector';
import type { NamedObject } from '../../kubernetes/object';

/** The objects of a cluster, by kind and namespace, as the operator's caches hold them. */
export interface Inventory {
  ofKind<T extends NamedObject>(kind: string): readonly T[];
  /** Objects that a selector of the Prometheus object chooses, in namespaces that another one chooses, sorted by namespace/name. */
  selected<T extends NamedObject>(
    kind: string,
    selector: LabelSelector | undefined,
    namespaceSelector: LabelSelector | undefined,
    own: string,
  ): T[];
}

export function inventory(objects: Iterable<NamedObject>): Inventory {
  const kinds = new Map<string, NamedObject[]>();
  for (const object of objects) {
    const list = kinds.get(object.kind);
    if (list) list.push(object);
    else kinds.set(object.kind, [object]);
  }
  const ofKind = <T extends NamedObject>(kind: string) => (kinds.get(kind) ?? []) as readonly NamedObject[] as readonly T[];
  const namespaces = namespaceLabels(kinds);
  return {
    ofKind,
    selected: <T extends NamedObject>(
      kind: string,
      selector: LabelSelector | undefined,
      namespaceSelector: LabelSelector | undefined,
      own: string,
    ) => {
      const chosen =
        namespaceSelector === undefined
          ? new Set([own])
          : new Set([...namespaces].filter(([, labels]) => selects(namespaceSelector, labels)).map(([name]) => name));
      // Of two objects with one name the later counts, as a later apply would.
      const byKey = new Map<string, T>();
      for (const object of ofKind<T>(kind)) {
        const namespace = object.metadata.namespace ?? 'default';
        if (chosen.has(namespace) && selects(selector, object.metadata.labels)) byKey.set(`${namespace}/${object.metadata.name}`, object);
      }
      return sortedByKey(byKey);
    },
  };
}

function sortedByKey<T>(byKey: ReadonlyMap<string, T>): T[] {
  return [...byKey.keys()].sort().map((key) => byKey.get(key)!);
}

/**
 * Labels of every namespace that is known: by its own object, or because something is in it. The API server gives each the label
 * kubernetes.io/metadata.name.
 */
function namespaceLabels(kinds: ReadonlyMap<string, readonly NamedObject[]>): Map<string, Readonly<Record<string, string>>> {
  const known = new Map<string, Readonly<Record<string, string>>>();
  const named = (name: string) => ({ 'kubernetes.io/metadata.name': name });
  for (const list of kinds.values()) {
    for (const {
      metadata: { namespace },
    } of list) {
      if (namespace !== undefined && !known.has(namespace)) known.set(namespace, named(namespace));
    }
  }
  for (const {
    metadata: { name, labels },
  } of kinds.get('Namespace') ?? [])
    known.set(name, { ...labels, ...named(name) });
  return known;
}
