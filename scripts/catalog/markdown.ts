/** The tables of a Markdown text, each row by its column's heading, without emphasis and code marks around the whole cell. */
export function tablesOf(text: string): Record<string, string>[] {
  const rows: Record<string, string>[] = [];
  let headings: string[] | undefined;
  let last: string[] | undefined;
  for (const line of text.split('\n')) {
    if (!line.includes('|')) {
      headings = last = undefined;
      continue;
    }
    const cells = cellsOf(line);
    if (cells.every((cell) => /^:?-+:?$/.test(cell))) headings = last;
    else if (headings) rows.push(Object.fromEntries(headings.map((heading, i) => [heading, cells[i] ?? ''])));
    last = cells;
  }
  return rows;
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||(?<!\\)\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => cell.replaceAll('\\|', '|').trim());
}
