import { type Path, pathText } from '../../yaml/value';
import { validate } from './schema';
import { type Schema, schemaOfField } from './schema-type';

/** A field that its mapping does not know. */
export interface Misplaced {
  /** True where no version will ever know it there; else a newer one may. */
  readonly isSure: boolean;
  readonly hint: string;
}

interface Level {
  readonly schema: Schema;
  readonly path: Path;
}

/** Where a field belongs that its mapping does not know; undefined where it may be a new one. */
export function misplaced(root: Schema, path: Path, value: unknown): Misplaced | undefined {
  const key = String(path.at(-1));
  const levels = levelsOf(root, path.slice(0, -1));
  const closed = closedHint(levels.at(-1)!.schema, key, value);
  const places = knownAt(levels, key, value, closed !== undefined);
  const hint =
    places.length === 0 ? (closed ?? hintOnNamespaces(levels.at(-1)!.schema, key)) : `Move ${key} to ${places.map(pathText).join(' or ')}.`;
  return hint === undefined ? undefined : { isSure: closed !== undefined, hint };
}

/** The mappings on the way to a value, from the outermost. */
function levelsOf(root: Schema, path: Path): readonly Level[] {
  const levels: Level[] = [{ schema: root, path: [] }];
  path.forEach((step, at) => {
    const { schema } = levels.at(-1)!;
    const inner = typeof step === 'number' ? schema.items : schemaOfField(schema, step);
    levels.push({ schema: inner ?? {}, path: path.slice(0, at + 1) });
  });
  return levels;
}

/** What to do in a type of Kubernetes whose fields are the same for ever; undefined in any other. */
function closedHint({ properties = {} }: Schema, key: string, value: unknown): string | undefined {
  const fields = Object.keys(properties).sort();
  const isText = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  switch (fields.join()) {
    case 'matchExpressions,matchLabels':
      return isText ? `Labels belong under matchLabels: {${key}: ...}.` : 'A selector has matchLabels and matchExpressions.';
    case 'key,operator,values':
      return 'An expression has key, operator and values.';
    case 'key,name':
    case 'key,name,optional':
      return /name$/i.test(key) ? 'Write name: it is the name of the object that holds the key.' : `Write ${fields.join(', ')} only.`;
    case 'configMap,secret':
      return 'Write configMap or secret, and in it name and key.';
    default:
      return Object.hasOwn(properties, 'ownerReferences') && isText ? 'Write it under labels or under annotations.' : undefined;
  }
}

/** A selector of namespaces, which looks like one of labels. */
function hintOnNamespaces({ properties = {} }: Schema, key: string): string | undefined {
  const isOfNames = Object.keys(properties).sort().join() === 'any,matchNames';
  return isOfNames && /^(?:match(?:Labels|Expressions)|names?|namespaces?)$/.test(key)
    ? 'Namespaces are chosen by their names: write matchNames, or any: true.'
    : undefined;
}

/** A field that many mappings have says nothing about the one that was meant. */
const mostPlaces = 3;

/** Where the same object has a field of this name that can hold the value: above, below, or, of a closed type, beside. */
function knownAt(levels: readonly Level[], key: string, value: unknown, isClosed: boolean): readonly Path[] {
  const own = levels.at(-1)!;
  const above = levels.slice(0, -1).reverse();
  const holders = [
    ...above.filter(({ schema }) => schema.type === 'object').map((level) => [level]),
    childrenOf(own),
    ...(isClosed ? above.slice(0, 1).map(childrenOf) : []),
  ];
  const holds = ({ schema }: Level): boolean => {
    const field = schema.properties !== undefined && Object.hasOwn(schema.properties, key) ? schema.properties[key] : undefined;
    return field !== undefined && validate(value, field).length === 0;
  };
  const found = holders.map((level) => level.filter(holds)).find((level) => level.length > 0) ?? [];
  return found.length > mostPlaces ? [] : found.map(({ path }) => [...path, key]);
}

/** The mappings in a mapping, and in its lists. */
function childrenOf({ schema, path }: Level): readonly Level[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, child]): Level[] =>
    child.items === undefined ? [{ schema: child, path: [...path, name] }] : [{ schema: child.items, path: [...path, name, 0] }],
  );
}
