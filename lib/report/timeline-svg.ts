import { formatDuration, formatGeneral } from '../promql/numbers';
import { html, type Markup } from './html';
import { labelsInWords, type RehearsalTimeline, type StatesOverTime, thresholdOf, type ValuesOverTime } from './timeline';
import { shownSteps } from './timeline-text';

const width = 600;
const height = 90;
const bar = 12;
/** How many series and alerts are drawn, and points of a line. */
const mostDrawn = 4;
const mostPoints = 80;

/** A rehearsal as a picture, which says in words what it shows. */
export function timelineSvg(timeline: RehearsalTimeline): Markup {
  const { title, expects, verdict, why, steps, interval, threshold, series, alerts } = timeline;
  const told =
    verdict === 'holds'
      ? html`${expects}, and so it is.`
      : verdict === 'fails'
        ? html`${expects} is expected, but ${why}.`
        : html`Not played: ${why}.`;
  const caption = html`<figcaption><b>${title}</b>: ${told}</figcaption>`;
  if (steps === 0) return html`<figure class="${verdict}">${caption}</figure>\n`;
  const drawn = series.slice(0, mostDrawn);
  const limits = [...new Set(drawn.flatMap((one) => thresholdOf(timeline, one) ?? []))];
  const scale = scaleOf([...drawn, ...limits].flatMap(({ values }) => values));
  const bars = alerts.slice(0, mostDrawn);
  const bottom = height + 8 + bars.length * (bar + 4);
  const more = [
    ...(series.length > mostDrawn ? [`${series.length - mostDrawn} more series`] : []),
    ...(alerts.length > mostDrawn ? [`${alerts.length - mostDrawn} more alerts`] : []),
  ];
  return html`<figure class="${verdict}">${caption}
<svg viewBox="0 0 ${width} ${bottom + 14}" role="img" aria-label="${inWordsOf(timeline)}"><rect class="field" width="${width}" height="${height}"/>${drawn.map((one) => html`<path class="value" d="${pathOf(one, scale, steps)}"/>`)}${limits.map((one) => html`<path class="limit" d="${pathOf(one, scale, steps)}"/>`)}<text x="3" y="11">${formatGeneral(short(scale.high))}</text><text x="3" y="${height - 3}">${formatGeneral(short(scale.low))}</text>${bars.map((one, index) => statesBar(one, height + 8 + index * (bar + 4), steps))}<text x="0" y="${bottom + 11}">0s</text><text class="end" x="${width}" y="${bottom + 11}">${formatDuration((steps - 1) * interval)}</text></svg>
<p class="small">${threshold === undefined ? html`<code>${timeline.measured}</code>` : html`line: value; dashed: <code>${threshold.op} ${threshold.text}</code>`}${more.length === 0 ? '' : html`; not drawn: ${more.join(', ')}`}</p></figure>\n`;
}

interface Scale {
  readonly low: number;
  readonly high: number;
}

function scaleOf(values: readonly (number | undefined)[]): Scale {
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (value === undefined || !Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return { low, high: high === low ? low + 1 : high };
}

/** A line with gaps where there is no value; points between two of the same value are left out. */
function pathOf({ values }: ValuesOverTime, { low, high }: Scale, steps: number): string {
  const points = shownSteps(steps, mostPoints).map((step) => {
    const value = values[step];
    if (value === undefined || !Number.isFinite(value)) return undefined;
    return { x: xOf(step, steps), y: Math.round(height - 4 - ((value - low) / (high - low)) * (height - 8)) };
  });
  let path = '';
  points.forEach((point, index) => {
    if (point === undefined) return;
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before?.y === point.y && after?.y === point.y) return;
    path += `${before === undefined ? 'M' : 'L'}${point.x} ${point.y}`;
    // A point alone is a dot.
    if (before === undefined && after === undefined) path += `h${steps === 1 ? width : 2}`;
  });
  return path;
}

const xOf = (step: number, steps: number): number => (steps < 2 ? 0 : Math.round((step / (steps - 1)) * width));

function statesBar({ states }: StatesOverTime, y: number, steps: number): Markup {
  const runs = statesInRuns(states).filter(({ state }) => state !== 'inactive');
  return html`<rect class="field" y="${y}" width="${width}" height="${bar}"/>${runs.map(({ state, from, until }) => html`<rect class="${state}" x="${xOf(from, steps)}" y="${y}" width="${Math.max(2, xOf(Math.min(until + 1, steps - 1), steps) - xOf(from, steps))}" height="${bar}"/>`)}`;
}

function statesInRuns(
  states: StatesOverTime['states'],
): readonly { readonly state: string; readonly from: number; readonly until: number }[] {
  const runs: { state: string; from: number; until: number }[] = [];
  states.forEach((state, step) => {
    const last = runs[runs.length - 1];
    if (last?.state === state) last.until = step;
    else runs.push({ state, from: step, until: step });
  });
  return runs;
}

/** What a picture shows, for who does not see it. */
function inWordsOf({ series, threshold, alerts, interval, steps }: RehearsalTimeline): string {
  const time = (step: number) => formatDuration(step * interval);
  const values = series.slice(0, mostDrawn).map(({ labels, values: all }) => {
    const known = all.filter((value) => value !== undefined);
    if (known.length === 0) return `${labelsInWords(labels)} has no value`;
    const [first, last] = [known[0]!, known[known.length - 1]!].map((value) => formatGeneral(short(value)));
    return `${labelsInWords(labels)} goes from ${first} to ${last}`;
  });
  const states = alerts.slice(0, mostDrawn).map(({ states: all }) =>
    statesInRuns(all)
      .map(({ state, from }) => `${state} from ${time(from)}`)
      .join(', '),
  );
  const limit = threshold === undefined ? [] : [`compared with ${threshold.op} ${threshold.text}`];
  return `0s to ${time(steps - 1)}. ${[...values, ...limit, ...(states.length === 0 ? ['the alert is never active'] : states)].join('. ')}.`;
}

const short = (value: number): number => Number(value.toPrecision(4));
