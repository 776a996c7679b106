/** One defect, made by a replacement in a text that is right. */
export interface Mutation {
  /** A sentence: what was done. */
  readonly name: string;
  /** The folder of right files that holds `file`; the others are judged with it. */
  readonly base: BaseName;
  readonly file: string;
  /** A text that stands once in the file; what is replaced stands behind it. @default - what is replaced stands once in the file */
  readonly after?: string;
  readonly replace: readonly [from: string, to: string];
  /** The check that must find it. */
  readonly finds: string;
  /** What the finding points at, exactly: the last such text up to the end of the replacement. @default - anywhere within the replacement */
  readonly points?: string;
  /** Where the finding stands instead, if not at the replacement: a file, and a text that stands in it once. */
  readonly elsewhere?: readonly [file: string, text: string];
  /** What the hint says to do. */
  readonly says: RegExp;
  /** Other checks that find the same defect or what follows from it. @default - none */
  readonly also?: readonly string[];
}

/** Folders of files that belong together; of the first named file, all that stand beside each other. */
export const bases = {
  standalone: ['dist'],
  operator: ['dist/operator'],
  platform: ['dist/operator', 'test/mutations/inputs/platform'],
  oncall: ['test/mutations/inputs/oncall'],
  pager: ['test/mutations/inputs/pager'],
  tenant: ['test/mutations/inputs/tenant'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type BaseName = keyof typeof bases;

/** Rows of one file: the file is named once. */
export const inFile = (base: BaseName, file: string, rows: readonly Omit<Mutation, 'base' | 'file'>[]): readonly Mutation[] =>
  rows.map((row) => ({ ...row, base, file }));

export interface Mutated {
  readonly text: string;
  /** The replacement's part of the text. */
  readonly from: number;
  readonly to: number;
}

/** The text with the defect. Throws where what is replaced is not there, or not once, so that no row judges something else than it says. */
export function mutated(text: string, { name, after, replace: [from, to] }: Mutation): Mutated {
  const start = after === undefined ? 0 : only(text, after, name) + after.length;
  const at = after === undefined ? only(text, from, name) : text.indexOf(from, start);
  if (at === -1) throw new Error(`${name}: ${JSON.stringify(from)} does not stand behind ${JSON.stringify(after)}`);
  return { text: text.slice(0, at) + to + text.slice(at + from.length), from: at, to: at + to.length };
}

function only(text: string, part: string, name: string): number {
  const at = text.indexOf(part);
  if (at === -1) throw new Error(`${name}: ${JSON.stringify(part)} is not in the file`);
  if (text.includes(part, at + 1)) throw new Error(`${name}: ${JSON.stringify(part)} stands in the file more than once`);
  return at;
}

/** Line and column, both counted from 1. */
export function positionAt(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: before[before.length - 1]!.length + 1 };
}

export interface FindingPlace {
  readonly file: string;
  readonly from: { readonly line: number; readonly column: number };
  readonly to: { readonly line: number; readonly column: number };
}

/** Where the finding of a row must stand: one point where the row says which. */
export function placeOf(
  { name, file, points, elsewhere }: Mutation,
  { text, from, to }: Mutated,
  texts: ReadonlyMap<string, string>,
): FindingPlace {
  if (elsewhere !== undefined) {
    const [other, part] = elsewhere;
    const whole = other === file ? text : texts.get(other)!;
    return pointAt(other, whole, only(whole, part, name));
  }
  if (points === undefined) return { file, from: positionAt(text, from), to: positionAt(text, to) };
  const at = text.lastIndexOf(points, to - points.length);
  if (at === -1) throw new Error(`${name}: ${JSON.stringify(points)} does not stand before the end of the replacement`);
  return pointAt(file, text, at);
}

function pointAt(file: string, text: string, offset: number): FindingPlace {
  const place = positionAt(text, offset);
  return { file, from: place, to: place };
}
