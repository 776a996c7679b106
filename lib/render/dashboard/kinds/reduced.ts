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
  const style = styleModel({ ...panel, thresholds });
  const isJudged = thresholds !== undefined || panel.mappings !== undefined;
  return {
    defaults: { ...style, ...(isJudged && { mappings: withoutData(style, panel) }), color: valueColor({ ...panel, thresholds }) },
    overrides: overridesOf(panel.queries, panel.overrides),
  };
}

const grey = '#7f7f7f';

/** Nothing is neither good nor bad: without a mapping Grafana would give it the color of the lowest threshold. */
function withoutData({ mappings }: JsonObject, { mappings: own = [], noValue }: ReducedOptions): readonly JsonObject[] {
  const written = Array.isArray(mappings) ? (mappings as readonly JsonObject[]) : [];
  if (own.some((mapping) => 'special' in mapping && (mapping.special === 'null' || mapping.special === 'nan'))) return written;
  const result = { text: noValue ?? 'No data', color: grey, index: own.length };
  return [...written, { type: 'special', options: { match: 'null+nan', result } }];
}
