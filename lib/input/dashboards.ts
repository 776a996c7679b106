import type { DashboardInput, PanelQueryInput } from '../analysis/check-input';
import { datasourceOf, prometheusTargets, speaksPromql } from '../analysis/grafana/datasource';
import { annotationsOf, panelsOf, showsLegends, variablesOf } from '../analysis/grafana/panels';
import { textAt } from '../kubernetes/access';
import type { Query } from '../promql/ast';
import { isMetricsql } from '../promql/dialects';
import { parseWithVariables } from '../promql/variables';
import type { LegendText } from '../render/dashboard/queries';
import { isMapping, type Path } from '../yaml/value';
import type { Located } from './documents';
import { placeOf } from './rules';

type Json = Readonly<Record<string, unknown>>;

/** A Grafana dashboard; undefined for any other document. */
export function dashboardOf(document: Located, inMetricsql = false): DashboardInput | undefined {
  const found = dashboardIn(document.value);
  if (found === undefined) return undefined;
  const { json, base } = found;
  const title = typeof json.title === 'string' ? json.title : '';
  const asked = [...variableQueries(json), ...annotationQueries(json), ...panelQueries(json)];
  const isOther = inMetricsql || asked.some(({ expr }) => isMetricsql(expr));
  const queries = asked.map(({ name, expr, legends, label, at, field }) => ({
    title: `dashboard ${title}, ${name}`,
    query: panelQuery(expr, isOther),
    ...(legends !== undefined && { legends }),
    label,
    place: placeOf(document, [...base, ...at], field, title),
  }));
  return {
    // What is filled in before it is applied is no uid yet.
    uid: typeof json.uid === 'string' && !json.uid.includes('${') ? json.uid : '',
    title,
    json,
    queries: queries.map(({ label, ...query }): PanelQueryInput => query),
    labels: queries.flatMap(({ title, query, label, place }) =>
      label === undefined || label.includes('$') ? [] : [{ title, label, queries: [query], place }],
    ),
    ...(document.holder === 'ConfigMap' || document.holder === 'Secret' ? { provisioned: true } : {}),
    place: placeOf(document, base, [], title),
  };
}

/** The dashboard in a document: as it is, as Grafana's API gives it, or as a Kubernetes object of Grafana's own API. */
export function dashboardIn(value: unknown): { readonly json: Json; readonly base: Path } | undefined {
  if (!isMapping(value)) return undefined;
  if (isMapping(value.dashboard) && isDashboard(value.dashboard)) return { json: value.dashboard, base: ['dashboard'] };
  if (value.kind === 'Dashboard' && isMapping(value.spec) && isDashboard(value.spec)) return { json: value.spec, base: ['spec'] };
  return value.kind === undefined && isDashboard(value) ? { json: value, base: [] } : undefined;
}

const isDashboard = (json: Json): boolean =>
  (Array.isArray(json.panels) || Array.isArray(json.rows)) && (typeof json.title === 'string' || typeof json.schemaVersion === 'number');

interface Asked {
  readonly name: string;
  readonly expr: string;
  readonly legends?: readonly LegendText[];
  /** The label whose values a variable offers. */
  readonly label?: string;
  readonly at: Path;
  /** The way from there to the text of the query. */
  readonly field: Path;
}

function* panelQueries(json: Json): Iterable<Asked> {
  for (const panel of panelsOf(json)) {
    for (const { json: target, at } of prometheusTargets(panel, json)) {
      const [expr, legend] = [textAt(target, 'expr'), textAt(target, 'legendFormat')];
      if (expr !== undefined && expr.trim() !== '') {
        yield {
          name: panel.title,
          expr,
          ...(legend !== undefined && showsLegends(panel, target) && { legends: [{ name: 'legend', text: legend }] }),
          at,
          field: ['expr'],
        };
      }
    }
  }
}

/** The PromQL, and the label, of `label_values(query, label)` and `query_result(query)`, as Grafana's variables ask Prometheus. */
function questionOf(text: string): { readonly expr: string; readonly label?: string } | undefined {
  const call = text.trim();
  if (!call.endsWith(')')) return undefined;
  if (call.startsWith('query_result(')) return asking(call.slice('query_result('.length, -1));
  if (!call.startsWith('label_values(')) return undefined;
  const inside = call.slice('label_values('.length, -1);
  const comma = inside.lastIndexOf(',');
  const label = inside.slice(comma + 1).trim();
  return comma > 0 && /^[\w$]+$/.test(label) ? asking(inside.slice(0, comma).trim(), label) : undefined;
}

const asking = (expr: string, label?: string) => (expr === '' ? undefined : { expr, ...(label !== undefined && { label }) });

function* variableQueries(json: Json): Iterable<Asked> {
  for (const variable of variablesOf(json)) {
    const question = variable.type === 'query' && variable.query !== undefined ? questionOf(variable.query) : undefined;
    if (question !== undefined && speaksPromql(datasourceOf(variable.json), json, question.expr)) {
      yield { name: `variable ${variable.name}`, ...question, at: variable.at, field: [] };
    }
  }
}

function* annotationQueries(json: Json): Iterable<Asked> {
  for (const { json: annotation, at } of annotationsOf(json)) {
    for (const field of [['expr'], ['target', 'expr']]) {
      const expr = textAt(annotation, ...field);
      if (expr === undefined || expr.trim() === '' || !speaksPromql(datasourceOf(annotation), json, expr)) continue;
      yield { name: `annotation ${textAt(annotation, 'name') ?? ''}`, expr, legends: annotationLegends(annotation), at, field };
    }
  }
}

const annotationLegends = (annotation: Json): readonly LegendText[] =>
  (['title', 'text'] as const).flatMap((name) => {
    const text = textAt(annotation, `${name}Format`);
    return text === undefined ? [] : [{ name, text }];
  });

/** Variables of Grafana's own that stand for durations and numbers, and so cannot hide what is wrong with the syntax. */
const builtIn = /\$\{?__(?:rate_interval|interval|range)(?:_ms|_s)?(?:\}|\b)/g;
/** A variable that is a part of a name: `node_$what`, `${what}_total`. */
const inName = /[\w:]\$|\$\{\w+[^}]*\}[\w:]*[_:A-Z]/;
const bracketed = /\[[^\]]*\]/g;
const quoted = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g;

/**
 * A query in which variables may stand for anything: durations, numbers, names, whole matchers. One that only reads with a variable in a
 * place of syntax is not judged, because its reader may choose what makes it right; nor is what VictoriaMetrics may take.
 */
function panelQuery(expr: string, inMetricsql: boolean): Query {
  const written = expr.replace(/\[\[(\w+)\]\]/g, '${$1}');
  const query = parseWithVariables(written);
  if (query.diagnostics.length === 0) {
    return inName.test(written.replace(quoted, '').replace(bracketed, '')) ? { text: expr, diagnostics: [] } : query;
  }
  if (inMetricsql) return { text: expr, diagnostics: [] };
  if (!/\$|\[\[/.test(expr.replace(quoted, '').replace(builtIn, '')) && !/\$\{\w+:/.test(expr)) return query;
  return { text: expr, diagnostics: [] };
}
