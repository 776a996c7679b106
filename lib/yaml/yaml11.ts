import {
  type AliasEvent,
  COLLECTION_STYLE,
  EVENT_ID,
  type Event,
  type MappingEvent,
  SCALAR_STYLE,
  type ScalarEvent,
  type SequenceEvent,
} from 'js-yaml';
import { eventOffset } from './events';
import type { SyntaxProblem } from './problem';

/** Something that js-yaml, a reader of YAML 1.2, takes otherwise than go.yaml.in/yaml/v2, the reader of YAML 1.1 in Kubernetes. */
export interface Yaml11Problem extends SyntaxProblem {
  readonly offset: number;
}

type Difference = Omit<Yaml11Problem, 'code'>;
const problem = (difference: Difference): Yaml11Problem => ({ code: 'syntax', ...difference });

/** The first place where Kubernetes would refuse a document that js-yaml took, or read it otherwise. */
export function differenceIn(source: string, events: readonly Event[]): Yaml11Problem | undefined {
  const found = [inEnds(source, events), inEvents(source, events), strayTab(source, events)].filter((each) => each !== undefined);
  const [first] = found.sort((one, other) => one.offset - other.offset);
  return first && problem(first);
}

/** A character that only YAML 1.1 takes for a line break, and the lone carriage return. To be looked for before anything is parsed. */
export function lineBreakOf11(source: string): Yaml11Problem | undefined {
  const offset = source.search(/[\u0085\u2028\u2029]|\r(?!\n)/);
  if (offset === -1) return undefined;
  const name = `U+${source.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0')}`;
  const hint = 'Remove it, or write it as an escape such as "\\u2028" in double quotes.';
  return problem({ offset, message: `holds the character ${name}, which Kubernetes takes for a line break`, hint });
}

function inEnds(source: string, events: readonly Event[]): Difference | undefined {
  const only = events[1]; // the node of the document
  const isBlock = only?.type === EVENT_ID.SCALAR && (only.style === SCALAR_STYLE.LITERAL_BLOCK || only.style === SCALAR_STYLE.FOLDED_BLOCK);
  if (isBlock) return { offset: only.valueStart, message: 'the document is a block of text', hint: 'Write a mapping.' };
  const end = source.search(/^\.\.\.(?=\s|$)/m);
  const hasMore = events.some((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT);
  if (end === -1) {
    const mark = {
      offset: source.lastIndexOf('\ufeff'),
      message: 'a byte order mark (U+FEFF) stands before a separator',
      hint: 'Remove it.',
    };
    return hasMore ? mark : undefined;
  }
  const isFirst = events.every((event) => eventOffset(event) === -1 || eventOffset(event) > end);
  if (isFirst) return { offset: end, message: 'the document begins with its end mark ...', hint: 'Remove the line.' };
  return hasMore
    ? { offset: end, message: 'text follows the end mark ..., and kubectl ignores it', hint: 'Separate documents by a line ---.' }
    : undefined;
}

type Node = ScalarEvent | SequenceEvent | MappingEvent | AliasEvent;

/** A collection that is open; `count` is how many of its nodes have begun. */
interface Frame {
  readonly isMapping: boolean;
  readonly isFlow: boolean;
  count: number;
}

function inEvents(source: string, events: readonly Event[]): Difference | undefined {
  const open: Frame[] = [];
  let keyEnd = 0;
  for (const event of events) {
    const frame = open.at(-1);
    if (event.type === EVENT_ID.POP) open.pop();
    else if (event.type === EVENT_ID.DOCUMENT) open.push({ isMapping: false, isFlow: false, count: 0 });
    else {
      const isKey = frame!.isMapping && frame!.count++ % 2 === 0;
      const difference = inNode(source, event, frame!, isKey, keyEnd);
      if (difference) return difference;
      if (event.type === EVENT_ID.SCALAR && isKey && event.valueStart !== -1) keyEnd = event.valueEnd;
      if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
        open.push({ isMapping: event.type === EVENT_ID.MAPPING, isFlow: event.style === COLLECTION_STYLE.FLOW, count: 0 });
      }
    }
  }
  return undefined;
}

function inNode(source: string, event: Node, frame: Frame, isKey: boolean, keyEnd: number): Difference | undefined {
  const anchor = event.anchorStart === -1 ? undefined : oddAnchor(source, event.anchorStart, event.anchorEnd);
  if (anchor || event.type === EVENT_ID.ALIAS) return anchor;
  if (event.type === EVENT_ID.SCALAR) {
    if (event.valueStart === -1) return undefined;
    return inScalar(source, event, frame) ?? (isKey && frame.isFlow ? longKey(source, event) : undefined);
  }
  const isOnLine = event.style === COLLECTION_STYLE.BLOCK && frame.isMapping && !isKey && !source.slice(keyEnd, event.start).includes('\n');
  return isOnLine
    ? { offset: event.start, message: 'a mapping begins on the line of its key', hint: 'Begin it on the next line, indented.' }
    : undefined;
}

