import type { BarGaugePanel } from '../../../model/dashboard/reduced';
import { askedFor, targetsOf } from '../targets';
import type { Kind } from './kind';
import { reducedOptions, reducedPanel } from './reduced';

export const barGaugeKind: Kind<BarGaugePanel> = {
  width: 8,
  height: 8,
  model: (panel) => ({
    targets: targetsOf(panel, askedFor(panel.reduce)),
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
