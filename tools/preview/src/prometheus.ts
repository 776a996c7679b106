import { type DataFrame, FieldType, type Labels, rangeUtil, toDataFrame } from '@grafana/data';
import type { Given, PanelJson, TargetJson, Values } from './types';
import { builtins, interpolate } from './variables';

interface Series {
  readonly metric: Labels;
  readonly value?: [number, string];
  readonly values?: [number, string][];
}

/** Asks Prometheus' HTTP API. The page's requests are answered by whoever opened it. */
export async function get<T>(path: string, parameters: Readonly<Record<string, string>>): Promise<T> {
  const answer = await fetch(`/api/v1/${path}?${new URLSearchParams(parameters)}`);
  const { status, data, error } = await answer.json();
  if (status !== 'success') throw new Error(error);
  return data as T;
}

/** The data of a panel as Grafana's Prometheus datasource gives it (pkg/promlib/models/query.go: step, alignment, rate interval). */
export async function framesOf(panel: PanelJson, width: number, values: Values, given: Given): Promise<DataFrame[]> {
  const targets = (panel.targets ?? []).map((target, index) => ({ ...target, refId: target.refId ?? String.fromCharCode(65 + index) }))
    .filter(({ expr, hide }) => expr && !hide);
  const tables = targets.filter(({ format }) => format === 'table').length;
  const frames = await Promise.all(targets.map((target) => framesOfTarget(target, panel, width, values, given, tables > 1)));
  return frames.flat();
}

async function framesOfTarget(target: TargetJson, panel: PanelJson, width: number, values: Values, given: Given, named: boolean): Promise<DataFrame[]> {
  const least = interpolate(target.interval || panel.interval || '', values, builtins(given, given.scrapeInterval));
  const lowest = least ? `${rangeUtil.intervalToSeconds(least.replace(/^>/, ''))}s` : `${given.scrapeInterval}s`;
  const from = panel.timeFrom ? given.to - rangeUtil.intervalToMs(panel.timeFrom) : given.from;
  const { intervalMs } = rangeUtil.calculateInterval(
    { from: { valueOf: () => from }, to: { valueOf: () => given.to } } as never, panel.maxDataPoints ?? width, lowest);
  const step = Math.max(1, Math.round(intervalMs / 1000));
  const query = interpolate(target.expr!, values, builtins({ ...given, from }, step));
  const isInstant = target.instant === true && target.range !== true;
  const align = (time: number) => Math.floor(time / 1000 / step) * step;
  const { result } = isInstant
    ? await get<{ result: Series[] }>('query', { query, time: String(given.to / 1000) })
    : await get<{ result: Series[] }>('query_range', { query, start: String(align(from)), end: String(align(given.to)), step: String(step) });
  const series = Array.isArray(result) && typeof result[0] === 'number' ? [{ metric: {}, value: result as never }] : result;
  // Nothing found is no frame at all, not one without rows.
  if (target.format === 'table') return series.length === 0 ? [] : [tableFrame(series, target.refId!, named)];
  if (target.format === 'heatmap') return [heatmapFrame(series, step)];
  return series.map((each) => seriesFrame(each, target, step, query, series.length, values));
}

const numbers = ({ value, values = value ? [value] : [] }: Series) => values.map(([time, text]) => [time * 1000, Number(text.replace('Inf', 'Infinity'))] as const);

function seriesFrame(series: Series, target: TargetJson, step: number, query: string, count: number, variables: Values): DataFrame {
  const points = numbers(series);
  const times: number[] = [];
  const values: (number | null)[] = [];
  points.forEach(([time, value], index) => {
    // A missing step is a hole: the panel itself inserts them only in its own way in Grafana's application.
    if (index > 0 && time - points[index - 1]![0] > step * 1000) {
      times.push(points[index - 1]![0] + 1);
      values.push(null);
    }
    times.push(time);
    values.push(Number.isNaN(value) ? null : value);
  });
  const { __name__: _, ...labels } = series.metric;
  return toDataFrame({
    refId: target.refId,
    name: legendOf(series.metric, target.legendFormat, query, count, variables),
    fields: [
      { name: 'Time', type: FieldType.time, values: times, config: { interval: step * 1000 } },
      { name: 'Value', type: FieldType.number, values, labels, config: { displayNameFromDS: legendOf(series.metric, target.legendFormat, query, count, variables) } },
    ],
  });
}

function legendOf(metric: Labels, format: string | undefined, query: string, count: number, variables: Values): string {
  const { __name__: name = '', ...labels } = metric;
  if (!format || format === '__auto') {
    const text = Object.entries(labels).map(([key, value]) => `${key}="${value}"`).join(', ');
    if (format === '__auto' && count === 1) return text ? `${name}{${text}}` : query;
    return text ? `${name}{${text}}` : name || query;
  }
  return interpolate(format, variables).replace(/\{\{\s*(.+?)\s*\}\}/g, (_, label: string) => metric[label] ?? '');
}

function tableFrame(series: readonly Series[], refId: string, named: boolean): DataFrame {
  const rows = series.flatMap((each) => numbers(each).map(([time, value]) => ({ time, value, metric: each.metric })));
  const labels = [...new Set(rows.flatMap(({ metric }) => Object.keys(metric)))].sort();
  return toDataFrame({
    refId,
    fields: [
      { name: 'Time', type: FieldType.time, values: rows.map(({ time }) => time) },
      ...labels.map((label) => ({ name: label, type: FieldType.string, config: { filterable: true }, values: rows.map(({ metric }) => metric[label] ?? '') })),
      { name: named ? `Value #${refId}` : 'Value', type: FieldType.number, values: rows.map(({ value }) => value) },
    ],
  });
}

/** Buckets as rows of a heatmap: what is counted up to `le` less what is counted below it. */
function heatmapFrame(series: readonly Series[], step: number): DataFrame {
  const bound = ({ metric }: Series) => Number((metric.le ?? '').replace('+Inf', 'Infinity'));
  const sorted = [...series].sort((a, b) => bound(a) - bound(b));
  const times = [...new Set(sorted.flatMap((each) => numbers(each).map(([time]) => time)))].sort((a, b) => a - b);
  const cumulative = sorted.map((each) => new Map(numbers(each)));
  return toDataFrame({
    fields: [
      { name: 'Time', type: FieldType.time, values: times, config: { interval: step * 1000 } },
      ...sorted.map((each, row) => ({
        name: each.metric.le ?? '', type: FieldType.number,
        values: times.map((time) => Math.max(0, (cumulative[row]!.get(time) ?? 0) - (cumulative[row - 1]?.get(time) ?? 0))),
      })),
    ],
  });
}
