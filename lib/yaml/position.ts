import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE } from 'js-yaml';
import type { LineColumn } from '../text/lines';
import { eventOffset, resolveAliases } from './events';
import { parseAgain } from './parse';
import { resolveKey } from './scalar';
import { offsetInScalar } from './scalar-offset';
import { type DocumentSource, placeIn } from './source';
import type { Path } from './value';

/** A document's events with what is needed to walk them: for each event the one after its node. */
interface Index {
  readonly text: string;
  readonly events: readonly Event[];
  readonly after: Int32Array;
  readonly anchored: ReadonlyMap<number, number>;
}

const indexes = new WeakMap<DocumentSource, Index>();

/**
 * Where a value of a document stands, from 1; with `offset` (in UTF-16 units) where that character of a text stands, also in a block
 * or a quoted text. A path that leads nowhere gives the place of the last value on its way. A mapping or a list in a mapping stands
 * where its key does. The document is parsed again at the first question.
 */
export function positionIn(source: DocumentSource, path: Path, offset?: number): LineColumn {
  const index = indexOf(source);
  const { key, node } = find(index, path);
  const event = index.events[node]!;
  if (event.type === EVENT_ID.SCALAR && event.valueStart !== -1) {
    if (offset !== undefined) return placeIn(source, offsetInScalar(source.content, event, offset));
    const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
    if (!isBlock) return placeIn(source, eventOffset(event));
  }
  return placeIn(source, Math.max(0, eventOffset(index.events[key ?? node]!)));
}

/** A scalar as it is written, without quotes: a reader who wants a text takes `1.0` and `0x5` so. Undefined where there is none. */
export function scalarText(source: DocumentSource, path: Path): string | undefined {
  const index = indexOf(source);
  let node = 1;
  for (const step of path) {
    const inner = child(index, deref(index, node), step);
    if (inner === undefined) return undefined;
    node = inner.node;
  }
  const event = index.events[deref(index, node)]!;
  return event.type === EVENT_ID.SCALAR ? getScalarValue(index.text, event) : undefined;
}

function indexOf(source: DocumentSource): Index {
  let index = indexes.get(source);
  if (!index) {
    const events = parseAgain(source);
    index = { text: source.content, events, after: nodeEnds(events), anchored: resolveAliases(source.content, events) };
    indexes.set(source, index);
  }
  return index;
}

function nodeEnds(events: readonly Event[]): Int32Array {
  const after = new Int32Array(events.length);
  const open: number[] = [];
  events.forEach((event, at) => {
    if (event.type === EVENT_ID.POP) after[open.pop()!] = at + 1;
    else if (event.type === EVENT_ID.SCALAR || event.type === EVENT_ID.ALIAS) after[at] = at + 1;
    else open.push(at);
  });
  return after;
}

interface Place {
  readonly key?: number;
  readonly node: number;
}

function find(index: Index, path: Path): Place {
  let place: Place = { node: 1 }; // event 0 opens the document
  for (const step of path) {
    const inner = child(index, deref(index, place.node), step);
    if (!inner) return place;
    place = inner;
  }
  return { ...place, node: deref(index, place.node) };
}

function deref(index: Index, at: number): number {
  const target = index.anchored.get(at);
  return target === undefined || target === -1 ? at : deref(index, target);
}

function child(index: Index, node: number, step: string | number): Place | undefined {
  const { events, after } = index;
  const type = events[node]!.type;
  if (type === EVENT_ID.SEQUENCE && typeof step === 'number') {
    let item = node + 1;
    for (let count = 0; count < step && events[item]!.type !== EVENT_ID.POP; count++) item = after[item]!;
    return events[item]!.type === EVENT_ID.POP ? undefined : { node: item };
  }
  if (type !== EVENT_ID.MAPPING) return undefined;
  const merges: number[] = [];
  for (let key = node + 1; events[key]!.type !== EVENT_ID.POP; key = after[after[key]!]!) {
    const name = keyText(index, deref(index, key));
    if (name === String(step)) return { key, node: after[key]! };
    if (name === '<<') merges.push(after[key]!);
  }
  return merges.map((merge) => merged(index, deref(index, merge), step)).find((found) => found !== undefined);
}

/** What a merge key brings: a key of the mapping, or of the first in the list of mappings that has it. */
function merged(index: Index, source: number, step: string | number): Place | undefined {
  if (index.events[source]!.type !== EVENT_ID.SEQUENCE) return child(index, source, step);
  for (let item = source + 1; index.events[item]!.type !== EVENT_ID.POP; item = index.after[item]!) {
    const found = child(index, deref(index, item), step);
    if (found) return found;
  }
  return undefined;
}

function keyText(index: Index, at: number): string | undefined {
  const event = index.events[at]!;
  if (event.type !== EVENT_ID.SCALAR) return undefined;
  const text = getScalarValue(index.text, event);
  return event.style === SCALAR_STYLE.PLAIN ? resolveKey(text) : text;
}
