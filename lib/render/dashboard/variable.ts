import type { LabelVariable, Variable } from '../../model/dashboard/variable';
import { withoutParens } from '../../promql/walk';
import type { JsonObject } from '../../text/json';
import { datasourceModel } from './datasource';

const hidden = { none: 0, label: 1, all: 2 } as const;

export const variableModel = (variable: Variable): JsonObject => ({
  name: variable.name,
  label: variable.label,
  hide: hidden[variable.hide ?? 'none'],
  ...choicesModel(variable),
});

function choicesModel(variable: Variable): JsonObject {
  if ('from' in variable) return labelModel(variable);
  if ('values' in variable) return fixedModel(variable.values, variable.multi === true);
  if ('intervals' in variable) {
    const [first = ''] = variable.intervals;
    return { type: 'interval', query: variable.intervals.join(','), auto: false, refresh: 2, current: { text: first, value: first } };
  }
  if ('datasource' in variable) return { type: 'datasource', query: variable.datasource, regex: variable.regex ?? '', refresh: 1 };
  if ('text' in variable) return { type: 'textbox', query: variable.text, current: { text: variable.text, value: variable.text } };
  if ('constant' in variable) {
    const current = { text: variable.constant, value: variable.constant };
    return { type: 'constant', query: variable.constant, current, hide: hidden.all, skipUrlSync: true };
  }
  if ('filters' in variable) {
    return {
      type: 'adhoc',
      datasource: datasourceModel(),
      filters: [],
      defaultKeys: variable.filters.map((key) => ({ text: key, value: key })),
    };
  }
  return variable.raw;
}

function labelModel({ from, of, multi, all, regex }: LabelVariable): JsonObject {
  const hasAll = multi === true && all !== 'off';
  const { query, pattern = regex } = questionFor(from, of);
  return {
    type: 'query',
    datasource: datasourceModel(),
    query: { query, refId: 'A' },
    definition: query,
    regex: pattern,
    refresh: 2,
    sort: 1,
    multi: multi === true,
    includeAll: hasAll,
    // All is "any value, and none": a series that lacks the label still shows.
    ...(hasAll && { allValue: '.*', current: { text: ['All'], value: ['$__all'] } }),
  };
}

/**
 * Grafana asks for the labels of series only by a selector. The result of any other expression comes as texts, one for each series:
 * `{queue="a"} 5 1700000000`, of which a pattern takes the value. That of a single label cannot be mistaken.
 */
export function questionFor(from: LabelVariable['from'], of: string): { readonly query: string; readonly pattern?: string } {
  const expr = from.expr && withoutParens(from.expr);
  const isPlain = expr === undefined || (expr.kind === 'selector' && expr.offset === undefined && expr.at === undefined);
  if (isPlain) return { query: `label_values(${from.text}, ${of})` };
  return { query: `query_result(count by (${of}) (${from.text}))`, pattern: `/^\\{${of}="(.*)"\\}/` };
}

/** `a, b`, or `name : value`; commas of a value are escaped. */
function fixedModel(values: readonly string[] | Readonly<Record<string, string>>, multi: boolean): JsonObject {
  const pairs = Array.isArray(values) ? values.map((value: string) => [value, value]) : Object.entries(values as Record<string, string>);
  const escaped = (text: string) => text.replaceAll(',', '\\,');
  const query = pairs.map(([text, value]) => (text === value ? escaped(value!) : `${escaped(text!)} : ${escaped(value!)}`)).join(',');
  const [text = '', value = ''] = pairs[0] ?? [];
  const all = { text: ['All'], value: ['$__all'] };
  return {
    type: 'custom',
    query,
    multi,
    includeAll: multi,
    current: multi ? all : { text, value },
    options: pairs.map(([text, value]) => ({ text, value, selected: !multi && value === pairs[0]![1] })),
  };
}
