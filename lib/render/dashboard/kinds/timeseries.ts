import type { TimeseriesPanel } from '../../../model/dashboard/timeseries';
import { thresholdsOf } from '../alert';
import { legendModel } from '../legend';
import { seriesCount } from '../series-count';
import { overridesOf, seriesColor, styleModel } from '../style';
import { targetModels } from '../targets';
import type { PanelModel } from './kind';

export const timeseriesKind: PanelModel<TimeseriesPanel> = {
  width: 12,
  height: 8,
  model: (panel) => {
    const { queries, overrides, legend, stacked, fill, line, draw = 'lines', tooltip = 'all', axis } = panel;
    const count = seriesCount(queries);
    const thresholds = thresholdsOf(panel, 'transparent');
    return {
      targets: targetModels(panel),
      fieldConfig: {
        defaults: {
          ...styleModel({ ...panel, thresholds }),
          color: seriesColor(panel, count),
          custom: {
            drawStyle: drawStyles[draw],
            fillOpacity: fill ?? (draw === 'bars' ? 80 : stacked ? 30 : count === 1 ? 10 : 0),
            lineWidth: line?.width ?? 1,
            lineInterpolation: interpolations[line?.interpolation ?? 'linear'],
            showPoints: draw === 'points' ? 'always' : 'never',
            stacking: { mode: stacked ? 'normal' : 'none', group: 'A' },
            thresholdsStyle: thresholds && { mode: 'dashed' },
            ...axisModel(axis),
          },
        },
        overrides: overridesOf(queries, overrides),
      },
      options: { legend: legendModel(queries, legend), tooltip: tooltips[tooltip] },
    };
  },
};

const drawStyles = { lines: 'line', bars: 'bars', points: 'points' } as const;
const interpolations = { linear: 'linear', smooth: 'smooth', step: 'stepAfter' } as const;
const tooltips = {
  off: { mode: 'none', sort: 'none' },
  single: { mode: 'single', sort: 'none' },
  all: { mode: 'multi', sort: 'desc' },
} as const;

const axisModel = ({ label, scale, soft }: NonNullable<TimeseriesPanel['axis']> = {}) => ({
  axisLabel: label,
  scaleDistribution: scale && { type: 'log', log: scale === 'log2' ? 2 : 10 },
  axisSoftMin: soft?.[0],
  axisSoftMax: soft?.[1],
});
