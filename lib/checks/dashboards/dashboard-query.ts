import { foundAt } from '../../analysis/found';
import { asksPrometheus, datasourceFor, datasourceOf, isExpression } from '../../analysis/grafana/datasource';
import { hasPanels, type LocatedPanel, type LocatedTarget, panelsOf, targetsOfPanel } from '../../analysis/grafana/panels';
import { referencesIn } from '../../analysis/grafana/references';
import { textAt, valueAt } from '../../kubernetes/access';
import { inWords } from '../../text/list';
import type { Path } from '../../yaml/value';
import { check } from '../check';

export const dashboardQuery = check('dashboard-query', {
  finds: 'a panel without a query, or with an expression over a query that does not exist',
  severity: 'error',
  kinds: { empty: { declared: 'warning', manifests: 'info' }, 'same-name': 'warning', hidden: 'info' },
  *run(input) {
    for (const { title, json, place } of input.dashboards) {
      if (json === undefined) continue;
      const panels = panelsOf(json);
      const ids = new Set(panels.map((panel) => panel.json.id));
      // Pages of Grafana's own, such as its home, have no field of this name.
      if (Array.isArray(valueAt(json, 'panels')) && !hasPanels(json)) {
        yield foundAt<Kind>(place, {
          kind: 'empty',
          message: `dashboard ${title} has no panels`,
          hint: 'add a panel, or remove it',
          at: ['panels'],
        });
      }
      for (const panel of panels) {
        for (const fault of faultsOf(panel, json, ids)) {
          yield foundAt<Kind>(place, { ...fault, message: `dashboard ${title}, ${panel.title}: ${fault.message}` });
        }
      }
    }
  },
});

type Kind = 'empty' | 'same-name' | 'hidden';

interface Fault {
  readonly kind?: Kind;
  readonly message: string;
  readonly hint: string;
  readonly at: Path;
}

/** Panels that draw what queries give; others, such as texts and lists, need none. */
const drawing: ReadonlySet<string> = new Set([
  'timeseries',
  'stat',
  'gauge',
  'bargauge',
  'barchart',
  'graph',
  'singlestat',
  'piechart',
  'trend',
  'table',
  'table-old',
  'heatmap',
  'histogram',
  'state-timeline',
  'status-history',
]);

/** Panels that ask nothing; Grafana writes an empty query into them all the same. */
const askingNothing: ReadonlySet<string> = new Set(['row', 'text', 'dashlist', 'alertlist', 'annolist', 'news', 'welcome', 'pluginlist']);

function* faultsOf(panel: LocatedPanel, json: object, panelIds: ReadonlySet<unknown>): Iterable<Fault> {
  const targets = targetsOfPanel(panel);
  if (targets.length === 0 && drawing.has(panel.type) && panel.json.libraryPanel === undefined) {
    yield { kind: 'empty', message: 'it has no query, and stays empty', hint: 'give it a query, or drop it', at: panel.at };
  }
  const asking = targets.filter((target) => {
    const reference = datasourceFor(target, panel);
    return target.json.hide !== true && asksPrometheus(target, panel, json) && !(reference && isExpression(reference));
  });
  for (const target of asking) {
    const expr = textAt(target.json, 'expr');
    if ((expr !== undefined && expr.trim() !== '') || askingNothing.has(panel.type)) continue;
    yield {
      kind: 'empty',
      message: `query ${target.refId ?? ''} is empty`.replace('  ', ' '),
      hint: 'write it, or drop it',
      at: target.at,
    };
  }
  yield* sharedNames(targets);
  yield* expressions(panel, targets);
  for (const target of targets) {
    const id = datasourceOf(target.json)?.id ?? datasourceOf(panel.json)?.id;
    const from = valueAt(target.json, 'panelId');
    if (id !== '-- Dashboard --' || typeof from !== 'number' || panelIds.has(from)) continue;
    yield {
      message: `it shows the result of the panel with the id ${from}, which the dashboard does not have`,
      hint: 'name a panel that is there',
      at: [...target.at, 'panelId'],
    };
  }
}

function* sharedNames(targets: readonly LocatedTarget[]): Iterable<Fault> {
  const seen = new Set<string>();
  for (const { refId, at: where } of targets) {
    if (refId === undefined) continue;
    if (seen.has(refId)) {
      yield {
        kind: 'same-name',
        message: `two of its queries are called ${refId}: Grafana keeps one of the two results`,
        hint: 'give each query a refId of its own',
        at: [...where, 'refId'],
      };
    }
    seen.add(refId);
  }
}

/** What Grafana itself computes of results names them: `$A` in a formula, `A` in a reduction. */
function* expressions(panel: LocatedPanel, targets: readonly LocatedTarget[]): Iterable<Fault> {
  const names = targets.flatMap(({ refId }) => refId ?? []);
  const used = new Set<string>();
  for (const target of targets) {
    const reference = datasourceFor(target, panel);
    const expression = textAt(target.json, 'expression');
    if (reference === undefined || !isExpression(reference) || expression === undefined) continue;
    const kind = textAt(target.json, 'type') ?? 'math';
    if (kind === 'sql') {
      names.forEach((name) => used.add(name));
      continue;
    }
    const asked = kind === 'math' ? referencesIn(expression).map(({ name }) => name) : [expression.replace(/^\$/, '')];
    for (const name of asked) {
      used.add(name);
      if (names.includes(name) || name === '') continue;
      yield {
        message: `its expression ${target.refId ?? ''} computes with ${name}, and there is no such query`.replace('  ', ' '),
        hint: `its queries are ${inWords(names.filter((other) => other !== target.refId))}`,
        at: [...target.at, 'expression'],
      };
    }
  }
  for (const { json, refId, at: where } of targets) {
    if (json.hide !== true || (refId !== undefined && used.has(refId))) continue;
    yield {
      kind: 'hidden',
      message: `query ${refId ?? ''} is hidden, and nothing is computed of it`.replace('  ', ' '),
      hint: 'drop it, or show it',
      at: where,
    };
  }
}
