import { readdirSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { partMatcher } from '../../text/glob';

/** The paths that a pattern of a file names, relative to the file's folder, sorted; none where nothing is there. */
export function pathsOf(pattern: string, file: string): readonly string[] {
  if (pattern === '') return [];
  const whole = isAbsolute(pattern) ? pattern : join(dirname(file), pattern);
  const parts = whole.split('/');
  let found: readonly string[] = [parts[0] === '' ? '/' : (parts[0] ?? '')];
  const first = partMatcher(parts[0] ?? '');
  if (first !== undefined) found = namesIn('.').filter(first);
  for (const part of parts.slice(1)) {
    if (part === '') continue;
    const matches = partMatcher(part);
    found = found.flatMap((folder) =>
      matches === undefined
        ? [join(folder, part)]
        : namesIn(folder)
            .filter(matches)
            .map((name) => join(folder, name)),
    );
  }
  return found.filter(isThere);
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;
