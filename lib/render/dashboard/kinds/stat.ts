import type { StatPanel } from '../../../model/dashboard/reduced';
import { askedFor, targetModels } from '../targets';
import type { PanelModel } from './kind';
import { reducedOptions, reducedPanel } from './reduced';

export const statKind: PanelModel<StatPanel> = {
  width: 4,
  height: 4,
  model: (panel) => {
    const { reduce, graph = 'off', text, thresholds, alert, mappings } = panel;
    return {
      targets: targetModels(panel, graph === 'off' ? askedFor(reduce) : { range: true }),
      fieldConfig: reducedPanel(panel),
      options: {
        ...reducedOptions(panel),
        colorMode: thresholds || alert || mappings ? 'background' : 'value',
        graphMode: graph === 'off' ? 'none' : 'area',
        textMode: text === undefined ? 'auto' : text === 'value' ? 'value' : 'value_and_name',
        justifyMode: 'auto',
      },
    };
  },
};
