import { COLLECTION_STYLE, EVENT_ID, SCALAR_STYLE, type Event, type ScalarEvent } from 'js-yaml';
import type { SyntaxAdvice } from './syntax';

/** Something that js-yaml, a reader of YAML 1.2, takes otherwise than go.yaml.in/yaml/v2, the reader of YAML 1.1 in Kubernetes. */
export interface Difference extends SyntaxAdvice { readonly offset: number }

/** The first place where Kubernetes would refuse a document that js-yaml took, or read it otherwise. */
export function differenceIn(source: string, events: readonly Event[]): Difference | undefined {
  const differences = [...ends(source, events), ...inEvents(source, events), strayTab(source, events)];
  return differences.filter((each) => each !== undefined).sort((a, b) => a.offset - b.offset)[0];
}

/** A character that only YAML 1.1 takes for a line break, and the lone carriage return. To be looked for before anything is parsed. */
export function lineBreakOf11(source: string): Difference | undefined {
  const offset = source.search(/[\u0085\u2028\u2029]|\r(?!\n)/);
  if (offset === -1) return undefined;
  const name = `U+${source.charCodeAt(offset).toString(16).toUpperCase().padStart(4, '0')}`;
  return { offset, message: `holds the character ${name}, which Kubernetes takes for a line break`, hint: 'Remove it, or write it as an escape such as "\\u2028" in double quotes.' };
}

function ends(source: string, events: readonly Event[]): (Difference | undefined)[] {
  const stray = /^(?:[ \t]*(?:#.*)?\r?\n)*\.\.\.(?=\s|$)/.exec(source);
  const second = events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT);
  const only = events[1]; // the node of the document
  const isBlock = only?.type === EVENT_ID.SCALAR && (only.style === SCALAR_STYLE.LITERAL_BLOCK || only.style === SCALAR_STYLE.FOLDED_BLOCK);
  return [
    isBlock ? { offset: only.valueStart, message: 'the document is a block of text', hint: 'Write a mapping.' } : undefined,
    stray ? { offset: stray[0].length - 3, message: 'the document begins with its end mark ...', hint: 'Remove the line.' } : undefined,
    second === -1 ? undefined : { offset: source.search(/^\.\.\.(?=\s|$)/m), message: 'text follows the end mark ..., and kubectl ignores it', hint: 'Separate documents by a line ---.' },
  ];
}

/** A collection that is open; `count` is how many of its nodes have begun. */
interface Frame { readonly isMapping: boolean; readonly isFlow: boolean; count: number }

function* inEvents(source: string, events: readonly Event[]): Generator<Difference | undefined> {
  const open: Frame[] = [];
  let keyEnd = 0;
  for (const event of events) {
    const frame = open.at(-1);
    if (event.type === EVENT_ID.POP) open.pop();
    else if (event.type === EVENT_ID.DOCUMENT) open.push({ isMapping: false, isFlow: false, count: 0 });
    else {
      const isKey = frame!.isMapping && frame!.count++ % 2 === 0;
      if (event.anchorStart !== -1) yield oddAnchor(source, event.anchorStart, event.anchorEnd);
      if (event.type === EVENT_ID.SCALAR && event.valueStart !== -1) {
        yield inScalar(source, event, frame!);
        if (isKey) {
          keyEnd = event.valueEnd;
          if (frame!.isFlow) yield longKey(source, event);
        }
      }
      if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
        const isFlow = event.style === COLLECTION_STYLE.FLOW;
        const isOnLine = !isFlow && frame!.isMapping && !isKey && !source.slice(keyEnd, event.start).includes('\n');
        if (isOnLine) yield { offset: event.start, message: 'a mapping begins on the line of its key', hint: 'Begin it on the next line, indented.' };
        open.push({ isMapping: event.type === EVENT_ID.MAPPING, isFlow, count: 0 });
      }
    }
  }
}

