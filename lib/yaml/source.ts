import { type Event, parseEvents, YAMLException } from 'js-yaml';
import { type LineColumn, lineColumn } from '../text/lines';

/** Where a document came from; `positionIn` parses it again from here. */
export interface DocumentSource {
  readonly file: string;
  /** Which document of the file, from 1; empty ones do not count. */
  readonly document: number;
  /** The text of the whole file. */
  readonly text: string;
  /** Where in the text the document begins. */
  readonly from: number;
  /** The document as it is parsed: its text, with a pad before some lines. */
  readonly content: string;
  /** Where in the content pads stand. */
  readonly pads: readonly number[];
  readonly format: 'yaml' | 'json';
}

/** A text of JSON that parses, of which only places are asked. */
export const jsonSource = (file: string, text: string): DocumentSource => ({
  file,
  document: 1,
  text,
  from: 0,
  content: text,
  pads: [],
  format: 'json',
});

/** The line and column in the file for an offset in the content. */
export const placeIn = ({ text, from, pads }: DocumentSource, offset: number): LineColumn =>
  lineColumn(text, from + unpadded(pads, offset));

const padding = ' '.repeat(256);

function unpadded(pads: readonly number[], offset: number): number {
  let padded = 0;
  for (const pad of pads) if (pad < offset) padded += Math.min(padding.length, offset - pad);
  return offset - padded;
}

/** YAML that does not parse: the parser's reason, and where in the text. */
export class YamlError extends Error {
  constructor(
    readonly offset: number,
    readonly reason: string,
  ) {
    super(reason);
  }
}

function withoutBlanksAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === ' ' || text[end - 1] === '\t')) end -= 1;
  return text.slice(0, end);
}

// Each pad means parsing the document again: not more than a second's worth, which is 400 lines of a document of 40 kB.
const mostCharacters = 16 * 1024 * 1024;

/**
 * The events of a YAML document. YAML 1.2, and so js-yaml, wants the lines of a value in { }, [ ] or quotes indented further than its
 * key, and without tabs; Kubernetes does not care, and people do write the closing bracket below the key. Blanks mean nothing there, so
 * that a pad at the beginning of such a line, or a space for a tab, satisfies js-yaml. @throws YamlError
 */
export function parseYaml(text: string, maxDepth: number): { events: readonly Event[]; content: string; pads: readonly number[] } {
  const pads: number[] = [];
  let content = text;
  let first: YamlError | undefined;
  for (let tries = 1; ; tries++) {
    try {
      return { events: parseEvents(content, { maxDepth }), content, pads };
    } catch (error) {
      if (!(error instanceof YAMLException) || !error.mark) throw error;
      const { position } = error.mark;
      const problem = new YamlError(unpadded(pads, position), error.reason);
      first ??= problem;
      const isAtEnd = position >= content.trimEnd().length;
      const line = content.lastIndexOf('\n', position - 1) + 1;
      const before = content.slice(line, position);
      const ink = withoutBlanksAtEnd(before);
      const blanks = before.slice(ink.length);
      if (error.reason !== 'deficient indentation' || isAtEnd || tries * content.length > mostCharacters) {
        if (isAtEnd) throw first; // what is open there was opened long before
        throw blanks.includes('\t') ? new YamlError(problem.offset, 'tab characters') : problem;
      }
      if (ink === '' && pads.at(-1) !== line) {
        pads.push(line);
        content = content.slice(0, line) + padding + content.slice(line);
      } else if (blanks.includes('\t')) {
        content = content.slice(0, position - blanks.length) + ' '.repeat(blanks.length) + content.slice(position);
      } else throw problem;
    }
  }
}
