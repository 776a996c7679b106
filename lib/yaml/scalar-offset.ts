import { getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { lastUpTo } from '../text/lines';

/** Where in the source the character `offset` of a scalar's text stands, whatever its style; offsets are in UTF-16 units. */
export function offsetInScalar(source: string, event: ScalarEvent, offset: number): number {
  if (event.valueStart === -1) return 0;
  if (event.fast) return event.valueStart + offset;
  if (event.style === SCALAR_STYLE.LITERAL_BLOCK) return inLiteral(source, event, offset);
  return inFolded(source, event, getScalarValue(source, event), offset);
}

/** A literal block keeps its lines: each has lost only its indentation. */
function inLiteral(source: string, event: ScalarEvent, offset: number): number {
  const { text, inSource } = linesOf(source, event);
  const line = lastUpTo(text, offset);
  return inSource[line]! + Math.max(event.indent, 0) + offset - text[line]!;
}

/** Where the lines of a literal block begin: in its text, and in the source. */
interface Lines {
  readonly text: readonly number[];
  readonly inSource: readonly number[];
}

// A block may be a dashboard of thousands of lines, of which many places are asked.
const known = new WeakMap<ScalarEvent, Lines>();

function linesOf(source: string, event: ScalarEvent): Lines {
  const found = known.get(event);
  if (found !== undefined) return found;
  const value = getScalarValue(source, event);
  const lines = { text: [0], inSource: [event.valueStart] };
  for (let at = value.indexOf('\n'); at !== -1; at = value.indexOf('\n', at + 1)) {
    lines.text.push(at + 1);
    lines.inSource.push(source.indexOf('\n', lines.inSource.at(-1)) + 1);
  }
  known.set(event, lines);
  return lines;
}

/** Folding and escapes only change blanks and quotes: the nth character that is no blank is the same in the source and in the text. */
function inFolded(source: string, event: ScalarEvent, value: string, offset: number): number {
  let wanted = inkIn(value.slice(0, offset));
  const pointsAtInk = inkIn(value.charAt(offset)) > 0;
  let at = event.valueStart;
  while (at < event.valueEnd && (wanted > 0 || pointsAtInk)) {
    const [length, ink] = characterAt(source, at, event.style);
    if (wanted === 0 && ink > 0) break;
    wanted -= ink;
    at += length;
  }
  return at;
}

const inkIn = (text: string): number => text.replace(/[ \t\r\n]/g, '').length;

/** How long a character is in the source, and how many units of the text that are no blanks it makes. */
function characterAt(source: string, at: number, style: ScalarEvent['style']): [length: number, ink: number] {
  const char = source.charAt(at);
  if (style === SCALAR_STYLE.SINGLE_QUOTED && char === "'") return [2, 1];
  if (style !== SCALAR_STYLE.DOUBLE_QUOTED || char !== '\\') return [1, inkIn(char)];
  const escape = source.charAt(at + 1);
  const digits = escape === 'x' ? 2 : escape === 'u' ? 4 : escape === 'U' ? 8 : 0;
  if (digits === 0) return [2, 'tnr \t\r\n'.includes(escape) ? 0 : 1];
  return [2 + digits, inkIn(String.fromCodePoint(parseInt(source.slice(at + 2, at + 2 + digits), 16)))];
}
