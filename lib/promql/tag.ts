import type { Diagnostic, Expr, Query } from './ast';
import { tokenize } from './lexer';
import { formatNumber } from './numbers';
import { parse } from './parse';
import { quote } from './strings';
import { endOfInput } from './token';
import { parseWithVariables } from './variables';

/** What may stand in `${...}` of a `promql` template: a metric, another query, a number, or a text that is put in as it is. */
export type Interpolation = { readonly name: string } | Query | number | string;

/**
 * A PromQL query, parsed where it is written:
 *
 *     promql`rate(${errors}[5m]) > ${threshold}`
 *
 * A metric stands for its name. A query stands for its expression, in parentheses where it would otherwise be read differently.
 * Backslashes are PromQL's own (`"\\\\d+"` is written as in Prometheus). Line breaks and comments of the template are not part of
 * the text. Variables of Grafana (`$__rate_interval`, `$pod`) may stand in queries of dashboards. Never throws: faults are in
 * `diagnostics`.
 */
export function promql(strings: TemplateStringsArray, ...values: readonly Interpolation[]): Query {
  if (!Array.isArray(strings?.raw)) return calledAsFunction(strings);
  const parts = strings.raw.map(unescaped);
  let text = parts[0] ?? '';
  const faults: string[] = [];
  for (const [index, value] of values.entries()) {
    const after = parts[index + 1] ?? '';
    const spliced = splice(value, after);
    text += spliced.text + after.slice(spliced.takes);
    faults.push(...spliced.faults);
  }
  const query = parseWithVariables(onOneLine(text));
  if (faults.length === 0 || query.diagnostics.length > 0) return query;
  const whole = { from: 0, to: query.text.length };
  return { ...query, expr: undefined, diagnostics: faults.map((message): Diagnostic => ({ kind: 'syntax', message, span: whole })) };
}

/** From JavaScript: `promql('up')`, where a template belongs. */
function calledAsFunction(value: unknown): Query {
  const text = typeof value === 'string' ? value : '';
  const message = `promql is called as a function: write promql\`${text}\``;
  return { text, diagnostics: [{ kind: 'syntax', message, span: { from: 0, to: text.length } }] };
}

/** What a template can only say with a backslash of its own. */
const unescaped = (raw: string): string => raw.replace(/\\(`|\$\{)/g, '$1');

interface Spliced {
  readonly text: string;
  /** How many characters of what follows it has taken in. */
  readonly takes: number;
  readonly faults: readonly string[];
}

function splice(value: Interpolation, after: string): Spliced {
  const text = (written: string): Spliced => ({ text: written, takes: 0, faults: [] });
  if (typeof value === 'string') return text(value);
  // `${-1} ^ 2` means (-1) ^ 2, and PromQL reads -1 ^ 2 as -(1 ^ 2).
  if (typeof value === 'number') return text(value < 0 && /^\s*\^/.test(after) ? `(${formatNumber(value)})` : formatNumber(value));
  const stranger = strangeness(value);
  if (stranger !== undefined) return { text: 'undefined', takes: 0, faults: [stranger] };
  if (!('text' in value)) return spliceMetric(value.name, after);
  const bare = onOneLine(value.text);
  const written = value.expr !== undefined && changesItsMeaning(value.expr, after) ? `(${bare})` : bare;
  return { text: written, takes: 0, faults: value.diagnostics.map(({ message }) => `${message}, in \`${value.text}\``) };
}

/** What is wrong with a value that the types rule out, and that comes all the same: from JavaScript, or too early. */
function strangeness(value: unknown): string | undefined {
  if (value === undefined) return 'a value of the template is undefined: do two modules import each other?';
  const known = typeof value === 'object' && value !== null && ('text' in value || ('name' in value && typeof value.name === 'string'));
  return known ? undefined : 'a value of the template is no metric, query, number or text';
}

/** The name of a metric; in braces and quotes where it cannot stand bare, together with the matchers that follow. */
function spliceMetric(name: string, after: string): Spliced {
  const { expr } = parse(name);
  if (expr?.kind === 'selector' && expr.metric === name) return { text: name, takes: 0, faults: [] };
  const brace = /^\s*\{/.exec(after)?.[0];
  return { text: brace === undefined ? `{${quote(name)}}` : `{${quote(name)}, `, takes: brace?.length ?? 0, faults: [] };
}

function changesItsMeaning(expr: Expr, after: string): boolean {
  if (expr.kind === 'aggregation') return expr.grouping === undefined && /^\s*(by|without)\b/i.test(after);
  if (expr.kind === 'number') return /^[+-]/.test(expr.text);
  return expr.kind === 'binary' || expr.kind === 'unary';
}

/**
 * A query without comments and line breaks. Blanks within a line stay as they are, and so does all that is in quotes; a text with
 * a fault stays as it is from there on.
 */
function onOneLine(text: string): string {
  if (!/[\n\r#]/.test(text)) return text.trim();
  const { tokens } = tokenize(text);
  let out = '';
  let end = 0;
  let last = '';
  for (const { kind, from, to } of tokens) {
    const gap = text.slice(end, from);
    if (kind === 'fault') return (out + text.slice(end)).trim();
    if (kind !== endOfInput) out += out === '' ? '' : blankFor(gap, last, kind);
    out += text.slice(from, to);
    end = to;
    last = kind;
  }
  return out;
}

const opening: ReadonlySet<string> = new Set(['(', '[', '{']);
const closing: ReadonlySet<string> = new Set([')', ']', '}', ',']);

function blankFor(gap: string, before: string, after: string): string {
  if (/^[ \t]*$/.test(gap)) return gap;
  return opening.has(before) || closing.has(after) ? '' : ' ';
}
