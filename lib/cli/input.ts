import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { InputFault, InputSource } from '../objects';

const isManifest = (name: string) => /\.(ya?ml|json)$/i.test(name);

/**
 * The files that paths name: a file as it is, of a folder all YAML and JSON files below it, `-` for standard input. A path that is
 * not there, or cannot be read, is a fault.
 */
export function sourcesAt(paths: readonly string[]): { readonly sources: readonly InputSource[]; readonly faults: readonly InputFault[] } {
  const sources: InputSource[] = [];
  const faults: InputFault[] = [];
  for (const path of paths) {
    try {
      if (path === '-') sources.push({ file: '-', text: readFileSync(0) });
      else for (const file of filesAt(path)) sources.push({ file, text: readFileSync(file) });
    } catch (error) {
      faults.push({ file: path, message: `cannot be read: ${reason(error)}`, hint: 'Name a file or a folder that is there, or - for standard input.' });
    }
  }
  return { sources, faults };
}

function filesAt(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesAt(join(path, entry.name)) : isManifest(entry.name) ? [join(path, entry.name)] : []));
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is nothing of that name',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
  ELOOP: 'its links lead in a circle',
};

const reason = (error: unknown): string => {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && reasons[code]) ?? message;
};
