import { parseWithVariables } from '../../promql';
import { text } from '../data';
import type { JudgedDashboard, JudgedPanelQuery, Place } from '../model';
import { prometheusTargets } from './datasource';
import { panelsOf, variablesOf } from './panels';

/** The functions of a variable's query that Grafana answers itself, with the PromQL that some of them have in it. */
const variableQuery = /^\s*(?:label_values\(\s*(.+?)\s*,\s*[^,(){}]+\)|query_result\(\s*(.+)\s*\))\s*$/s;

/** A dashboard in Grafana's JSON as it is judged: every query of a panel or a variable that Prometheus answers. */
export function judgedDashboard(json: object, place: Place, provisioned: boolean): JudgedDashboard {
  const inside = (at: readonly (string | number)[]): Place => ({ ...place, ...(place.locate && { locate: (span, more = []) => place.locate!(span, [...at, ...more]) }) });
  const variables = variablesOf(json).flatMap(({ name, type, query = '', at }): JudgedPanelQuery[] => {
    const [, series, result] = type === 'query' ? variableQuery.exec(query) ?? [] : [];
    const asked = series ?? result;
    return asked === undefined ? [] : [{ title: `variable ${name}`, query: parseWithVariables(asked), place: inside([...at, 'query']) }];
  });
  const panels = panelsOf(json).flatMap((panel) => prometheusTargets(panel, json).flatMap((target): JudgedPanelQuery[] => {
    const [expr, legend] = [text(target.json, 'expr'), text(target.json, 'legendFormat')];
    if (expr === undefined || expr.trim() === '') return [];
    return [{ title: panel.title, query: parseWithVariables(expr), ...(legend && { legend }), place: inside([...target.at, 'expr']) }];
  }));
  return { uid: text(json, 'uid') ?? '', title: text(json, 'title') ?? '', queries: [...variables, ...panels], json, provisioned, place };
}
