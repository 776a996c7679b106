import type { GaugePanel } from '../../../model/dashboard/reduced';
import { askedFor, targetModels } from '../targets';
import type { PanelModel } from './kind';
import { reducedOptions, reducedPanel } from './reduced';

export const gaugeKind: PanelModel<GaugePanel> = {
  width: 4,
  height: 6,
  model: (panel) => ({
    targets: targetModels(panel, askedFor(panel.reduce)),
    fieldConfig: reducedPanel(panel),
    // Grafana 13 draws the past below the dial, which one sample does not have.
    options: { ...reducedOptions(panel), showThresholdLabels: false, showThresholdMarkers: true, sparkline: false },
  }),
};
