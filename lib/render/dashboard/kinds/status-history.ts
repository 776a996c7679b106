import type { StatusHistoryPanel } from '../../../model/dashboard/timeline';
import type { PanelModel } from './kind';
import { timelineModel } from './timeline';

export const statusHistoryKind: PanelModel<StatusHistoryPanel> = {
  width: 24,
  height: 8,
  model: (panel) => timelineModel(panel, { colWidth: 0.9 }, 1),
};
