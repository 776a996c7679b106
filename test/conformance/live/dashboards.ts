import { dist, filesOf, objectsIn } from '../dist';

interface DashboardFile {
  readonly title: string;
  readonly templating: {
    readonly list: readonly { readonly name: string; readonly allValue?: string; readonly query: { readonly query: string } }[];
  };
  readonly panels: readonly { readonly title: string; readonly targets?: readonly { readonly refId: string; readonly expr: string }[] }[];
}

const files = objectsIn(dist)
  .filter(({ kind, metadata }) => kind === 'ConfigMap' && /^grafana-dashboards(-\d+)?$/.test(metadata.name))
  .flatMap((configMap) => Object.values(filesOf(configMap)))
  .map((text) => JSON.parse(text) as DashboardFile);

/** A query as Grafana sends it when all variables are at All and a sample comes every 15 seconds. */
function sent(expr: string, { templating }: DashboardFile): string {
  const values = new Map(templating.list.map(({ name, allValue }) => [name, allValue]));
  values.set('__rate_interval', '1m');
  return expr.replace(/\$\{?(\w+)\}?/g, (variable, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`nothing is known to put in the place of ${variable} in: ${expr}`);
    return value;
  });
}

/** Every query of every panel in dist/: where it is, and the text that is sent. */
export const panelQueries = files.flatMap((file) =>
  file.panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ refId, expr }) => [`${file.title}, ${title}, ${refId}`, sent(expr, file)] as const),
  ),
);

/** Every variable of every dashboard in dist/: where it is, the series that its values are looked for in, and the label that has them. */
export const variableQueries = files.flatMap((file) =>
  file.templating.list.map(({ name, query }) => {
    const [, series, label] = /^label_values\((.+), (\w+)\)$/.exec(query.query)!;
    return [`${file.title}, $${name}`, sent(series!, file), label!] as const;
  }),
);
