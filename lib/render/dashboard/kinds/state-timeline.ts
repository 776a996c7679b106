import type { StateTimelinePanel } from '../../../model/dashboard/timeline';
import type { Kind } from './kind';
import { timelineModel } from './timeline';

export const stateTimelineKind: Kind<StateTimelinePanel> = {
  width: 24,
  height: 8,
  model: (panel) => timelineModel(panel, { mergeValues: panel.merge !== 'off', alignValue: 'left' }, 0),
};
