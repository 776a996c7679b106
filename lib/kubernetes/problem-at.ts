import type { Problem } from '../text/problem';
import { positionIn } from '../yaml/position';
import type { InputProblem } from '../yaml/problem';
import type { DocumentSource } from '../yaml/source';
import { type Path, pathText } from '../yaml/value';
import { titleOf } from './object';

/** A value that was read, and where. */
export interface LocatedValue {
  readonly value: unknown;
  readonly source: DocumentSource;
  /** The way from the document to the value: empty, or such as `items[3]` in a List. */
  readonly at: Path;
}

/** A problem with a field of a value, at its place in the file. */
export function problemAt(
  { value, source, at }: LocatedValue,
  path: Path,
  { code, message, hint }: Problem & { hint: string },
): InputProblem {
  const title = titleOf(value);
  const field = pathText(path);
  return {
    code,
    file: source.file,
    document: source.document,
    ...positionIn(source, [...at, ...path]),
    ...(title && { object: title }),
    ...(field && { path: field }),
    message,
    hint,
  };
}
