import type { PieChartPanel } from '../../../model/dashboard/reduced';
import { overridesOf, seriesColor, styleModel } from '../style';
import { askedFor, targetModels } from '../targets';
import type { PanelModel } from './kind';
import { reducedOptions } from './reduced';

export const pieChartKind: PanelModel<PieChartPanel> = {
  width: 8,
  height: 8,
  model: (panel) => {
    const { legend, hole, queries, overrides } = panel;
    return {
      targets: targetModels(panel, askedFor(panel.reduce)),
      fieldConfig: {
        defaults: { ...styleModel(panel), color: seriesColor(panel, 'many') },
        overrides: overridesOf(queries, overrides),
      },
      options: {
        ...reducedOptions(panel),
        pieType: hole ? 'donut' : 'pie',
        displayLabels: [],
        sort: 'desc',
        tooltip: { mode: 'single', sort: 'none' },
        legend:
          legend === 'off'
            ? { showLegend: false, displayMode: 'list', placement: 'right', values: [], calcs: [] }
            : {
                showLegend: true,
                displayMode: legend?.as ?? 'table',
                placement: legend?.placement ?? 'right',
                values: ['value', 'percent'],
                calcs: [],
              },
      },
    };
  },
};
