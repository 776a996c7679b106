import { describe, expect, test } from 'vitest';
import { printable, printableLines } from '../../lib/text/printable';

describe('a text of an input', () => {
  test.each([
    ['A\u001b[31m', 'A\\u{1b}[31m'],
    ['A\n::warning::injected', 'A\\u{a}::warning::injected'],
    ['\u009b2J', '\\u{9b}2J'],
    ['abc\u202edef', 'abc\\u{202e}def'],
    ['a\u2028b', 'a\\u{2028}b'],
    ['::error file=x::y', '\\u{3a}:error file=x::y'],
    ['  ##[error]x', '  \\u{23}#[error]x'],
    ['Größe 価格 🎉', 'Größe 価格 🎉'],
  ])('%j is printed as %s', (text, shown) => expect(printable(text)).toBe(shown));

  test('is cut in the middle, and says so', () => {
    const shown = printable(`begin${'9'.repeat(1e6)}end`);
    expect(shown.length).toBeLessThan(1100);
    expect(shown).toMatch(/^begin9+ \.\.\. 999008 characters \.\.\. 9+end$/);
  });
});

test('an excerpt keeps its lines and its tabs', () => {
  expect(printableLines('\tup\u0007 == 0\n\t^^')).toEqual(['\tup\\u{7} == 0', '\t^^']);
});
