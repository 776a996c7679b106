import { foundAt } from '../../analysis/found';
import { type LocatedPanel, panelsOf, targetsOfPanel } from '../../analysis/grafana/panels';
import { listAt, mappingsAt, textAt, valueAt } from '../../kubernetes/access';
import { inWords } from '../../text/list';
import { check } from '../check';

/** Panels that draw numbers; a table has columns of many kinds and is not judged. */
const numeric: ReadonlySet<string> = new Set([
  'timeseries',
  'stat',
  'gauge',
  'bargauge',
  'barchart',
  'graph',
  'singlestat',
  'piechart',
  'trend',
]);

export const dashboardUnit = check('dashboard-unit', {
  finds: 'a panel that shows numbers without a unit',
  severity: { declared: 'warning', manifests: 'info' },
  *run(input) {
    for (const { title, json, place } of input.dashboards) {
      if (json === undefined) continue;
      const without = panelsOf(json).filter(
        (panel) => numeric.has(panel.type) && panel.json.libraryPanel === undefined && targetsOfPanel(panel).length > 0 && !saysUnit(panel),
      );
      if (without.length === 0) continue;
      yield foundAt(place, {
        message: `dashboard ${title}: numbers without a unit in ${inWords(without.map((panel) => panel.title))}`,
        hint: 'set the unit (s, bytes, percentunit, reqps ...), or none where the number is a plain count',
        at: without[0]!.at,
      });
    }
  },
});

function saysUnit({ type, json }: LocatedPanel): boolean {
  if (type === 'graph') return mappingsAt(json, 'yaxes').some(([axis]) => Boolean(textAt(axis, 'format')));
  if (type === 'singlestat') return Boolean(textAt(json, 'format'));
  if (textAt(json, 'fieldConfig', 'defaults', 'unit')) return true;
  // Texts that stand for the values, names in place of values, and units of single series say what the number is.
  if (mappingsOfValues(json) || textAt(json, 'options', 'textMode') === 'name') return true;
  if (textAt(json, 'options', 'reduceOptions', 'fields')) return true;
  return mappingsAt(json, 'fieldConfig', 'overrides').some(([override]) =>
    mappingsAt(override, 'properties').some(([property]) => valueAt(property, 'id') === 'unit'),
  );
}

/** What stands in place of nothing says nothing about numbers. */
const mappingsOfValues = (json: unknown): boolean =>
  listAt(json, 'fieldConfig', 'defaults', 'mappings').some((mapping) => {
    const match = textAt(mapping, 'options', 'match');
    return textAt(mapping, 'type') !== 'special' || (match !== 'null' && match !== 'nan' && match !== 'null+nan');
  });
