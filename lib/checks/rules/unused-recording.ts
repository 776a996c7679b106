import { type CheckInput, queriesOf } from '../../analysis/check-input';
import { foundAt } from '../../analysis/found';
import { annotationsOf, variablesOf } from '../../analysis/grafana/panels';
import { templatesOf } from '../../analysis/rule-templates';
import { metricName } from '../../analysis/series-sources';
import { mappingAt } from '../../kubernetes/access';
import type { Query, VectorSelector } from '../../promql/ast';
import { parse } from '../../promql/parse';
import { regexpMatches } from '../../promql/regexp';
import { selectorsOf } from '../../promql/walk';
import { check } from '../check';

export const unusedRecording = check('unused-recording', {
  finds: 'a recorded series that no rule and no dashboard reads',
  severity: 'info',
  *run(input) {
    // Without dashboards they are elsewhere, and nothing is known of what they read.
    if (input.dashboards.length === 0) return;
    const recordings = input.rules.filter(({ kind }) => kind === 'recording');
    const unread = unreadOf(new Set(recordings.map(({ name }) => name)), input);
    const told = new Set<string>();
    for (const { name, isPublished, place } of recordings) {
      if (!unread.has(name) || told.has(name) || isPublished) continue;
      told.add(name);
      yield foundAt(place, {
        message: `recording ${name} is read by no rule and no dashboard`,
        hint: 'drop it, unless something else reads it: people, another Prometheus by federation, or an API',
      });
    }
  },
});

function unreadOf(names: ReadonlySet<string>, input: CheckInput): ReadonlySet<string> {
  const unread = new Set(names);
  const queries: readonly Pick<Query, 'expr' | 'text'>[] = [
    ...queriesOf(input).map(({ query }) => query),
    ...input.rules.flatMap((rule) => templatesOf(rule).flatMap(({ notes }) => notes.queries.map(({ text }) => parse(text)))),
  ];
  for (const { expr, text } of queries) {
    if (expr === undefined) for (const name of unread) if (text.includes(name)) unread.delete(name);
    for (const selector of expr === undefined ? [] : selectorsOf(expr)) {
      const name = metricName(selector);
      if (name !== undefined) unread.delete(name);
      else for (const candidate of unread) if (mayRead(selector, candidate)) unread.delete(candidate);
    }
  }
  if (unread.size > 0) forgetMentioned(unread, input);
  return unread;
}

/** Whether a selector without one metric's name may return series of this one. */
function mayRead({ matchers }: VectorSelector, metric: string): boolean {
  return matchers
    .filter(({ name }) => name === '__name__')
    .every(({ op, value }) => {
      if (value.includes('$')) return true;
      const matches = op === '=' || op === '!=' ? value === metric : regexpMatches(value, metric);
      return matches === (op === '=' || op === '=~');
    });
}

/**
 * What a variable of a dashboard, a metrics adapter or an autoscaler names is read too, in whatever language. JSON files are
 * dashboards.
 */
function forgetMentioned(unread: Set<string>, { dashboards, objects }: CheckInput): void {
  const look = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const name of unread) if (value.includes(name) && mentions(value, name)) unread.delete(name);
    } else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) look(inner);
  };
  for (const { json } of dashboards)
    if (json !== undefined) for (const asked of [...variablesOf(json), ...annotationsOf(json)]) look(asked.json);
  for (const { object } of objects) {
    if (object.kind === 'ConfigMap')
      for (const [file, content] of Object.entries(mappingAt(object, 'data'))) {
        if (!file.endsWith('.json')) look(content);
      }
    else if (object.kind !== 'PrometheusRule') look(object);
  }
}

/** Whether a text has the name otherwise than as that of a recording rule. */
function mentions(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const before = text.slice(Math.max(0, at - 20), at);
    if (/[\w:]/.test(text[at + name.length] ?? '') || /[\w:]$/.test(before)) continue;
    if (!/record["']?\s*:\s*["']?$/.test(before)) return true;
  }
  return false;
}
