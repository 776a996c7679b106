import { EVENT_ID, YAMLException, parseEvents, type Event } from 'js-yaml';
import { lineColumn, tooDeep, type InputFault, type Limits } from './fault';
import { JsonError, jsonEvents } from './json';
import { syntaxAdvice, type SyntaxAdvice } from './syntax';

/** Where a document came from; `positionOf` reads it again from here. */
export interface DocumentSource {
  readonly file: string;
  /** Which document of the file, from 1; empty ones do not count. */
  readonly document: number;
  /** The text of the whole file. */
  readonly text: string;
  /** Where in the text the document begins and ends. */
  readonly from: number;
  readonly to: number;
  readonly format: 'yaml' | 'json';
}

/** A document that parses: its events, whose offsets count from `source.from`. */
export interface ParsedDocument { readonly source: DocumentSource; readonly events: readonly Event[] }

/** The documents of a file, divided as kubectl divides them; one that does not parse is a fault and does not hide the others. */
export function* parseFile(file: string, text: string, limits: Limits): Generator<ParsedDocument | InputFault> {
  let document = 0;
  for (const part of split(text)) {
    if (part.trailing !== undefined) {
      const hint = 'Begin the document on the next line: kubectl refuses it here.';
      yield { file, ...lineColumn(text, part.trailing), message: 'there is text behind the separator ---', hint };
      continue;
    }
    for (const parsed of parsePart(file, text, part, document, limits)) {
      if ('events' in parsed && parsed.events.length === 0) continue;
      document++;
      yield parsed;
    }
  }
}

/** The events of a document that has been read before. */
export function parseAgain(source: DocumentSource): readonly Event[] {
  const text = source.text.slice(source.from, source.to);
  return source.format === 'json' ? jsonEvents(text).events : parseEvents(text, { maxDepth: Infinity });
}

// One more than the collections, for the scalars in the innermost; buildValue counts those exactly, aliases included.
const yamlDepth = (limits: Limits): number => limits.depth + 2;

/** What lies between two separators; `trailing` is where text follows the first of them on its line. */
interface Part { readonly from: number; readonly to: number; readonly trailing?: number }

// As k8s.io/apimachinery/pkg/util/yaml does: a line that begins with --- separates, whatever it stands in.
function* split(text: string): Generator<Part> {
  let from = 0;
  let trailing: number | undefined;
  for (let at = text.startsWith('---') ? 0 : next(text, 0); at !== -1; at = next(text, from)) {
    yield { from, to: at, trailing };
    const newline = text.indexOf('\n', at);
    from = newline === -1 ? text.length : newline;
    const rest = /^\s*([^#\s])/.exec(text.slice(at + 3, from));
    trailing = rest ? at + 2 + rest[0].length : undefined;
  }
  yield { from, to: text.length, trailing };
}

function next(text: string, from: number): number {
  const at = text.indexOf('\n---', from);
  return at === -1 ? -1 : at + 1;
}

function* parsePart(file: string, text: string, { from, to }: Part, before: number, limits: Limits): Generator<ParsedDocument | InputFault> {
  const part = text.slice(from, to);
  const json = /^\s*\{/.test(part) ? jsonDocuments(part) : undefined;
  if (json && !(json instanceof JsonError)) {
    for (const [index, { start, end, events }] of json.entries()) {
      yield { source: { file, document: before + index + 1, text, from: from + start, to: from + end, format: 'json' }, events };
    }
    return;
  }
  const source: DocumentSource = { file, document: before + 1, text, from, to, format: 'yaml' };
  try {
    const events = parseEvents(part, { maxDepth: yamlDepth(limits) });
    if (!events.some((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT)) yield { source, events };
    else yield faultIn(source, part.search(/^\.\.\.(?=\s|$)/m), { message: 'text follows the end mark ..., and kubectl ignores it', hint: 'Separate documents by a line ---.' });
  } catch (error) {
    if (json && /^\s*\{\s*(?:"|$)/.test(part)) {
      yield faultIn(source, json.offset, { message: json.message, hint: 'The file may be cut off; otherwise correct the JSON here.' });
    } else if (error instanceof YAMLException && error.mark) {
      const { position } = error.mark;
      const isDeep = error.reason.startsWith('nesting exceeded');
      yield faultIn(source, position, isDeep ? tooDeep(limits) : syntaxAdvice(error.reason, part, position));
    } else throw error;
  }
}

/** A stream of JSON values, one after the other, as kubectl takes it; or where it stops being JSON. */
function jsonDocuments(part: string): { start: number; end: number; events: Event[] }[] | JsonError {
  const documents = [];
  let start = 0;
  try {
    do {
      const { events, end } = jsonEvents(part.slice(start));
      documents.push({ start, end: start + end, events });
      start += end;
    } while (start < part.length);
    return documents;
  } catch (error) {
    if (error instanceof JsonError) return new JsonError(start + error.offset, error.message);
    throw error;
  }
}

/** A fault of a document that did not parse. */
function faultIn({ file, document, text, from, to }: DocumentSource, offset: number, advice: SyntaxAdvice): InputFault {
  const object = guessTitle(text.slice(from, to));
  return { file, document, ...lineColumn(text, from + offset), ...(object && { object }), ...advice };
}

/** What an object that could not be read would probably be called. */
export function guessTitle(part: string): string | undefined {
  const kind = /^"?kind"?:[ \t]*"?([A-Za-z]+)/m.exec(part)?.[1];
  const name = /^metadata:[ \t]*\r?\n(?:[ \t]+.*\n)*?[ \t]+name:[ \t]*"?([\w.-]+)/m.exec(part)?.[1];
  return kind && name ? `${kind} ${name}` : kind;
}
