import { CHOMPING_MODE, COLLECTION_STYLE, EVENT_ID, type Event, SCALAR_STYLE, type ScalarStyle } from 'js-yaml';

/** JSON that does not parse: where (an offset) and why. */
export class JsonError extends Error {
  constructor(
    readonly offset: number,
    message: string,
  ) {
    super(message);
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const word = /true|false|null/y;
const escape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
const space = /[ \t\r\n]*/y;

/**
 * One JSON value as the events that js-yaml's parser gives for YAML, so that both are built, checked and located by the same code;
 * and the offset after it and the space that follows. YAML's own parser would refuse some JSON (tabs) and accept what is none.
 */
export function jsonEvents(source: string): { events: Event[]; end: number } {
  const events: Event[] = [{ type: EVENT_ID.DOCUMENT, explicitStart: false, explicitEnd: false, directives: [] }];
  const open: ('{' | '[')[] = [];
  let at = skip(space, 0);

  function skip(pattern: RegExp, offset: number): number {
    pattern.lastIndex = offset;
    return pattern.test(source) ? pattern.lastIndex : offset;
  }
  function scalar(valueStart: number, valueEnd: number, style: ScalarStyle, fast: boolean): void {
    events.push({ type: EVENT_ID.SCALAR, valueStart, valueEnd, ...untagged, style, chomping: CHOMPING_MODE.CLIP, indent: -1, fast });
  }
  function plain(pattern: RegExp): void {
    const end = skip(pattern, at);
    if (end === at) throw new JsonError(at, at >= source.length ? 'the text ends where a value is expected' : 'a value is expected here');
    scalar(at, end, SCALAR_STYLE.PLAIN, true);
    at = skip(space, end);
  }
  function string(): void {
    let isFast = true;
    for (let next = at + 1; ; next++) {
      const code = source.charCodeAt(next);
      if (code === quote) {
        scalar(at + 1, next, SCALAR_STYLE.DOUBLE_QUOTED, isFast);
        at = skip(space, next + 1);
        return;
      }
      if (code === backslash) {
        const end = skip(escape, next);
        if (end === next) throw new JsonError(next, 'JSON has no such escape');
        isFast = false;
        next = end - 1;
      } else if (!(code >= 0x20)) {
        // also NaN, at the end of the text
        throw new JsonError(
          code < 0x20 ? next : at,
          code < 0x20 ? 'the string holds a line break or another control character' : 'the string does not end',
        );
      }
    }
  }
  function expect(char: string, what: string): void {
    if (source[at] !== char) {
      throw new JsonError(at, at >= source.length ? `the text ends where ${what} is expected` : `${what} is expected here`);
    }
    at = skip(space, at + 1);
  }
  function key(): void {
    if (source[at] !== '"') {
      throw new JsonError(at, at >= source.length ? 'the text ends inside an object' : 'a quoted key is expected here');
    }
    string();
    expect(':', 'a colon');
  }

  for (;;) {
    const char = source[at];
    if (char === '{' || char === '[') {
      open.push(char);
      events.push({ type: char === '{' ? EVENT_ID.MAPPING : EVENT_ID.SEQUENCE, start: at, ...untagged, style: COLLECTION_STYLE.FLOW });
      at = skip(space, at + 1);
      if (source[at] !== (char === '{' ? '}' : ']')) {
        if (char === '{') key();
        continue;
      }
    } else if (char === '"') string();
    else if (char === 't' || char === 'f' || char === 'n') plain(word);
    else plain(number);

    while (open.length > 0) {
      const inside = open.at(-1);
      if (source[at] === ',') break;
      expect(inside === '{' ? '}' : ']', inside === '{' ? 'a comma or }' : 'a comma or ]');
      events.push({ type: EVENT_ID.POP });
      open.pop();
    }
    if (open.length === 0) break;
    at = skip(space, at + 1);
    if (open.at(-1) === '{') key();
  }
  events.push({ type: EVENT_ID.POP });
  return { events, end: at };
}

const quote = 0x22;
const backslash = 0x5c;
const untagged = { anchorStart: -1, anchorEnd: -1, tagStart: -1, tagEnd: -1 };
