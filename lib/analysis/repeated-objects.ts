import { dirname } from 'node:path';
import { type NamedObject, namespaceOf } from '../kubernetes/object';
import { memoize } from '../text/memoize';
import type { CheckInput } from './check-input';
import { groupOf, nameOfObject } from './pods';

const identityOf = (object: NamedObject): string => `${groupOf(object)} ${object.kind} ${namespaceOf(object)}/${nameOfObject(object)}`;

/** Whether an object of this kind and name stands in several folders: those are several clusters, and which one is meant is not known. */
export const isInSeveralFolders = memoize(({ objects }: CheckInput): ((object: NamedObject) => boolean) => {
  const folders = new Map<string, Set<string>>();
  for (const { object, place } of objects) {
    const identity = identityOf(object);
    folders.set(identity, (folders.get(identity) ?? new Set()).add(dirname(place.file ?? '')));
  }
  return (object) => (folders.get(identityOf(object))?.size ?? 0) > 1;
});
