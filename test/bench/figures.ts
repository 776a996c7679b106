/** Several measurements of one thing. */
export interface Figures {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export function figuresOf(values: readonly number[]): Figures {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  const at = (index: number) => sorted[index] ?? NaN;
  return { median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2, min: at(0), max: at(sorted.length - 1) };
}

export const milliseconds = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`;
export const times = (ratio: number): string => `${ratio.toFixed(ratio < 10 ? 2 : 1)}x`;

/** The median, and how far the machine's noise went. */
export const spread = ({ median, min, max }: Figures): readonly [string, string] => [
  milliseconds(median),
  `${milliseconds(min)} .. ${milliseconds(max)}`,
];

/** Columns as wide as their widest cell, the first to the left, the others to the right. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  const text = ([first = '', ...others]: readonly string[]) =>
    [first.padEnd(widths[0]!), ...others.map((cell, index) => cell.padStart(widths[index + 1]!))].join('  ').trimEnd();
  return [text(heading), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.map(text)].join('\n');
}
