import type { RE2JS } from 're2js';
import { type DotRange, translate } from './re2-translation';

/** Where a pattern has to match: anywhere in a text, or the whole text. */
type Extent = 'part' | 'whole';

/** A pattern for JavaScript's engine, which backtracks. */
interface Fast {
  readonly expression: RegExp;
  readonly ways: number;
  readonly repetitions: number;
}

const fast = { line: cachesByExtent(), any: cachesByExtent() };
const slow = { line: new Map<string, RE2JS | string>(), any: new Map<string, RE2JS | string>() };
let engine: typeof RE2JS | undefined;

/** More steps than a text of usual length needs, and still less than a millisecond. */
const mostSteps = 100_000;

function cachesByExtent(): Record<Extent, Map<string, Fast | undefined>> {
  return { part: new Map(), whole: new Map() };
}

function fastOf(pattern: string, dot: DotRange, extent: Extent): Fast | undefined {
  const cache = fast[dot][extent];
  const known = cache.get(pattern);
  if (known !== undefined || cache.has(pattern)) return known;
  const translation = translate(pattern, dot);
  const made = translation && {
    ...translation,
    expression: new RegExp(extent === 'whole' ? `^(?:${translation.source})$` : translation.source, 'u'),
  };
  cache.set(pattern, made);
  return made;
}

/** The pattern for JavaScript's engine, where that cannot run away: it tries ways times length to the power of repetitions. */
function bounded(pattern: string, text: string, dot: DotRange, extent: Extent): RegExp | undefined {
  const known = fastOf(pattern, dot, extent);
  return known !== undefined && known.ways * text.length ** known.repetitions <= mostSteps ? known.expression : undefined;
}

/** RE2 itself, or why it refuses the pattern. Loading re2js takes 12 ms, and a match 10 µs where RegExp takes 0.3 µs. */
function slowOf(pattern: string, dot: DotRange): RE2JS | string {
  const known = slow[dot].get(pattern);
  if (known !== undefined) return known;
  engine ??= (require('re2js') as typeof import('re2js')).RE2JS;
  let made: RE2JS | string;
  try {
    made = engine.compile(pattern, dot === 'any' ? engine.DOTALL : 0);
  } catch (error) {
    made = error instanceof Error ? error.message : String(error);
  }
  slow[dot].set(pattern, made);
  return made;
}

/** Whether a text has what a pattern describes; for patterns that are known not to run away, such as those of CRDs. */
export function matches(pattern: string, text: string): boolean {
  const expression = fastOf(pattern, 'line', 'part')?.expression ?? slowOf(pattern, 'line');
  if (typeof expression === 'string') throw new Error(expression);
  return expression.test(text);
}

/** Whether a text has what any pattern describes; false for a pattern that RE2 refuses. */
export function re2Finds(pattern: string, text: string, dot: DotRange): boolean {
  const expression = bounded(pattern, text, dot, 'part') ?? slowOf(pattern, dot);
  return typeof expression !== 'string' && expression.test(text);
}

/** Whether a pattern describes the whole text; false for a pattern that RE2 refuses. */
export function re2Matches(pattern: string, text: string, dot: DotRange): boolean {
  const expression = bounded(pattern, text, dot, 'whole');
  if (expression !== undefined) return expression.test(text);
  const compiled = slowOf(pattern, dot);
  return typeof compiled !== 'string' && compiled.matches(text);
}

/** Why RE2 refuses a pattern, in its words; undefined where it takes it. */
export function re2Refusal(pattern: string, dot: DotRange): string | undefined {
  // A repetition with bounds may be too large for RE2.
  if (!pattern.includes('{') && fastOf(pattern, dot, 'part') !== undefined) return undefined;
  const compiled = slowOf(pattern, dot);
  return typeof compiled === 'string' ? compiled : undefined;
}

/** What the groups of a pattern, by number or name, hold of a text that the pattern describes as a whole. */
export function re2Groups(pattern: string, text: string, dot: DotRange): (group: string) => string | null | undefined {
  const found = bounded(pattern, text, dot, 'whole')?.exec(text);
  if (found) return (group) => (/^\d+$/.test(group) ? found[Number(group)] : undefined);
  const compiled = slowOf(pattern, dot);
  if (typeof compiled === 'string') return () => undefined;
  const matcher = compiled.matcher(text);
  matcher.matches();
  const names = Object.keys(matcher.namedGroups);
  return (group) => {
    if (/^\d+$/.test(group)) return Number(group) <= matcher.groupCount() ? matcher.group(Number(group)) : undefined;
    return names.includes(group) ? matcher.group(group) : undefined;
  };
}
