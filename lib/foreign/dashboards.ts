import type { JudgedDashboard, JudgedPanelQuery } from '../checks/model';
import { isMapping, type Path } from '../objects';
import { parse, parseWithVariables, type Query } from '../promql';
import type { Located } from './documents';
import { list, placeOf } from './rules';

/** A Grafana dashboard; undefined for any other document. */
export function dashboardOf(document: Located): JudgedDashboard | undefined {
  const wrapped = isMapping(document.value) && isMapping(document.value.dashboard);
  const base: Path = wrapped ? ['dashboard'] : [];
  const json = wrapped ? (document.value as { dashboard: unknown }).dashboard : document.value;
  if (!isMapping(json) || typeof json.title !== 'string' || (!Array.isArray(json.panels) && !Array.isArray(json.rows)) || json.kind !== undefined) return undefined;
  const title = json.title;
  return {
    uid: typeof json.uid === 'string' ? json.uid : '',
    title,
    json,
    queries: [...variableQueries(document, json, base), ...panelQueries(document, json, base)].map((query) => ({ ...query, title: `dashboard ${title}, ${query.title}` })),
    place: placeOf(document, base),
  };
}

/** Panels, also those inside of rows, with their places. */
function* panelsOf(parent: Record<string, unknown>, path: Path): Iterable<readonly [Record<string, unknown>, Path]> {
  for (const field of ['rows', 'panels']) {
    for (const [index, panel] of list(parent[field]).entries()) {
      if (!isMapping(panel)) continue;
      const at = [...path, field, index];
      yield [panel, at];
      yield* panelsOf(panel, at);
    }
  }
}

/** Queries for other datasources than Prometheus are in other languages. */
function isPrometheus(...holders: readonly Record<string, unknown>[]): boolean {
  const datasource = holders.map((holder) => holder.datasource).find((one) => one !== undefined && one !== null);
  if (!isMapping(datasource)) return true;
  return datasource.type === undefined || datasource.type === 'prometheus' || String(datasource.type).startsWith('$');
}

function* panelQueries(document: Located, dashboard: Record<string, unknown>, base: Path): Iterable<JudgedPanelQuery> {
  for (const [panel, path] of panelsOf(dashboard, base)) {
    for (const [index, target] of list(panel.targets).entries()) {
      if (!isMapping(target) || typeof target.expr !== 'string' || target.expr.trim() === '' || !isPrometheus(target, panel)) continue;
      yield {
        title: `panel ${typeof panel.title === 'string' && panel.title !== '' ? panel.title : String(panel.id)}`,
        query: panelQuery(target.expr),
        ...(typeof target.legendFormat === 'string' && { legend: target.legendFormat }),
        place: placeOf(document, [...path, 'targets', index], ['expr']),
      };
    }
  }
}

/** `label_values(query, label)` and `query_result(query)`, as Grafana's variables ask Prometheus. */
const variableFunction = /^\s*(?:label_values\(\s*([\s\S]+?)\s*,\s*[\w$]+\s*\)|query_result\(([\s\S]+)\))\s*$/;

function* variableQueries(document: Located, { templating }: Record<string, unknown>, base: Path): Iterable<JudgedPanelQuery> {
  for (const [index, variable] of list(isMapping(templating) ? templating.list : undefined).entries()) {
    if (!isMapping(variable) || variable.type !== 'query' || !isPrometheus(variable)) continue;
    const inner = isMapping(variable.query) ? variable.query.query : variable.query;
    const match = typeof inner === 'string' ? variableFunction.exec(inner) : null;
    const asked = match?.[1] ?? match?.[2];
    if (asked === undefined) continue;
    yield { title: `variable ${String(variable.name)}`, query: panelQuery(asked), place: placeOf(document, [...base, 'templating', 'list', index]) };
  }
}

/**
 * A query in which variables may stand for anything: durations, numbers, names, whole matchers. One that only reads with a variable in a
 * place of syntax is not judged, because its reader may choose what makes it right.
 */
function panelQuery(text: string): Query {
  const query = parseWithVariables(text.replace(/\[\[(\w+)\]\]/g, '${$1}'));
  if (query.diagnostics.length === 0 || !/\$|\[\[/.test(text)) return query;
  const asName = parse(text.replace(/\$\{(\w+)[^}]*\}|\$(\w+)/g, (whole, braced?: string, plain?: string) => (braced ?? plain ?? 'x').replace(/^_*/, '').padEnd(whole.length, '_')));
  return { text, diagnostics: [], ...(asName.diagnostics.length === 0 && asName.expr && { expr: asName.expr }) };
}
