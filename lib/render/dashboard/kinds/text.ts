import type { TextPanel } from '../../../model/dashboard/content';
import type { PanelModel } from './kind';

export const textKind: PanelModel<TextPanel> = {
  width: 24,
  height: 4,
  model: ({ markdown }) => ({ options: { mode: 'markdown', content: markdown } }),
};
