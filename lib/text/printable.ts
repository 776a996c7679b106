/**
 * Characters that a terminal or a build server obeys instead of showing: C0 and C1 controls with the line breaks among them, and format
 * characters, such as those that turn the direction of text (Unicode categories Cc, Cf, Zl, Zp).
 */
const control = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Longer texts of an input say no more to a reader, and fill the log. */
const mostCharacters = 1000;

/**
 * A text of an input on one line of output: control and format characters as `\u{1b}`, and what is too long cut in the middle. A text that
 * begins as a command of a build server does (`::warning::`, `##[error]`) keeps its words and loses its power.
 */
export function printable(text: string, most = mostCharacters): string {
  const cut = text.length <= most ? text : `${text.slice(0, most / 2)} ... ${text.length - most} characters ... ${text.slice(-most / 2)}`;
  const shown = cut.replace(control, (character) => `\\u{${character.codePointAt(0)!.toString(16)}}`);
  return shown.replace(/^\s*(?:::|##\[)/, (command) => command.replace(/[:#]/, (first) => `\\u{${first.charCodeAt(0).toString(16)}}`));
}

/** An excerpt of an input, whose lines stay lines; a tab stays what it is, so that a caret stays below its character. */
export const printableLines = (text: string): readonly string[] =>
  text.split('\n').map((line) =>
    line
      .split('\t')
      .map((part) => printable(part))
      .join('\t'),
  );
