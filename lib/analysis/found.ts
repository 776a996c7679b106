import { titleOf } from '../kubernetes/object';
import type { Finding } from '../model/finding';
import type { Span } from '../promql/ast';
import type { Path } from '../yaml/value';
import type { ObjectInput, Place } from './check-input';

/** What a check has found: a finding before its check's name and severity. */
export interface Found<Kind extends string = never> extends Omit<Finding, 'check' | 'severity'> {
  /** The kind of the check's findings that has a severity of its own. @default - the check's severity */
  readonly kind?: Kind;
}

export interface FoundDetails<Kind extends string = never> extends Pick<Found<Kind>, 'kind' | 'message' | 'excerpt' | 'common'> {
  /** What to do, as a sentence or its parts: parts of several origins are put together. */
  readonly hint: string;
  readonly span?: Span;
  readonly at?: Path;
}

/** Something found at a place: in a value of it (`at`), and in a part of that text or of its query (`span`). */
export function foundAt<Kind extends string = never>(
  { path, object, name, locate }: Place,
  { kind, message, hint, span, at, excerpt, common }: FoundDetails<Kind>,
): Found<Kind> {
  return {
    ...(kind && { kind }),
    message,
    hint: sentence(hint),
    ...(path && { path }),
    ...(object && { object }),
    ...(name && { name }),
    ...locate?.(span, at),
    ...(excerpt && { excerpt }),
    ...(common && { common }),
  };
}

/** The first letter is a capital, unless it is part of a name, and a full stop is at the end. */
const sentence = (text: string): string =>
  `${/^[a-z]+[ ,:]/.test(text) ? text.slice(0, 1).toUpperCase() : text.slice(0, 1)}${text.slice(1)}${/[.?]$/.test(text) ? '' : '.'}`;

/** Something found in an object, which is named beside the message and not in it. */
export function foundIn<Kind extends string = never>({ object, place }: ObjectInput, details: FoundDetails<Kind>): Found<Kind> {
  const title = place.object ?? titleOf(object);
  return foundAt({ ...place, ...(title && { object: title }) }, details);
}
