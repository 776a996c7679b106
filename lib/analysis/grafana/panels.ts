import { listAt, mappingsAt, textAt } from '../../kubernetes/access';
import { memoize } from '../../text/memoize';
import type { Path } from '../../yaml/value';

type Json = Readonly<Record<string, unknown>>;

/** A panel of a dashboard, wherever it stands: in the dashboard, in a collapsed row, or in a row of the schema before 2018. */
export interface LocatedPanel {
  readonly json: Json;
  readonly at: Path;
  readonly type: string;
  /** `panel Requests`, as messages call it. */
  readonly title: string;
  /** The panels that share a grid: those of the dashboard, or of one collapsed row. */
  readonly grid: string;
}

/** All panels, rows too, from top to bottom. */
export const panelsOf = memoize((dashboard: object): readonly LocatedPanel[] => {
  const panels = mappingsAt(dashboard, 'panels').flatMap(([panel, index]) => {
    const at = ['panels', index];
    const inner = mappingsAt(panel, 'panels').map(([child, within]) => panelAt(child, [...at, 'panels', within], `row ${index}`));
    return [panelAt(panel, at, 'dashboard'), ...inner];
  });
  const inRows = mappingsAt(dashboard, 'rows').flatMap(([row, index]) =>
    mappingsAt(row, 'panels').map(([panel, within]) => panelAt(panel, ['rows', index, 'panels', within], `row ${index}`)),
  );
  return [...panels, ...inRows];
});

function panelAt(json: Json, at: Path, grid: string): LocatedPanel {
  const type = textAt(json, 'type') ?? '';
  const name = textAt(json, 'title')?.trim();
  return {
    json,
    at,
    type,
    grid,
    title: `${type === 'row' ? 'row' : 'panel'} ${name ? name : `without a title (${at.slice(1).join(' ')})`}`,
  };
}

/** A query of a panel, as its datasource reads it. */
export interface LocatedTarget {
  readonly json: Json;
  readonly at: Path;
  readonly refId?: string;
}

export const targetsOfPanel = memoize(({ json, at }: LocatedPanel): readonly LocatedTarget[] =>
  mappingsAt(json, 'targets').map(([target, index]) => ({ json: target, at: [...at, 'targets', index], refId: textAt(target, 'refId') })),
);

/** Transformations that make one table of all results. */
const tabling: ReadonlySet<string> = new Set([
  'timeSeriesTable',
  'joinByField',
  'seriesToColumns',
  'merge',
  'labelsToFields',
  'seriesToRows',
]);

/** Whether the names that a query's legend gives to its series are shown: a table has columns in their place. */
export const showsLegends = ({ json, type }: LocatedPanel, target: Json): boolean =>
  !/^table(?:-old)?$/.test(type) &&
  textAt(target, 'format') !== 'table' &&
  !mappingsAt(json, 'transformations').some(([{ id }]) => typeof id === 'string' && tabling.has(id));

/** True where a part of the dashboard is kept elsewhere, so that not all of it can be judged. */
export const hasLibraryPanels = (panels: readonly LocatedPanel[]): boolean => panels.some(({ json }) => json.libraryPanel !== undefined);

/** A variable above a dashboard. */
export interface LocatedVariable {
  readonly json: Json;
  readonly at: Path;
  readonly name: string;
  readonly type: string;
  /** What is asked for its choices, where it asks. */
  readonly query?: string;
}

export const variablesOf = memoize((dashboard: object): readonly LocatedVariable[] =>
  mappingsAt(dashboard, 'templating', 'list').flatMap(([json, index]) => {
    const name = textAt(json, 'name');
    const query = textAt(json, 'query') ?? textAt(json, 'query', 'query');
    return name === undefined
      ? []
      : [{ json, at: ['templating', 'list', index], name, type: textAt(json, 'type') ?? '', ...(query !== undefined && { query }) }];
  }),
);

/** What an exported dashboard asks when it is imported: `DS_PROMETHEUS` and so on. */
export const inputsOf = (dashboard: object): readonly string[] =>
  mappingsAt(dashboard, '__inputs').flatMap(([input]) => textAt(input, 'name') ?? []);

export const annotationsOf = (dashboard: object): readonly { readonly json: Json; readonly at: Path }[] =>
  mappingsAt(dashboard, 'annotations', 'list').map(([json, index]) => ({ json, at: ['annotations', 'list', index] }));

/** The pages of Grafana's own, such as its home, have neither panels nor rows. */
export const hasPanels = (dashboard: object): boolean => listAt(dashboard, 'panels').length > 0 || listAt(dashboard, 'rows').length > 0;
