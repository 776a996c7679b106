import { positionIn, readDocuments, titleOf, isMapping, type InputFault, type InputSource, type LineColumn, type LocatedDocument, type Path } from '../objects';

/** A value and where it stands, in a file or in a text inside of one. */
export interface Located {
  readonly value: unknown;
  readonly file: string;
  /** `ConfigMap monitoring/rules`, where a Kubernetes object holds it. */
  readonly object?: string;
  readonly locate: (path: Path, offset?: number) => LineColumn;
}

/** Everything that was read: documents, items of lists, and documents inside of ConfigMaps and Secrets. */
export function locatedDocuments(sources: readonly InputSource[]): { readonly documents: readonly Located[]; readonly faults: readonly InputFault[] } {
  const { documents, faults } = readDocuments(sources);
  const found: Located[] = [];
  for (const document of documents) for (const located of items(located_(document))) found.push(located, ...embedded(located));
  return { documents: found, faults };
}

const located_ = ({ value, source }: LocatedDocument): Located => {
  const object = titleOf(value);
  return { value, file: source.file, ...(object && isObject(value) && { object }), locate: (path, offset) => positionIn(source, path, offset) };
};

export const isObject = (value: unknown): boolean => isMapping(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';

/** The items of a List, each an object of its own. */
function items(located: Located): readonly Located[] {
  const { value, file, locate } = located;
  if (!isMapping(value) || typeof value.kind !== 'string' || !value.kind.endsWith('List') || !Array.isArray(value.items)) return [located];
  return value.items.map((item: unknown, index): Located => {
    const object = titleOf(item);
    return { value: item, file, ...(object && { object }), locate: (path, offset) => locate(['items', index, ...path], offset) };
  });
}

/** The documents that a ConfigMap or a Secret holds as text: rule files, configurations, dashboards. What is none of them is passed over. */
function embedded({ value, file, object, locate }: Located): readonly Located[] {
  if (!isMapping(value) || (value.kind !== 'ConfigMap' && value.kind !== 'Secret')) return [];
  return (['data', 'stringData'] as const).flatMap((section) => {
    const texts = value[section];
    if (!isMapping(texts)) return [];
    return Object.entries(texts).flatMap(([key, held]): Located[] => {
      if (typeof held !== 'string' || !/\.(ya?ml|json|rules)$/.test(key)) return [];
      const isEncoded = value.kind === 'Secret' && section === 'data';
      const text = isEncoded ? Buffer.from(held, 'base64').toString('utf8') : held;
      return parsed(text, key).map(({ value: inner, locate: innerLocate }) => ({
        value: inner,
        file,
        ...(object && { object }),
        // Of an encoded text only the whole has a place in the file.
        locate: (path, offset) => (isEncoded ? locate([section, key]) : locate([section, key], offsetOf(text, innerLocate(path, offset)))),
      }));
    });
  });
}

interface Inner {
  readonly value: unknown;
  readonly locate: Located['locate'];
}

/** JSON is read by the engine's own parser; its positions are only worked out when they are asked for. */
function parsed(text: string, key: string): readonly Inner[] {
  if (/^\s*\{/.test(text)) {
    try {
      const value: unknown = JSON.parse(text);
      let again: readonly LocatedDocument[] | undefined;
      return [{
        value,
        locate: (path, offset) => {
          again ??= readDocuments([{ file: key, text }]).documents;
          return again[0] === undefined ? { line: 1, column: 1 } : positionIn(again[0].source, path, offset);
        },
      }];
    } catch {
      return [];
    }
  }
  return readDocuments([{ file: key, text }]).documents.map(({ value, source }) => ({ value, locate: (path, offset) => positionIn(source, path, offset) }));
}

function offsetOf(text: string, { line, column }: LineColumn): number {
  let start = 0;
  for (let at = 1; at < line; at++) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}
