import { type Event, parseEvents } from 'js-yaml';
import { lineColumn } from '../text/lines';
import { JsonError, jsonEvents } from './json';
import { type InputProblem, type Limits, type SyntaxProblem, tooDeep } from './problem';
import { type DocumentSource, parseYaml, placeIn, YamlError } from './source';
import { syntaxProblem } from './syntax';
import { differenceIn, lineBreakOf11 } from './yaml11';

/** A document that parses: its events, whose offsets count in `source.content`. */
export interface ParsedDocument {
  readonly source: DocumentSource;
  readonly events: readonly Event[];
}

/** The documents of a file, divided as kubectl divides them; one that does not parse is a problem and does not hide the others. */
export function* parseFile(file: string, text: string, limits: Limits): Generator<ParsedDocument | InputProblem> {
  let document = 0;
  for (const part of split(text)) {
    if (part.trailing !== undefined) {
      const hint = 'Begin the document on the next line: kubectl refuses it here.';
      yield { code: 'syntax', file, ...lineColumn(text, part.trailing), message: 'there is text behind the separator ---', hint };
      continue;
    }
    if (part.to - part.from < 100 && /^\s*$/.test(text.slice(part.from, part.to))) continue; // the common empty document, without parsing
    for (const parsed of parsePart(file, text, part, document, limits)) {
      if ('events' in parsed) {
        if (parsed.events.length === 0) continue;
        keep(parsed);
      }
      document++;
      yield parsed;
    }
  }
}

// Most questions about places come soon after the reading: the events of what was read last are kept, which is some 10 MB at most.
const mostKept = 100_000;
const kept = new Map<DocumentSource, readonly Event[]>();
let keptEvents = 0;

function keep({ source, events }: ParsedDocument): void {
  if (events.length > mostKept) return;
  kept.set(source, events);
  keptEvents += events.length;
  for (const [oldest, { length }] of kept) {
    if (keptEvents <= mostKept) return;
    kept.delete(oldest);
    keptEvents -= length;
  }
}

/** The events of a document that has been read before. */
export function parseAgain(source: DocumentSource): readonly Event[] {
  const known = kept.get(source);
  if (known !== undefined) return known;
  return source.format === 'json' ? jsonEvents(source.content).events : parseEvents(source.content, { maxDepth: Infinity });
}

// One more than the collections, for the scalars in the innermost; buildValue counts those exactly, aliases included.
const yamlDepth = (limits: Limits): number => limits.depth + 2;

/** What lies between two separators; `trailing` is where text follows the first of them on its line. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly trailing?: number;
}

// As k8s.io/apimachinery/pkg/util/yaml does: a line that begins with --- separates, whatever it stands in.
function* split(text: string): Generator<Part> {
  let from = 0;
  let trailing: number | undefined;
  for (let at = separatorAt(text, 0); at !== -1; at = separatorAt(text, from)) {
    yield { from, to: at, trailing };
    const newline = text.indexOf('\n', at);
    from = newline === -1 ? text.length : newline + 1;
    const rest = /^[ \t\r\n]*([^# \t\r\n])/.exec(text.slice(at + 3, from));
    trailing = rest ? at + 2 + rest[0].length : undefined;
    if (text.charCodeAt(from) === 0xfeff) from++; // of a file that was appended to another
  }
  yield { from, to: text.length, trailing };
}

/** Where the next separator stands for which a line begins at `from` or later. */
function separatorAt(text: string, from: number): number {
  if (text.startsWith('---', from)) return from;
  const at = text.indexOf('\n---', from);
  return at === -1 ? -1 : at + 1;
}

function* parsePart(
  file: string,
  text: string,
  { from, to }: Part,
  before: number,
  limits: Limits,
): Generator<ParsedDocument | InputProblem> {
  const part = text.slice(from, to);
  // kubectl takes a file for JSON by its beginning, and what follows a separator for YAML.
  const json = from === 0 && /^\s*\{/.test(part) ? jsonDocuments(part) : undefined;
  if (json && !(json instanceof JsonError)) {
    for (const [index, { start, content, events }] of json.entries()) {
      yield { source: { file, document: before + index + 1, text, from: from + start, content, pads: [], format: 'json' }, events };
    }
    return;
  }
  const unread: DocumentSource = { file, document: before + 1, text, from, content: part, pads: [], format: 'yaml' };
  const lineBreak = lineBreakOf11(part);
  if (lineBreak) {
    yield problemIn(unread, lineBreak.offset, lineBreak);
    return;
  }
  try {
    const { events, content, pads } = parseYaml(part, yamlDepth(limits));
    const source = { ...unread, content, pads };
    const difference = differenceIn(content, events);
    if (difference) yield problemIn(source, difference.offset, difference);
    else yield { source, events };
  } catch (error) {
    if (!(error instanceof YamlError)) throw error;
    const isDeep = error.reason.startsWith('nesting exceeded');
    if (isDeep) yield problemIn(unread, error.offset, tooDeep(limits));
    else if (json && /^\s*\{\s*(?:"|$)/.test(part)) {
      yield problemIn(unread, json.offset, {
        code: 'syntax',
        message: json.message,
        hint: 'The file may be cut off; otherwise correct the JSON here.',
      });
    } else yield problemIn(unread, error.offset, syntaxProblem(error.reason, part, error.offset));
  }
}

/** A stream of JSON values, one after the other, as kubectl takes it; or where it stops being JSON. */
function jsonDocuments(part: string): { start: number; content: string; events: Event[] }[] | JsonError {
  const documents = [];
  let start = 0;
  try {
    do {
      const { events, end } = jsonEvents(part.slice(start));
      documents.push({ start, content: part.slice(start, start + end), events });
      start += end;
    } while (start < part.length);
    return documents;
  } catch (error) {
    if (error instanceof JsonError) return new JsonError(start + error.offset, error.message);
    throw error;
  }
}

/** What is wrong with a document that did not parse, at its place. */
function problemIn(source: DocumentSource, offset: number, { code, message, hint }: SyntaxProblem): InputProblem {
  const object = guessTitle(source.content);
  return { code, file: source.file, document: source.document, ...placeIn(source, offset), ...(object && { object }), message, hint };
}

/** What an object that could not be read would probably be called, by its first lines. */
export function guessTitle(content: string): string | undefined {
  const start = content.slice(0, 10_000);
  const kind = /^"?kind"?:[ \t]*"?([A-Za-z]+)/m.exec(start)?.[1];
  const name = /^metadata:[ \t]*\r?\n(?:[ \t].*\n)*?[ \t]+name:[ \t]*"?([\w.-]+)/m.exec(start)?.[1];
  return kind && name ? `${kind} ${name}` : kind;
}
