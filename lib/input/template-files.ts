import { basename, dirname, join, normalize } from 'node:path';
import type { TemplateText } from '../analysis/check-input';
import { titleOf } from '../kubernetes/object';
import { partMatcher } from '../text/glob';
import { lineColumn } from '../text/lines';
import type { InputSource } from '../yaml/text';
import { isMapping, type Path } from '../yaml/value';
import type { Located } from './documents';
import { placeOf } from './rules';

/** Files of templates, as Alertmanager reads them beside its configuration. */
export const isTemplateFile = (name: string): boolean => /\.tmpl$/i.test(name);

/** A file of templates, and where it lies. */
export interface TemplateFile extends TemplateText {
  /** Its path, or the object that holds it. */
  readonly path: string;
}

/** The files among the sources. */
export const templateSources = (sources: readonly InputSource[]): readonly TemplateFile[] =>
  sources.map(({ file, text: given }) => {
    const text = typeof given === 'string' ? given : Buffer.from(given).toString('utf8');
    const locate: TemplateText['place']['locate'] = (span) => ({ file, ...lineColumn(text, span?.from ?? 0) });
    return { name: basename(file), text, path: normalize(file), place: { file, locate } };
  });

/** The keys of ConfigMaps and Secrets that are files of templates. */
export const templateKeys = (documents: readonly Located[]): readonly TemplateFile[] => documents.flatMap(keysOf);

function keysOf(document: Located): readonly TemplateFile[] {
  const { value, object = '' } = document;
  if (!isMapping(value) || (value.kind !== 'ConfigMap' && value.kind !== 'Secret') || document.holder !== undefined) return [];
  return (['data', 'stringData'] as const).flatMap((section) =>
    Object.entries(isMapping(value[section]) ? value[section] : {}).flatMap(([name, held]): TemplateFile[] => {
      if (typeof held !== 'string' || !isTemplateFile(name)) return [];
      const isEncoded = value.kind === 'Secret' && section === 'data';
      const text = isEncoded ? Buffer.from(held, 'base64').toString('utf8') : held;
      return [{ name, text, path: object, place: heldPlace(document, [section, name], isEncoded) }];
    }),
  );
}

/** Of an encoded text only the whole has a place. */
function heldPlace(document: Located, at: Path, isEncoded: boolean): TemplateText['place'] {
  const place = placeOf(document, at);
  return isEncoded && place.locate !== undefined ? { ...place, locate: () => place.locate!() } : place;
}

/** The files that a configuration names under `templates`, and whether these are all. */
export interface NamedTemplates {
  readonly templates: readonly TemplateFile[];
  readonly hasAllTemplates: boolean;
}

/**
 * A relative path is looked for beside the configuration's file; in a ConfigMap or a Secret, whose folder in the pod is not known, by
 * its name among the other keys. Of a path that leads to nothing it is not known what lies there.
 */
export function namedTemplates(
  patterns: readonly string[],
  { file, holder, object }: Located,
  files: readonly TemplateFile[],
): NamedTemplates {
  const found = patterns.map((pattern) => {
    if (holder !== undefined) return files.filter(({ path, name }) => path === object && isMatch(basename(pattern), name));
    return pattern.startsWith('/') ? [] : files.filter(({ path }) => isPathMatch(normalize(join(dirname(file), pattern)), path));
  });
  return { templates: [...new Set(found.flat())], hasAllTemplates: found.every((list) => list.length > 0) };
}

const isMatch = (pattern: string, name: string): boolean => partMatcher(pattern)?.(name) ?? pattern === name;

function isPathMatch(pattern: string, path: string): boolean {
  const [wanted, parts] = [pattern.split('/'), path.split('/')];
  return wanted.length === parts.length && wanted.every((part, at) => isMatch(part, parts[at]!));
}

/** What a mounted key of an object is called among the files. */
export const keyTitle = (kind: string, namespace: string, name: string): string => titleOf({ kind, metadata: { namespace, name } })!;
