import type { GaugePanel } from '../../../model/dashboard/reduced';
import { askedFor, targetsOf } from '../targets';
import type { Kind } from './kind';
import { reducedOptions, reducedPanel } from './reduced';

export const gaugeKind: Kind<GaugePanel> = {
  width: 4,
  height: 6,
  model: (panel) => ({
    targets: targetsOf(panel, askedFor(panel.reduce)),
    fieldConfig: reducedPanel(panel),
    // Grafana 13 draws the past below the dial, which one sample does not have.
    options: { ...reducedOptions(panel), showThresholdLabels: false, showThresholdMarkers: true, sparkline: false },
  }),
};
