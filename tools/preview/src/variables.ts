import { get } from './prometheus';
import type { Given, VariableJson, Values } from './types';

/** The values that a dashboard's variables have when it is opened: what it was saved with, all, or the first one. */
export async function valuesOf(given: Given): Promise<Values> {
  const values = new Map<string, readonly string[]>();
  for (const variable of given.dashboard.templating?.list ?? []) values.set(variable.name, await valueOf(variable, values, given));
  return values;
}

async function valueOf(variable: VariableJson, known: Values, given: Given): Promise<readonly string[]> {
  const query = typeof variable.query === 'string' ? variable.query : (variable.query?.query ?? '');
  const current = [variable.current?.value ?? []].flat().filter((value) => value !== '$__all' && value !== '');
  switch (variable.type) {
    case 'datasource':
      return [variable.name];
    case 'constant':
    case 'textbox':
      return [query];
    case 'custom':
    case 'interval': {
      const options = query.split(',').map((option) => option.split(' : ').pop()!.trim());
      return variable.includeAll ? options : [current[0] ?? options[0] ?? ''];
    }
    case 'query': {
      const options = await optionsOf(interpolate(query, known, builtins(given, 60)), variable, given);
      if (variable.includeAll) return options;
      return [current.find((value) => options.includes(value)) ?? options[0] ?? ''];
    }
    default:
      return [''];
  }
}

async function optionsOf(query: string, { regex, sort }: VariableJson, given: Given): Promise<readonly string[]> {
  const range = { start: String(given.from / 1000), end: String(given.to / 1000) };
  const labels = /^label_values\((?:([\s\S]+),)?\s*([\w$]+)\s*\)$/.exec(query.trim());
  const result = /^query_result\(([\s\S]+)\)$/.exec(query.trim());
  let found: string[] = [];
  if (labels) {
    const [, selector, label] = labels;
    found = await get<string[]>(`label/${label}/values`, selector ? { 'match[]': selector.trim(), ...range } : range);
  } else if (result) {
    const { result: series } = await get<{ result: { metric: Record<string, string>; value: [number, string] }[] }>('query', { query: result[1]!, time: range.end });
    found = series.map(({ metric: { __name__: name = '', ...rest }, value }) =>
      `${name}{${Object.entries(rest).map(([key, text]) => `${key}="${text}"`).join(',')}} ${value[1]} ${value[0] * 1000}`);
  }
  const written = /^\/(.*)\/[gimsuy]*$/.exec(regex ?? '');
  if (written) {
    const expression = new RegExp(written[1]!);
    found = found.flatMap((text) => {
      const match = expression.exec(text);
      return match ? [match.groups?.value ?? match[1] ?? match[0]] : [];
    });
  }
  const unique = [...new Set(found)];
  return sort === 0 ? unique : unique.sort();
}

/** `$__rate_interval` and its like, for a step in seconds (Grafana documentation, "Global variables"). */
export function builtins({ from, to, scrapeInterval }: Given, step: number): Readonly<Record<string, string>> {
  const range = Math.round((to - from) / 1000);
  return {
    __rate_interval: `${Math.max(step + scrapeInterval, 4 * scrapeInterval)}s`,
    __interval: `${step}s`,
    __interval_ms: String(step * 1000),
    __range: `${range}s`,
    __range_s: String(range),
    __range_ms: String(range * 1000),
  };
}

/** A text with the values of its variables: several values of one as an expression, as Grafana writes them for Prometheus. */
export function interpolate(text: string, values: Values, more: Readonly<Record<string, string>> = {}): string {
  return text.replace(/\$(\w+)|\$\{(\w+)(?::(\w+))?\}|\[\[(\w+)\]\]/g, (whole, plain, braced, format, old) => {
    const name = plain ?? braced ?? old;
    if (more[name] !== undefined) return more[name];
    const value = values.get(name);
    if (value === undefined) return whole;
    if (value.length === 1) return value[0]!;
    if (format === 'csv') return value.join(',');
    if (format === 'pipe') return value.join('|');
    return `(${value.map((one) => one.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')})`;
  });
}
