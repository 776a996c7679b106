import type { TextPanel } from '../../../model/dashboard/content';
import type { Kind } from './kind';

export const textKind: Kind<TextPanel> = {
  width: 24,
  height: 4,
  model: ({ markdown }) => ({ options: { mode: 'markdown', content: markdown } }),
};
