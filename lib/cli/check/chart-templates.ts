import { dirname } from 'node:path';
import { inWords } from '../../text/list';
import type { InputSource } from '../../yaml/text';

/** The files below the templates/ of a chart, but for those that were named themselves: Helm makes objects of them. */
export function chartTemplates(sources: readonly InputSource[], paths: readonly string[]): readonly string[] {
  const folders = sources
    .filter(({ file }) => /(?:^|\/)Chart\.ya?ml$/.test(file))
    .map(({ file }) => `${dirname(file) === '.' ? '' : `${dirname(file)}/`}templates/`);
  if (folders.length === 0) return [];
  return sources.map(({ file }) => file).filter((file) => !paths.includes(file) && folders.some((folder) => file.startsWith(folder)));
}

export const chartTemplatesText = (files: readonly string[]): string =>
  files.length === 0 ? '' : `skipped, templates of charts (check what helm template prints): ${inWords(files)}\n`;
