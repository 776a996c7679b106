import type { HistogramPanel } from '../../../model/dashboard/distribution';
import { legendModel } from '../legend';
import { seriesCount } from '../series-count';
import { overridesOf, seriesColor, styleModel } from '../style';
import { targetModels } from '../targets';
import type { PanelModel } from './kind';

export const histogramKind: PanelModel<HistogramPanel> = {
  width: 12,
  height: 8,
  model: (panel) => ({
    targets: targetModels(panel),
    fieldConfig: {
      defaults: {
        ...styleModel(panel),
        color: seriesColor(panel, seriesCount(panel.queries)),
        custom: { fillOpacity: 80, lineWidth: 1 },
      },
      overrides: overridesOf(panel.queries, panel.overrides),
    },
    options: { bucketSize: panel.bucketSize, legend: legendModel(panel.queries, undefined), tooltip: { mode: 'multi', sort: 'desc' } },
  }),
};
