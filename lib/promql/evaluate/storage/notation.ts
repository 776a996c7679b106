import { parseNumber } from '../../numbers';
import { parse } from '../../parse';
import type { EvaluationFault } from '../fault';
import { type LabelPairs, pairsOf } from './pairs';

/** A place in a history: a sample, a mark that the series is gone, or nothing. */
export type HistoryValue = number | 'stale' | undefined;

const number = String.raw`(?:\d[\d_]*\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?|[iI][nN][fF]|[nN][aA][nN])`;
const omitted = /^_(?:x(\d+))?$/;
const gone = /^stale(?:x(\d+))?$/;
const numbers = new RegExp(`^([+-]?${number})(?:([+-]${number}))?(?:x(\\d+))?$`);

/** More samples than a month of seconds are a slip of the keyboard, and would take all memory. */
const mostSamples = 10_000_000;

/**
 * Reads promtool's notation of a history: `1 2 3`, `0+10x30`, `5x4`, `_x3`, `stale` (Prometheus documentation, "Unit testing for
 * rules"; promql/parser/generated_parser.y, `series_values`).
 */
export function parseHistory(text: string): readonly HistoryValue[] | EvaluationFault {
  if (text.includes('{{'))
    return { code: 'native-histogram', message: `\`${text}\` has a native histogram, which only promtool evaluates` };
  const values: HistoryValue[] = [];
  for (const item of text.split(/[ \t\r\n]+/).filter((part) => part !== '')) {
    const fault = addItem(item, values);
    if (fault !== undefined) return { code: 'syntax', message: fault };
  }
  return values;
}

function addItem(item: string, values: HistoryValue[]): string | undefined {
  const blank = omitted.exec(item) ?? gone.exec(item);
  const found = numbers.exec(item);
  if (blank === null && found === null) {
    return `\`${item}\` is no sample of a history: write numbers, \`0+10x30\`, \`5x4\`, \`_\` or \`stale\``;
  }
  const [, first = '', step, times] = found ?? [];
  if (step !== undefined && times === undefined) return `\`${item}\` does not say how often the step comes: write \`${item}x10\``;
  const repeats = Number(blank?.[1] ?? times ?? 0);
  if (values.length + repeats > mostSamples) return `\`${item}\` has more samples than ${mostSamples}`;
  if (blank !== null) {
    const stale = item.startsWith('stale');
    // `_x3` leaves three places out, where `5x3` is the value and three more.
    const count = stale ? repeats + 1 : blank[1] === undefined ? 1 : repeats;
    for (let i = 0; i < count; i++) values.push(stale ? 'stale' : undefined);
    return undefined;
  }
  let value = signed(first);
  const added = step === undefined ? 0 : signed(step);
  if (value === undefined || added === undefined) return `\`${item}\` has a number that is none`;
  for (let i = 0; i <= repeats; i++) {
    values.push(value);
    // Added up as Prometheus does, so that the last bit agrees.
    if (step !== undefined) value += added;
  }
  return undefined;
}

function signed(text: string): number | undefined {
  const value = parseNumber(text.replace(/^[+-]/, ''));
  return value !== undefined && text.startsWith('-') ? -value : value;
}

/** The labels of a series as promtool's files name it: `up{job="a"}`. */
export function parseSeriesName(text: string): LabelPairs | EvaluationFault {
  const { expr, diagnostics } = parse(text.trim() === '' ? '{}' : text);
  const syntax = diagnostics.find(({ kind }) => kind === 'syntax');
  if (expr?.kind !== 'selector' || syntax !== undefined) {
    return { code: 'syntax', message: `\`${text}\` is no series: ${syntax?.message ?? 'write `metric{label="value"}`'}` };
  }
  const labels: Record<string, string> = expr.metric === undefined ? {} : { __name__: expr.metric };
  for (const { name, op, value } of expr.matchers) {
    if (op !== '=')
      return { code: 'syntax', message: `\`${text}\` is no series: a label of a series has one value, written \`${name}="..."\`` };
    labels[name] = value;
  }
  return pairsOf(labels);
}
