import type { RawPanel } from '../../../model/dashboard/content';
import { datasourceModel } from '../datasource';
import type { Kind } from './kind';

export const rawKind: Kind<RawPanel> = {
  width: 12,
  height: 8,
  model: ({ json }) => ({ datasource: datasourceModel(), ...json }),
};
