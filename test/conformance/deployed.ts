import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { toYaml } from '../../lib/yaml/write';
import { certificate, privateKey } from './operator-fixtures';
import { interleaved } from './programs';

/**
 * A configuration as it would be deployed, below a folder of its own: each file that it names is there, with content of the kind that
 * the field asks for, and is named by its new place. Returns the path of the configuration.
 */
export function deployed(folder: string, name: string, config: unknown, files: ReadonlyMap<string, string> = new Map()): string {
  const place = (path: string): string =>
    join(folder, name, ...path.split('/').filter((part) => part !== '' && part !== '.' && part !== '..'));
  const named = (field: string, path: string): string => {
    if (path === '' || path.includes('*')) return path === '' ? path : place(path);
    put(place(path), contentOf(field));
    return place(path);
  };
  const walk = (value: unknown, field: string): unknown => {
    if (Array.isArray(value))
      return value.map((item) => (typeof item === 'string' && listsOfFiles.has(field) ? named(field, item) : walk(item, field)));
    if (typeof value !== 'object' || value === null)
      return typeof value === 'string' && field.endsWith('_file') ? named(field, value) : value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner, key)]));
  };
  for (const [path, text] of files) put(place(path), text);
  const file = join(folder, `${name}.yaml`);
  put(file, toYaml(walk(config, '')));
  return file;
}

/** `files` are those of file discovery and of headers. */
const listsOfFiles = new Set(['rule_files', 'scrape_config_files', 'files', 'templates']);

function put(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function contentOf(field: string): string {
  if (field === 'ca_file' || field === 'cert_file') return certificate;
  if (field === 'key_file') return privateKey;
  return field === 'files' ? '[]' : 'a-token';
}

const features = '--enable-feature=promql-experimental-functions,promql-duration-expr,promql-extended-range-selectors';
/** promtool's objections to configurations of servers, or of agents, below a folder, by their names. */
export function promtool(folder: string, written: readonly string[], ...flags: readonly string[]): ReadonlyMap<string, string> {
  if (written.length === 0) return new Map();
  const files = written.map((name) => join(folder, `${name}.yaml`));
  const { out } = interleaved('promtool-full', ['check', 'config', features, '--lint=none', ...flags, ...files]);
  return objections(folder, written, out);
}

/**
 * What promtool or amtool says against each configuration, and the files that it reads: an empty text where it takes them. Places are
 * left out.
 */
export function objections(folder: string, names: readonly string[], said: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const part of said.split(/^Checking (?='?\/)/m).slice(1)) {
    const path = /^'?([^\n']*?)'?(?=\n| {2}FAILED| {2}SUCCESS|$)/.exec(part)![1]!;
    const name = relative(folder, path)
      .split('/')[0]!
      .replace(/\.yaml$/, '');
    const at = part.indexOf('FAILED');
    if (at === -1) taken.add(name);
    else
      found.set(
        name,
        `${found.get(name) ?? ''}${part
          .slice(at)
          .replaceAll(`${folder}/`, '')
          .replace(/\bline \d+/g, 'line')
          .trim()}`,
      );
  }
  return new Map(names.map((name) => [name, found.get(name) ?? (taken.has(name) ? '' : 'nothing is said of it')]));
}
