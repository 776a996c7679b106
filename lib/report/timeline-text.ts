import { formatDuration, formatGeneral } from '../promql/numbers';
import { printable } from '../text/printable';
import { labelsInWords, type RehearsalTimeline, type StatesOverTime, thresholdOf, type ValuesOverTime } from './timeline';

const signs = { inactive: '.', pending: '-', firing: '#' } as const;
const bars = '▁▂▃▄▅▆▇█';

/** The signs of a line, and how many lines of a kind are drawn. */
const width = 60;
const mostLines = 6;

/** A rehearsal in the terminal: values beside their threshold, and the states of the alert below them. */
export function timelineText(timeline: RehearsalTimeline): readonly string[] {
  const { title, expects, verdict, why, measured, threshold, series, alerts, steps, interval } = timeline;
  const head = `${title}: ${verdict === 'holds' ? `${expects}, and so it is` : verdict === 'fails' ? `FAILS: ${expects} is expected, but ${why}` : `is not played: ${why}`}`;
  if (steps === 0) return [printable(head)];
  const shown = shownSteps(steps);
  const sides = threshold === undefined ? measured : `${measured} ${threshold.op} ${threshold.text}`;
  return [
    printable(head),
    `  ${printable(sides, 160)}`,
    ...limited(series, (one) => valueLines(one, timeline, shown)),
    ...limited(alerts, (one) => stateLines(one, timeline, shown)),
    ...(alerts.length === 0 ? ['  the alert is never active'] : []),
    `    0s to ${formatDuration((steps - 1) * interval)}, each sign ${formatDuration(interval * (shown.length > 1 ? shown[1]! - shown[0]! : 1))}: - pending, # firing`,
  ];
}

function limited<T>(all: readonly T[], lines: (one: T) => readonly string[]): readonly string[] {
  return [...all.slice(0, mostLines).flatMap(lines), ...(all.length > mostLines ? [`    and ${all.length - mostLines} more`] : [])];
}

/** The evaluations that are drawn: all, or every second, third ... one, so that they fit on a line. */
export function shownSteps(steps: number, most = width): readonly number[] {
  const every = Math.max(1, Math.ceil(steps / most));
  return Array.from({ length: Math.ceil(steps / every) }, (_, index) => index * every);
}

function valueLines(series: ValuesOverTime, timeline: RehearsalTimeline, shown: readonly number[]): readonly string[] {
  const limit = thresholdOf(timeline, series);
  let [low, high] = [0, 0];
  for (const value of [...series.values, ...(limit?.values ?? [])]) {
    if (value === undefined || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const bar = (value: number | undefined) => {
    if (value === undefined) return ' ';
    if (Number.isNaN(value)) return '?';
    const part = high === low ? 0 : (Math.min(high, Math.max(low, value)) - low) / (high - low);
    return bars[Math.round(part * (bars.length - 1))]!;
  };
  const times = changes(series.values.map((value, step) => `${textOf(value)}|${textOf(limit?.values[step])}`));
  const told = times.map(({ step, until }) => {
    const at = limit === undefined ? '' : ` ${timeline.threshold!.op} ${textOf(limit.values[step])}`;
    const span = until === step ? '' : ` to ${formatDuration(until * timeline.interval)}`;
    return `${formatDuration(step * timeline.interval)}${span}: ${textOf(series.values[step])}${at}`;
  });
  return [
    `    ${printable(labelsInWords(series.labels))}`,
    `    ${shown.map((step) => bar(series.values[step])).join('')}`,
    `      ${short(told).join('; ')}`,
  ];
}

function stateLines(
  { labels: { alertname, ...labels }, states }: StatesOverTime,
  { interval }: RehearsalTimeline,
  shown: readonly number[],
) {
  const told = changes(states).map(({ step }) => `${states[step]} from ${formatDuration(step * interval)}`);
  return [
    `    ${shown.map((step) => signs[states[step]!]).join('')}`,
    `      ${printable(`${alertname ?? ''}${labelsInWords(labels)}`)}: ${short(told).join('; ')}`,
  ];
}

const textOf = (value: number | undefined): string => (value === undefined ? '_' : formatGeneral(Number(value.toPrecision(4))));

/** Where a list changes, and how long each part is. */
function changes(values: readonly string[]): readonly { readonly step: number; readonly until: number }[] {
  const starts = values.flatMap((value, step) => (step === 0 || value !== values[step - 1] ? [step] : []));
  return starts.map((step, index) => ({ step, until: (starts[index + 1] ?? values.length) - 1 }));
}

/** The first and the last of many. */
const short = (texts: readonly string[], most = 6): readonly string[] =>
  texts.length <= most ? texts : [...texts.slice(0, most / 2), '...', ...texts.slice(-most / 2)];
