import type { RawPanel } from '../../../model/dashboard/content';
import { datasourceModel } from '../datasource';
import type { PanelModel } from './kind';

export const rawKind: PanelModel<RawPanel> = {
  width: 12,
  height: 8,
  model: ({ json }) => ({ datasource: datasourceModel(), ...json }),
};
