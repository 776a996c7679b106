import { parseWithVariables } from '../../lib/promql/variables';
import { metricOf, selectorsOf } from '../../lib/promql/walk';

/** The names of all metrics that the queries and variables of dashboards read. */
export function metricsIn(dashboards: readonly unknown[]): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(look);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if ((key === 'expr' || key === 'query' || key === 'definition') && typeof inner === 'string') addNames(inner, names);
        else look(inner);
      }
    }
  };
  look(dashboards);
  return names;
}

function addNames(text: string, names: Set<string>): void {
  const [, selector] = /^label_values\((?:([\s\S]+),)?\s*[\w$]+\s*\)$/.exec(text.trim()) ?? [];
  const [, result] = /^query_result\(([\s\S]+)\)$/.exec(text.trim()) ?? [];
  const { expr } = parseWithVariables(selector ?? result ?? text);
  if (expr === undefined) return;
  for (const name of selectorsOf(expr).map(metricOf)) if (name !== undefined) names.add(name);
}
