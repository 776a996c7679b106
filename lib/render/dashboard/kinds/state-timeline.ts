import type { StateTimelinePanel } from '../../../model/dashboard/timeline';
import type { PanelModel } from './kind';
import { timelineModel } from './timeline';

export const stateTimelineKind: PanelModel<StateTimelinePanel> = {
  width: 24,
  height: 8,
  model: (panel) => timelineModel(panel, { mergeValues: panel.merge !== 'off', alignValue: 'left' }, 0),
};
