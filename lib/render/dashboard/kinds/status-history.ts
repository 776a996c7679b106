import type { StatusHistoryPanel } from '../../../model/dashboard/timeline';
import type { Kind } from './kind';
import { timelineModel } from './timeline';

export const statusHistoryKind: Kind<StatusHistoryPanel> = {
  width: 24,
  height: 8,
  model: (panel) => timelineModel(panel, { colWidth: 0.9 }, 1),
};
