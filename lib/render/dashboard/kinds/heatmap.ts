import type { HeatmapPanel } from '../../../model/dashboard/distribution';
import { targetModels } from '../targets';
import type { PanelModel } from './kind';

export const heatmapKind: PanelModel<HeatmapPanel> = {
  width: 12,
  height: 8,
  model: (panel) => ({
    targets: targetModels(panel, { range: true, format: 'heatmap' }),
    fieldConfig: { defaults: {}, overrides: [] },
    options: {
      calculate: false,
      yAxis: { axisPlacement: 'left', unit: panel.unit, decimals: panel.decimals, min: panel.min, max: panel.max },
      rowsFrame: { layout: 'auto' },
      color: {
        mode: 'scheme',
        scheme: panel.scheme ?? 'Oranges',
        fill: 'dark-orange',
        scale: 'exponential',
        exponent: 0.5,
        steps: 64,
        reverse: false,
      },
      cellGap: 1,
      // Empty cells are no color at all.
      filterValues: { le: 1e-9 },
      showValue: 'never',
      legend: { show: true },
      tooltip: { mode: 'single', yHistogram: true, showColorScale: false },
      exemplars: { color: 'rgba(255,0,255,0.7)' },
    },
  }),
};
