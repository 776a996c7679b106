import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';

export type Json = Readonly<Record<string, unknown>>;

/** The Kubernetes objects in a folder of output; what has to be in the cluster before them, and files for promtool, are none. */
export const objectsIn = (folder: string): readonly Json[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml') && !/(^|\/)(setup|rehearsals)\//.test(file))
    .flatMap((file) => loadAll(readFileSync(join(folder, file), 'utf8')) as Json[]);

/** Objects as a set: each as text with its keys sorted. */
export const asSet = (objects: readonly object[]): readonly string[] => objects.map((object) => JSON.stringify(sorted(object))).sort();

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, item]) => [key, sorted(item)]),
        )
      : value;
