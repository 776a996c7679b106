/** A pattern of RE2 in JavaScript's notation, and how long a backtracking engine may take for it. */
export interface Translation {
  /** For the flag u. */
  readonly source: string;
  /** How many ways there are through the alternatives of all groups. */
  readonly ways: number;
  /** How many characters or classes are repeated; Infinity where a group is, or where a repetition has bounds. */
  readonly repetitions: number;
}

type Piece = readonly [pattern: RegExp, translate: (piece: string) => string];

// What RE2 and JavaScript understand alike, piece by piece; \s and the dot are other sets of characters in JavaScript.
const pieces: readonly Piece[] = [
  [/\(\?:|\((?!\?)|[)|^$*+?]|\{\d+(?:,\d*)?\}/y, (piece) => piece],
  [/\\[dDwW]/y, (piece) => piece],
  [/\\s/y, () => '[\\t\\n\\f\\r ]'],
  [/\\[.\\+*?()|[\]{}^$/]/y, (piece) => piece],
  [/\\[-:]/y, (piece) => piece.slice(1)],
  [/\[\^?(?!\]|\[:)(?:[^[\]\\]|\\[dws.\\+*?()|[\]{}^$-])*\]/y, (piece) => piece.replaceAll('\\s', '\\t\\n\\f\\r ')],
  [/[^\\[\](){}|^$*+?.]/uy, (piece) => piece],
];
const dot = {
  line: [/\./y, () => '[^\\n]'],
  any: [/\./y, () => '[^]'],
} satisfies Record<string, Piece>;

/** Whether the dot of a pattern takes a line break too. */
export type DotRange = keyof typeof dot;

/** Undefined for what JavaScript has no words for, or refuses. */
export function translate(pattern: string, dotTakes: DotRange): Translation | undefined {
  const known = [dot[dotTakes], ...pieces];
  const alternatives: number[] = []; // of the groups that are open
  let source = '';
  let before = '';
  let ways = 1;
  let repetitions = 0;
  for (let at = 0; at < pattern.length; at += before.length) {
    const next = known.find(([piece]) => {
      piece.lastIndex = at;
      return piece.test(pattern);
    });
    if (!next) return undefined;
    const piece = pattern.slice(at, next[0].lastIndex);
    source += next[1](piece);
    if (piece.startsWith('{') || (before === ')' && /^[*+?]$/.test(piece))) repetitions = Infinity;
    else if (/^[*+?]$/.test(piece)) repetitions++;
    else if (piece.startsWith('(')) alternatives.push(1);
    else if (piece === '|' && alternatives.length > 0) alternatives[alternatives.length - 1]! += 1;
    else if (piece === ')') ways *= alternatives.pop() ?? 1;
    before = piece;
  }
  try {
    new RegExp(source, 'u');
    return { source, ways, repetitions };
  } catch {
    return undefined; // such as [\w-.], which the flag u forbids, or a parenthesis too many
  }
}
