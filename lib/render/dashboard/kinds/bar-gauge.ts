import type { BarGaugePanel } from '../../../model/dashboard/reduced';
import { askedFor, targetModels } from '../targets';
import type { PanelModel } from './kind';
import { reducedOptions, reducedPanel } from './reduced';

export const barGaugeKind: PanelModel<BarGaugePanel> = {
  width: 8,
  height: 8,
  model: (panel) => ({
    targets: targetModels(panel, askedFor(panel.reduce)),
    fieldConfig: reducedPanel(panel),
    options: {
      ...reducedOptions(panel),
      displayMode: panel.mode ?? 'gradient',
      valueMode: 'color',
      namePlacement: 'auto',
      showUnfilled: true,
    },
  }),
};
