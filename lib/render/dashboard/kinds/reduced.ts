import type { ReducedOptions } from '../../../model/dashboard/panel';
import type { JsonObject } from '../../../text/json';
import { thresholdsOf } from '../alert';
import { overridesOf, styleModel, valueColor } from '../style';

/** What panels of one value for each series share. */
export const reducedOptions = ({ reduce = 'lastNotNull', orientation }: Pick<ReducedOptions, 'reduce' | 'orientation'>): JsonObject => ({
  reduceOptions: { calcs: [reduce], fields: '', values: false },
  orientation: orientation ?? 'auto',
});

export function reducedPanel(panel: ReducedOptions): JsonObject {
  const thresholds = thresholdsOf(panel, 'green');
  return {
    defaults: { ...styleModel({ ...panel, thresholds }), color: valueColor({ ...panel, thresholds }) },
    overrides: overridesOf(panel.queries, panel.overrides),
  };
}
