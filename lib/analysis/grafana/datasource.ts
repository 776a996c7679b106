import { mappingsAt, textAt, valueAt } from '../../kubernetes/access';
import { isLogql } from '../../promql/dialects';
import { type LocatedPanel, type LocatedTarget, targetsOfPanel, variablesOf } from './panels';
import { isBuiltIn, referencesIn } from './references';

/** What a panel, a query or a variable says of its datasource. */
export interface DatasourceReference {
  /** A uid; in old dashboards a name. Undefined where Grafana's default is meant. */
  readonly id?: string;
  readonly type?: string;
}

/** Datasources that Grafana brings itself. */
const builtIn: ReadonlySet<string> = new Set([
  '-- Mixed --',
  '-- Dashboard --',
  '-- Grafana --',
  'grafana',
  '__expr__',
  '-100',
  'default',
  '-- Expression --',
]);

export const isMixed = ({ id }: DatasourceReference): boolean => id === '-- Mixed --';
export const isExpression = ({ id, type }: DatasourceReference): boolean => type === '__expr__' || id === '__expr__' || id === '-100';
export const isBuiltInDatasource = ({ id, type }: DatasourceReference): boolean =>
  isExpression({ id, type }) || (id !== undefined && builtIn.has(id));

/** The datasource of anything that has one; undefined where it names none. */
export function datasourceOf(json: unknown): DatasourceReference | undefined {
  const value = valueAt(json, 'datasource');
  if (typeof value === 'string') return value === '' ? undefined : { id: value };
  const [id, type] = [textAt(value, 'uid'), textAt(value, 'type')];
  if (id === undefined && type === undefined) return undefined;
  return { ...(id !== undefined && { id }), ...(type !== undefined && { type }) };
}

/** The datasource of a query: its own, or that of its panel. */
export const datasourceFor = (target: LocatedTarget, panel: LocatedPanel): DatasourceReference | undefined => {
  const ofPanel = datasourceOf(panel.json);
  return datasourceOf(target.json) ?? (ofPanel && isMixed(ofPanel) ? undefined : ofPanel);
};

/** The variable that names a datasource; undefined where the reference is a plain uid or name. */
export function variableOf({ id = '' }: DatasourceReference): string | undefined {
  const [reference] = referencesIn(id);
  return reference !== undefined && reference.span.from === 0 && reference.span.to === id.length && !isBuiltIn(reference.name)
    ? reference.name
    : undefined;
}

/** Datasources that answer PromQL as Prometheus does. */
const promqlTypes: ReadonlySet<string> = new Set([
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'grafana-azureprometheus-datasource',
]);

/** Names that datasources for other languages mostly have. */
const otherNames =
  /loki|tempo|jaeger|elastic|opensearch|influx|graphite|cloudwatch|stackdriver|mysql|postgres|clickhouse|victoria|testdata|logs/i;

/**
 * Whether a datasource answers PromQL, as far as the dashboard says it: by its type, by that of the variable or the input that chooses it,
 * or by its name. Of none it is asked what the query looks like.
 */
export function speaksPromql(reference: DatasourceReference | undefined, dashboard: object, expr: string | undefined): boolean {
  const { id = '', type } = reference ?? {};
  if (type !== undefined && !type.startsWith('$')) return promqlTypes.has(type);
  const name = reference && variableOf(reference);
  const chosen =
    name === undefined
      ? undefined
      : (variablesOf(dashboard).find((variable) => variable.name === name && variable.type === 'datasource')?.query ??
        mappingsAt(dashboard, '__inputs')
          .map(([input]) => input)
          .find((input) => input.name === name)?.pluginId);
  if (typeof chosen === 'string') return promqlTypes.has(chosen);
  return expr !== undefined && !otherNames.test(id) && !isLogql(expr);
}

/** Whether Prometheus answers a query of a panel. */
export const asksPrometheus = (target: LocatedTarget, panel: LocatedPanel, dashboard: object): boolean =>
  speaksPromql(datasourceFor(target, panel), dashboard, textAt(target.json, 'expr'));

/** The queries of a panel that Prometheus answers. */
export const prometheusTargets = (panel: LocatedPanel, dashboard: object): readonly LocatedTarget[] =>
  targetsOfPanel(panel).filter((target) => asksPrometheus(target, panel, dashboard));
