import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadAll } from 'js-yaml';
import type { KubernetesObject } from '../../lib';

export const root = dirname(dirname(__dirname));
export const dist = join(root, 'dist');

/** All objects of a folder's YAML files, folders in it aside, as `kubectl apply -f` reads them. */
export function objectsIn(folder: string): KubernetesObject[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
  return files.flatMap((file) => loadAll(readFileSync(join(folder, file), 'utf8')) as KubernetesObject[]);
}

export function objectNamed(objects: readonly KubernetesObject[], kind: string, name: string): KubernetesObject {
  const found = objects.find((object) => object.kind === kind && object.metadata.name === name);
  if (found === undefined) throw new Error(`there is no ${kind} ${name}`);
  return found;
}

/** The files of a ConfigMap. */
export const filesOf = (configMap: KubernetesObject): Record<string, string> => configMap.data as Record<string, string>;

/** Writes a ConfigMap's files into a folder, as a pod would see them; `rewrite` changes their text. */
export function mount(configMap: KubernetesObject, folder: string, rewrite: (text: string) => string = (text) => text): void {
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(filesOf(configMap))) writeFileSync(join(folder, file), rewrite(text));
}
