import type { QueryPanelOptions } from '../../../model/dashboard/panel';
import type { JsonObject } from '../../../text/json';
import { thresholdsOf } from '../alert';
import { fixed, overridesOf, styleModel } from '../style';
import { targetModels } from '../targets';

/** What panels of states over time share. */
export function timelineModel(panel: QueryPanelOptions, options: JsonObject, lineWidth: number): JsonObject {
  const { queries, overrides, color } = panel;
  const thresholds = thresholdsOf(panel, 'green');
  return {
    targets: targetModels(panel),
    fieldConfig: {
      defaults: {
        ...styleModel({ ...panel, thresholds }),
        color: color !== undefined ? fixed(color) : thresholds !== undefined ? { mode: 'thresholds' } : { mode: 'palette-classic' },
        custom: { fillOpacity: 70, lineWidth },
      },
      overrides: overridesOf(queries, overrides),
    },
    options: {
      ...options,
      rowHeight: 0.9,
      showValue: 'auto',
      // Names and colors of the states; what is mapped stands in the boxes.
      legend: { showLegend: panel.mappings === undefined, displayMode: 'list', placement: 'bottom', calcs: [] },
      tooltip: { mode: 'single', sort: 'none' },
    },
  };
}
