import type { BarGaugePanel } from '../../../model/dashboard/reduced';
import { askedFor, targetsOf } from '../targets';
import type { Kind } from './kind';
import { reducedOptions, reducedOptions } from './reduced';

export const barGaugeKind: Kind<BarGaugePanel> = {
  width: 8,
  height: 8,
  model: (panel) => ({
    targets: targetsOf(panel, askedFor(panel.reduce)),
    fieldConfig: reducedOptions(panel),
    options: {
      ...reducedOptions(panel),
      displayMode: panel.mode ?? 'gradient',
      valueMode: 'color',
      namePlacement: 'auto',
      showUnfilled: true,
    },
  }),
};
