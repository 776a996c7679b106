import type { StatPanel } from '../../../model/dashboard/reduced';
import { askedFor, targetsOf } from '../targets';
import type { Kind } from './kind';
import { reducedOptions, reducedPanel } from './reduced';

export const statKind: Kind<StatPanel> = {
  width: 4,
  height: 4,
  model: (panel) => {
    const { reduce, graph = 'off', text, thresholds, alert, mappings } = panel;
    return {
      targets: targetsOf(panel, graph === 'off' ? askedFor(reduce) : { range: true }),
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