function longKey(source: string, { valueStart, valueEnd }: ScalarEvent): Difference | undefined {
  const colon = /["']?\s*:?/y;
  colon.lastIndex = valueEnd;
  const isLong = source.slice(valueStart, valueEnd).includes('\n') || /\n\s*:$/.test(colon.exec(source)![0]);
  return isLong ? { offset: valueStart, message: 'a key and its colon stand on several lines', hint: 'Write them on one line.' } : undefined;
}

function oddAnchor(source: string, from: number, to: number): Difference | undefined {
  const isName = /^[\w-]+$/.test(source.slice(from, to)) && /^[\s?:,\]}%@`]?$/.test(source.charAt(to));
  const hint = 'Name it with letters, digits, _ and -, and a space behind; put text that begins with & or * in quotes.';
  return isName ? undefined : { offset: from - 1, message: 'this is no name for an anchor', hint };
}

function inScalar(source: string, event: ScalarEvent, { isFlow }: Frame): Difference | undefined {
  const { valueStart: offset, valueEnd, style } = event;
  if (style === SCALAR_STYLE.PLAIN) {
    const text = source.slice(offset, valueEnd);
    const hint = 'Put the text in quotes.';
    if (text.includes('\ufeff')) return { offset: offset + text.indexOf('\ufeff'), message: 'holds a byte order mark (U+FEFF) inside the text', hint: 'Remove it.' };
    if (!isFlow) return undefined;
    if (text.includes('?') || text.startsWith(':')) return { offset, message: 'inside { } and [ ] a text may hold no ? and not begin with :', hint };
    const isGlued = source[valueEnd] === ':' && /\S/.test(source.charAt(valueEnd + 1));
    return isGlued ? { offset: valueEnd, message: 'a colon needs a space behind it, or it belongs to the text', hint: 'Write "key: value" with a space.' } : undefined;
  }
  if (style === SCALAR_STYLE.DOUBLE_QUOTED) return event.fast ? undefined : oddEscape(source, offset, valueEnd);
  return style === SCALAR_STYLE.SINGLE_QUOTED ? undefined : tabbedBlock(source, event);
}

function oddEscape(source: string, from: number, to: number): Difference | undefined {
  for (const match of source.slice(from, to).matchAll(/\\(?:(\/|u[dD][89a-fA-F][\da-fA-F]{2}|U(?!000|0010)[\da-fA-F]{8})|[^])/g)) {
    if (match[1] === undefined) continue;
    return { offset: from + match.index, message: `${match[0]} is an escape of JSON, which Kubernetes does not know in YAML`, hint: 'Write the character itself.' };
  }
  return undefined;
}

/** Kubernetes looks for the indentation of a block by its first line, and finds a tab there. */
function tabbedBlock(source: string, event: ScalarEvent): Difference | undefined {
  const header = source.slice(source.lastIndexOf('\n', event.valueStart - 2) + 1, event.valueStart);
  const tab = /^(?: *\r?\n)*( *)\t/.exec(source.slice(event.valueStart, event.valueEnd));
  if (!tab || /[|>][-+]?\d/.test(header)) return undefined;
  return { offset: event.valueStart + tab[0].length - 1, message: 'a tab stands where the indentation of the block is looked for', hint: 'Write |2 for |, which says that the block is indented by two spaces.' };
}

/** A tab that only spaces and dashes precede on its line, outside of { }, [ ] and texts. */
function strayTab(source: string, events: readonly Event[]): Difference | undefined {
  if (!source.includes('\t')) return undefined;
  const inside = flowAndScalars(events);
  for (const match of source.matchAll(/^[ ]*(?:[-?:][ ]*)*(\t)/gm)) {
    const offset = match.index + match[0].length - 1;
    if (!inside.some(([from, to]) => from <= offset && offset < to)) return { offset, message: 'a tab stands in the indentation', hint: 'Indent with spaces: YAML allows no tabs there.' };
  }
  return undefined;
}

/** From where to where scalars and collections in { } or [ ] reach. */
function flowAndScalars(events: readonly Event[]): [number, number][] {
  const ranges: [number, number][] = [];
  const open: (number | undefined)[] = [];
  let end = 0;
  for (const event of events) {
    if (event.type === EVENT_ID.SCALAR) {
      if (event.valueStart === -1) continue;
      end = event.valueEnd;
      ranges.push([event.valueStart, end]);
    } else if (event.type === EVENT_ID.POP) {
      const start = open.pop();
      if (start !== undefined) ranges.push([start, end + 1]);
    } else if (event.type === EVENT_ID.DOCUMENT) open.push(undefined);
    else if (event.type !== EVENT_ID.ALIAS) open.push(event.style === COLLECTION_STYLE.FLOW ? event.start : undefined);
  }
  return ranges;
}
