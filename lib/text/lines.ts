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

// Questions alternate between a file and the texts in it: the lines of the last texts are counted once.
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
