import { titleOf } from '../kubernetes/object';
import { type LocatedDocument, readDocuments } from '../kubernetes/read';
import { type LineColumn, offsetAt } from '../text/lines';
import { positionIn } from '../yaml/position';
import type { InputProblem } from '../yaml/problem';
import { jsonSource } from '../yaml/source';
import type { InputSource } from '../yaml/text';
import { isMapping, type Path } from '../yaml/value';

/** A value and where it stands: in a file or in a text inside of one, or in a construct. */
export interface Located {
  readonly value: unknown;
  readonly file: string;
  /** The construct that writes it. @default - it stands in the file */
  readonly path?: string;
  /** `ConfigMap monitoring/rules`, where a Kubernetes object holds it. */
  readonly object?: string;
  /** The kind of the object that holds it as a text. */
  readonly holder?: 'ConfigMap' | 'Secret' | 'GrafanaDashboard';
  /** The key that it stands at there. */
  readonly holderKey?: string;
  readonly locate: (path: Path, offset?: number) => LineColumn;
}

/**
 * Everything that was read: documents, items of lists, and documents inside of ConfigMaps, Secrets and dashboards of Grafana's
 * operator.
 */
export function locatedDocuments(sources: readonly InputSource[]): {
  readonly documents: readonly Located[];
  readonly problems: readonly InputProblem[];
} {
  const { documents, problems } = readDocuments(sources);
  const found: Located[] = [];
  for (const document of documents) for (const located of items(located_(document))) found.push(located, ...embedded(located));
  return { documents: found, problems };
}

/** Objects that constructs write, and the documents inside of them. */
export function documentsOfConstructs(objects: readonly { readonly path: string; readonly object: object }[]): readonly Located[] {
  const documents = objects.map(
    ({ path, object }): Located => ({ value: object, file: '', path, object: titleOf(object), locate: unplaced }),
  );
  return documents.flatMap(items).flatMap((located) => [located, ...embedded(located)]);
}

/** What a construct writes has no line yet. */
const unplaced = (): LineColumn => ({ line: 1, column: 1 });

const located_ = ({ value, source }: LocatedDocument): Located => {
  const object = titleOf(value);
  return {
    value,
    file: source.file,
    ...(object && isObject(value) && { object }),
    locate: (path, offset) => positionIn(source, path, offset),
  };
};

export const isObject = (value: unknown): boolean =>
  isMapping(value) && typeof value.apiVersion === 'string' && typeof value.kind === 'string';

/** The items of a List, each an object of its own. */
function items(located: Located): readonly Located[] {
  const { value, file, path, locate } = located;
  if (!isMapping(value) || typeof value.kind !== 'string' || !value.kind.endsWith('List') || !Array.isArray(value.items)) return [located];
  return value.items.flatMap((item: unknown, index): readonly Located[] => {
    if (!isMapping(item)) return [];
    const object = titleOf(item);
    return [{ value: item, file, path, ...(object && { object }), locate: (at, offset) => locate(['items', index, ...at], offset) }];
  });
}

/** A text that an object holds, and where. */
interface Held {
  readonly key: string;
  readonly text: string;
  readonly at: Path;
  /** Of an encoded text only the whole has a place in the file. */
  readonly isEncoded: boolean;
}

/** The documents that an object holds as text: rule files, configurations, dashboards. What is none of them is passed over. */
function embedded({ value, file, path, object, locate }: Located): readonly Located[] {
  if (!isMapping(value)) return [];
  const { kind } = value;
  if (kind !== 'ConfigMap' && kind !== 'Secret' && kind !== 'GrafanaDashboard') return [];
  return textsIn(value).flatMap(({ key, text, at, isEncoded }) =>
    parsed(text, key).map(
      ({ value: inner, locate: innerLocate }): Located => ({
        value: inner,
        file,
        path,
        holder: kind,
        holderKey: key,
        ...(object && { object }),
        locate: (inside, offset) => (isEncoded ? locate(at) : locate(at, offsetAt(text, innerLocate(inside, offset)))),
      }),
    ),
  );
}

function textsIn(object: Readonly<Record<string, unknown>>): readonly Held[] {
  if (object.kind === 'GrafanaDashboard') {
    const { json, gzipJson } = isMapping(object.spec) ? object.spec : {};
    return [
      ...(typeof json === 'string' ? [{ key: 'dashboard.json', text: json, at: ['spec', 'json'], isEncoded: false }] : []),
      ...(typeof gzipJson === 'string'
        ? unpacked(gzipJson).map((text) => ({ key: 'dashboard.json', text, at: ['spec', 'gzipJson'], isEncoded: true }))
        : []),
    ];
  }
  return (['data', 'stringData'] as const).flatMap((section) =>
    Object.entries(isMapping(object[section]) ? object[section] : {}).flatMap(([key, held]): Held[] => {
      if (typeof held !== 'string' || !/\.(ya?ml|json|rules)$/.test(key)) return [];
      const isEncoded = object.kind === 'Secret' && section === 'data';
      return [{ key, text: isEncoded ? Buffer.from(held, 'base64').toString('utf8') : held, at: [section, key], isEncoded }];
    }),
  );
}

function unpacked(base64: string): readonly string[] {
  try {
    const { gunzipSync } = require('node:zlib') as typeof import('node:zlib');
    return [gunzipSync(Buffer.from(base64, 'base64')).toString('utf8')];
  } catch {
    return [];
  }
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
      const source = jsonSource(key, text);
      return [{ value, locate: (path, offset) => positionIn(source, path, offset) }];
    } catch {
      return [];
    }
  }
  return readDocuments([{ file: key, text }]).documents.map(({ value, source }) => ({
    value,
    locate: (path, offset) => positionIn(source, path, offset),
  }));
}
