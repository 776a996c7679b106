import type { PanelQuery } from '../../model/dashboard/panel';
import type { Calc } from '../../model/dashboard/style';
import type { JsonObject } from '../../text/json';
import { datasourceModel } from './datasource';

/** A, B ... Z, AA, AB ...: as Grafana names the queries of a panel. */
export function refId(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : refId(Math.floor(index / 26) - 1) + last;
}

type Asked = { readonly instant: true; readonly format?: 'table' } | { readonly range: true; readonly format?: 'heatmap' };

/** The queries of a panel, as Grafana's datasource for Prometheus reads them. */
export const targetModels = <Query extends PanelQuery>(
  { queries, datasource }: { readonly queries: readonly Query[]; readonly datasource?: string },
  asked: Asked | ((query: Query) => Asked) = { range: true },
): readonly JsonObject[] =>
  queries.map((query, index) => {
    const { format, ...range } = typeof asked === 'function' ? asked(query) : asked;
    return {
      refId: refId(index),
      datasource: datasourceModel(datasource),
      expr: query.expr.text,
      // Without a legend Grafana names the labels in which the series differ.
      legendFormat: format === 'table' ? query.legend : (query.legend ?? (format === 'heatmap' ? '{{le}}' : '__auto')),
      hide: query.hidden,
      ...range,
      format,
    };
  });

/** The last value needs no history; any other needs all of the range. */
export const askedFor = (reduce: Calc = 'lastNotNull'): Asked =>
  reduce === 'lastNotNull' || reduce === 'last' ? { instant: true } : { range: true };
