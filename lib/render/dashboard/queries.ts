import type { Dashboard } from '../../model/dashboard';
import type { Panel, PlacedPanel } from '../../model/dashboard/layout';
import type { Query } from '../../promql/ast';
import { parseWithVariables } from '../../promql/variables';

/** A query of a dashboard, and where it stands in it. */
export interface DashboardQuery {
  /** `panel Requests`, `variable pod`. */
  readonly title: string;
  /** The name of the panel or the variable. */
  readonly name: string;
  readonly query: Query;
  /** What is written of the labels of its result. @default - nothing */
  readonly legends?: readonly LegendText[];
}

/** A text with `{{label}}` in it: the legend of a panel's query, the title or the text of an annotation. In JSON, its field is `<name>Format`. */
export interface LegendText {
  readonly name: 'legend' | 'title' | 'text';
  readonly text: string;
}

/** All that a dashboard asks Prometheus. */
export const dashboardQueries = ({ panels, variables = [], annotations = [] }: Dashboard): readonly DashboardQuery[] => [
  ...variables.flatMap((variable) =>
    'from' in variable ? [{ title: `variable ${variable.name}`, name: variable.name, query: variable.from }] : [],
  ),
  ...annotations.flatMap((annotation) =>
    'expr' in annotation
      ? [
          {
            title: `annotation ${annotation.name}`,
            name: annotation.name,
            query: annotation.expr,
            legends: [...legend('title', annotation.title), ...legend('text', annotation.text)],
          },
        ]
      : [],
  ),
  ...placedPanels(panels).flatMap((panel) =>
    queriesOf(panel).map((asked) => ({
      title: `panel ${panel.title}`,
      name: panel.title,
      query: asked.query,
      legends: legend('legend', asked.legend),
    })),
  ),
];

const legend = (name: LegendText['name'], text: string | undefined): readonly LegendText[] => (text === undefined ? [] : [{ name, text }]);

/** A label that one of the results has to have. */
export interface DashboardLabel extends Pick<DashboardQuery, 'title' | 'name'> {
  readonly label: string;
  readonly queries: readonly Query[];
}

/** The labels that become columns of tables and choices of variables. */
export const dashboardLabels = ({ panels, variables = [] }: Dashboard): readonly DashboardLabel[] => [
  ...variables.flatMap((variable) =>
    'from' in variable ? [{ title: `variable ${variable.name}`, name: variable.name, label: variable.of, queries: [variable.from] }] : [],
  ),
  ...placedPanels(panels).flatMap((panel) => {
    if (panel.kind !== 'table') return [];
    const queries = panel.queries.filter(({ hidden }) => hidden !== true).map(({ expr }) => expr);
    return Object.keys(panel.columns).map((label) => ({ title: `panel ${panel.title}`, name: panel.title, label, queries }));
  }),
];

/** All panels, also those in rows and lines. */
export const placedPanels = (panels: readonly Panel[]): readonly PlacedPanel[] =>
  panels.flatMap((panel) => (panel.kind === 'row' || panel.kind === 'line' ? placedPanels(panel.panels) : [panel]));

function queriesOf(panel: PlacedPanel): readonly { readonly query: Query; readonly legend?: string }[] {
  if (panel.kind === 'table') return panel.queries.map(({ expr }) => ({ query: expr }));
  if ('queries' in panel) return panel.queries.map(({ expr, legend }) => ({ query: expr, legend }));
  if (panel.kind !== 'raw' || !Array.isArray(panel.json.targets)) return [];
  return panel.json.targets.flatMap((target: { readonly expr?: unknown; readonly legendFormat?: unknown } | null) => {
    if (typeof target?.expr !== 'string') return [];
    const legend = typeof target.legendFormat === 'string' ? target.legendFormat : undefined;
    return [{ query: parseWithVariables(target.expr), legend }];
  });
}
