/** What is wrong with an input: where, what is, and what to do. Lines and columns count from 1. */
export interface InputFault {
  readonly file: string;
  /** Which document of the file, from 1. */
  readonly document?: number;
  readonly line?: number;
  readonly column?: number;
  /** Such as `ServiceMonitor monitoring/iris`, where that much could be read. */
  readonly object?: string;
  /** Such as `spec.endpoints[0].port`. */
  readonly path?: string;
  readonly message: string;
  readonly hint: string;
}

/** What the readers refuse to spend memory on. */
export interface Limits {
  /** The size of one file, in bytes. */
  readonly bytes: number;
  /** How deep mappings and lists may nest, aliases included. */
  readonly depth: number;
}

// 64 MiB holds the rendered objects of some thousand applications; the deepest CRD that prometheus-operator ships nests 42 levels.
export const defaultLimits: Limits = { bytes: 64 * 1024 * 1024, depth: 200 };

export interface LineColumn {
  readonly line: number;
  readonly column: number;
}

/** The line and column of an offset (in UTF-16 units), both from 1. */
export function lineColumn(text: string, offset: number): LineColumn {
  const starts = lineStarts(text);
  const line = lastUpTo(starts, offset);
  return { line: line + 1, column: offset - starts[line]! + 1 };
}

/** The offset of a line and column: the way back from `lineColumn`. */
export const offsetAt = (text: string, { line, column }: LineColumn): number => lineStarts(text)[line - 1]! + column - 1;

/** The index of the last of rising numbers that is not above a limit; 0 where all are. */
export function lastUpTo(rising: readonly number[], limit: number): number {
  let low = 0;
  let high = rising.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (rising[middle]! <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

// Questions go to and fro between a file and the texts in it: the lines of the last texts are counted once.
const counted: { readonly text: string; readonly starts: readonly number[] }[] = [];

function lineStarts(text: string): readonly number[] {
  const known = counted.find((each) => each.text === text);
  if (known !== undefined) return known.starts;
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  counted.unshift({ text, starts });
  counted.length = Math.min(counted.length, 64);
  return starts;
}

/** What is said of a document that nests deeper than the limit. */
export const tooDeep = (limits: Pick<Limits, 'depth'>): Pick<InputFault, 'message' | 'hint'> => ({
  message: `mappings and lists nest more than ${limits.depth} deep`,
  hint: 'No Kubernetes object is that deep: look for a generator that loops.',
});

/** What is said of a template that has not been rendered. */
export const unrendered: Pick<InputFault, 'message' | 'hint'> = {
  message: 'is a template, not YAML yet',
  hint: 'Render it first, for example with helm template, and read the result.',
};