function longKey(source: string, { valueStart, valueEnd }: ScalarEvent): Difference | undefined {
  const colon = /["']?\s*:?/y;
  colon.lastIndex = valueEnd;
  const isLong = source.slice(valueStart, valueEnd).includes('\n') || /\n\s*:$/.test(colon.exec(source)![0]);
  return isLong
    ? { offset: valueStart, message: 'a key and its colon stand on several lines', hint: 'Write them on one line.' }
    : undefined;
}

function oddAnchor(source: string, from: number, to: number): Difference | undefined {
  const isName = /^[\w-]+$/.test(source.slice(from, to)) && /^[\s?:,\]}%@`]?$/.test(source.charAt(to));
  const hint = 'Name it with letters, digits, _ and -, and a space behind; put text that begins with & or * in quotes.';
  return isName ? undefined : { offset: from - 1, message: 'this is not a name for an anchor', hint };
}

function inScalar(source: string, event: ScalarEvent, { isFlow }: Frame): Difference | undefined {
  const { valueStart: offset, valueEnd, style } = event;
  if (style === SCALAR_STYLE.PLAIN) {
    const text = source.slice(offset, valueEnd);
    const hint = 'Put the text in quotes.';
    const mark = text.indexOf('\ufeff');
    if (mark !== -1) return { offset: offset + mark, message: 'holds a byte order mark (U+FEFF) inside the text', hint: 'Remove it.' };
    if (!isFlow) return undefined;
    if (text.includes('?') || text.startsWith(':')) {
      return { offset, message: 'inside { } and [ ] a text may hold no ? and not begin with :', hint };
    }
    const isGlued = source[valueEnd] === ':' && /\S/.test(source.charAt(valueEnd + 1));
    const glued = {
      offset: valueEnd,
      message: 'a colon needs a space behind it, or it belongs to the text',
      hint: 'Write "key: value" with a space.',
    };
    return isGlued ? glued : undefined;
  }
  if (style === SCALAR_STYLE.DOUBLE_QUOTED) return event.fast ? undefined : oddEscape(source, offset, valueEnd);
  return style === SCALAR_STYLE.SINGLE_QUOTED ? undefined : tabbedBlock(source, event);
}

function oddEscape(source: string, from: number, to: number): Difference | undefined {
  for (const match of source.slice(from, to).matchAll(/\\(?:(\/|u[dD][89a-fA-F][\da-fA-F]{2}|U(?!000|0010)[\da-fA-F]{8})|[^])/g)) {
    if (match[1] === undefined) continue;
    const message = `${match[0]} is an escape of JSON, which Kubernetes does not know in YAML`;
    return { offset: from + match.index, message, hint: 'Write the character itself.' };
  }
  return undefined;
}

/** Kubernetes looks for the indentation of a block by its first line, and finds a tab there. */
function tabbedBlock(source: string, event: ScalarEvent): Difference | undefined {
  let offset = event.valueStart;
  while (offset < event.valueEnd && ' \r\n'.includes(source[offset]!)) offset++;
  if (source[offset] !== '\t' || offset === event.valueEnd) return undefined;
  const header = source.slice(source.lastIndexOf('\n', event.valueStart - 2) + 1, event.valueStart);
  if (/[|>][-+]?\d/.test(header)) return undefined;
  const hint = 'Write |2 for |, which says that the block is indented by two spaces.';
  return { offset, message: 'a tab stands where the indentation of the block is looked for', hint };
}

/** A tab that only spaces and dashes precede on its line, outside of { }, [ ] and texts. */
function strayTab(source: string, events: readonly Event[]): Difference | undefined {
  if (!source.includes('\t')) return undefined;
  const ranges = flowAndScalars(events);
  let next = 0;
  let inside = 0; // how far the ranges that have begun reach
  for (const match of source.matchAll(/^[ ?:-]*\t/gm)) {
    const offset = match.index + match[0].length - 1;
    for (; next < ranges.length && ranges[next]![0] <= offset; next++) inside = Math.max(inside, ranges[next]![1]);
    if (offset >= inside) {
      return { offset, message: 'a tab stands in the indentation', hint: 'Indent with spaces: YAML allows no tabs there.' };
    }
  }
  return undefined;
}

/** From where to where scalars and collections in { } or [ ] reach, by their beginnings. */
function flowAndScalars(events: readonly Event[]): (readonly [number, number])[] {
  const ranges: [number, number][] = [];
  const open: ([number, number] | undefined)[] = [];
  let end = 0;
  for (const event of events) {
    if (event.type === EVENT_ID.SCALAR && event.valueStart !== -1) {
      end = event.valueEnd;
      ranges.push([event.valueStart, end]);
    } else if (event.type === EVENT_ID.DOCUMENT) open.push(undefined);
    else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      const range: [number, number] | undefined = event.style === COLLECTION_STYLE.FLOW ? [event.start, event.start] : undefined;
      if (range) ranges.push(range);
      open.push(range);
    } else if (event.type === EVENT_ID.POP) {
      const range = open.pop();
      if (range) range[1] = end + 1;
    }
  }
  return ranges;
}
