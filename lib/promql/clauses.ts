import type { Grouping, Span, VectorMatching } from './ast';
import { at, type Cursor, current, expect, note, spanOf, spanSince, take, takeIf, unexpected } from './cursor';
import { isNumberToken, numberToken } from './durations';
import { isWellFormed, quote, unquote } from './strings';
import { endOfInput } from './token';

/** `by (a, b)` or `without (a)`. */
export function grouping(c: Cursor): Grouping | undefined {
  const { kind, from } = current(c);
  if (kind !== 'by' && kind !== 'without') return undefined;
  take(c);
  const { labels, labelSpans } = labelList(c);
  // `by ()` is what an aggregation does without it.
  return kind === 'by' && labels.length === 0 ? undefined : { mode: kind, labels, labelSpans, span: spanSince(c, from) };
}

/** `on (a) group_left (b) fill (0)` after an operator; undefined where nothing is said. */
export function vectorMatching(c: Cursor): VectorMatching | undefined {
  const { from } = current(c);
  const mode = takeIf(c, 'on') ? 'on' : takeIf(c, 'ignoring') ? 'ignoring' : undefined;
  const { labels, labelSpans } = mode === undefined ? noLabels : labelList(c);
  let group: VectorMatching['group'];
  if (mode !== undefined && (at(c, 'group_left') || at(c, 'group_right'))) {
    const side = take(c).kind === 'group_left' ? 'left' : 'right';
    const included = at(c, '(') ? labelList(c) : noLabels;
    group = { side, include: included.labels, includeSpans: included.labelSpans };
  }
  const fill = fillValues(c);
  // `ignoring ()` says nothing, unless a group clause needs it.
  const said = mode === 'on' || labels.length > 0 || group !== undefined;
  if (!said && fill === undefined) return undefined;
  return { mode: said ? mode : undefined, labels, labelSpans, group, fill, span: spanSince(c, from) };
}

function fillValues(c: Cursor): VectorMatching['fill'] {
  if (takeIf(c, 'fill')) {
    const value = fillValue(c);
    return { left: value, right: value };
  }
  let fill: VectorMatching['fill'];
  for (const side of at(c, 'fill_left') ? (['left', 'right'] as const) : (['right', 'left'] as const)) {
    if (takeIf(c, `fill_${side}`)) fill = { ...fill, [side]: fillValue(c) };
  }
  return fill;
}

function fillValue(c: Cursor): number {
  expect(c, '(', 'after `fill`');
  const negative = at(c, '-');
  if (negative || at(c, '+')) take(c);
  if (!isNumberToken(current(c).kind)) unexpected(c, 'a number');
  const { value } = numberToken(c);
  expect(c, ')', 'after the fill value');
  return negative ? -value : value;
}

/** Words that may be a label in `by (...)`: names, and all keywords but `without` (generated_parser.y, `maybe_label`). */
const isLabelToken = (kind: string): boolean => /^[a-z]/.test(kind) && !notLabels.has(kind);
const notLabels: ReadonlySet<string> = new Set(['without', 'number', 'duration', 'string', 'fault', endOfInput]);

interface Labels {
  readonly labels: readonly string[];
  readonly labelSpans: readonly Span[];
}
const noLabels: Labels = { labels: [], labelSpans: [] };

function labelList(c: Cursor): Labels {
  if (!at(c, '(')) unexpected(c, '`(` before the label names', 'labels are listed in parentheses: `by (job, instance)`');
  take(c);
  const labels: string[] = [];
  const labelSpans: Span[] = [];
  while (!at(c, ')')) {
    labelSpans.push(spanOf(current(c)));
    labels.push(labelName(c));
    if (!takeIf(c, ',') && !at(c, ')')) unexpected(c, '`,` or `)` after the label name');
  }
  take(c);
  return { labels, labelSpans };
}

function labelName(c: Cursor): string {
  const token = current(c);
  if (token.kind === 'string') {
    take(c);
    const name = unquote(token.text);
    if (name === '' || !isWellFormed(name)) note(c, spanOf(token), `${quote(name)} is no label name`);
    return name;
  }
  if (!isLabelToken(token.kind)) unexpected(c, 'a label name');
  return take(c).text;
}
