import { type SyntaxProblem, unrendered } from './problem';

// The parser's reasons (js-yaml 5, src/parser) in the words of someone who wrote the file. The first that fits is taken.
const advice: readonly [RegExp, string, string][] = [
  [/tab characters/, 'a tab stands in the indentation', 'Indent with spaces: YAML allows no tabs there.'],
  [
    /unexpected end of the stream within a flow collection/,
    'the document ends inside { } or [ ]',
    'The file may be cut off; otherwise close the bracket.',
  ],
  [
    /unexpected end of the (?:stream|document) within a (single|double) quoted scalar/,
    'a text in $1 quotes does not end',
    'The file may be cut off; otherwise close the quote.',
  ],
  [
    /bad indentation of a sequence entry/,
    'this line fits no level of indentation of the list above',
    'Align it with the other items, or with the text of the item that it belongs to.',
  ],
  [
    /bad indentation of a mapping entry/,
    'this does not belong to the mapping above: wrong indentation, or a value that holds ": "',
    'Align the key with its neighbours, or put the value in quotes.',
  ],
  [/deficient indentation/, 'this line is indented less than what it continues', 'Indent it further, or close the quote or bracket above.'],
  [
    /multiline key|expected ':' after a mapping key/,
    'a key with a colon is expected here',
    'The file may be cut off; otherwise complete "key: value", or indent the line into the text above.',
  ],
  [/missed comma/, 'a comma is missing between two entries', 'Separate the entries of { } and [ ] by commas.'],
  [/expected the node content, but found ','/, 'there is a comma too many', 'Remove one of the commas.'],
  [
    /unknown escape sequence|expected hexadecimal/,
    'the text in double quotes has an escape that YAML does not know',
    'Write \\\\ for a backslash, or use single quotes.',
  ],
  [
    /non-printable|valid JSON character/,
    'the text holds a control character',
    'Remove it, or write it as an escape such as "\\u0007" in double quotes.',
  ],
  [
    /end of the stream or a document separator|can not read a document/,
    'what stands here belongs to nothing above',
    'Check the indentation; separate documents by a line ---.',
  ],
  [
    /alias node should not have|name of an a(?:lias|nchor) node/,
    '& and * begin an anchor or an alias',
    'Put text that begins with & or * in quotes.',
  ],
  [/tag|directive/, '! and % begin a tag or a directive', 'Put text that begins with ! or % in quotes.'],
];

/** What to say of a document that does not parse: the parser's reason, the text, and the offset where it gave up. */
export function syntaxProblem(reason: string, document: string, offset: number): SyntaxProblem {
  if (isTemplate.test(document)) return unrendered;
  if (/^\s*$/.test(document.slice(offset)) && !/tab characters/.test(reason)) {
    return {
      code: 'syntax',
      message: 'the document ends in the middle of a value',
      hint: 'The file may be cut off; otherwise close the quote or bracket, or complete "key: value".',
    };
  }
  const line = document.slice(document.lastIndexOf('\n', offset - 1) + 1).split('\n', 1)[0]!;
  if (/^\s*(?:\S+:\s+|-\s+)[@`]/.test(line)) {
    return { code: 'syntax', message: 'a text begins with @ or `, which YAML reserves', hint: 'Put the text in quotes.' };
  }
  for (const [pattern, message, hint] of advice) {
    const match = pattern.exec(reason);
    if (match) return { code: 'syntax', message: message.replace('$1', match[1] ?? ''), hint };
  }
  return { code: 'syntax', message: reason, hint: 'Correct the YAML here.' };
}

// Helm's and other Go templates' actions at the start of a line or a value; {{ }} inside a quoted text or a block is ordinary.
const isTemplate = /^[ \t]*(?:- |[\w./-]+:[ \t]+)?\{\{-?\s*(?:[.$]|(?:if|range|with|end|include|template|define|toYaml|else|block)\b)/m;
