import type { LogsPanel } from '../../../model/dashboard/content';
import { datasourceModel } from '../datasource';
import { refId } from '../targets';
import type { PanelModel } from './kind';

export const logsKind: PanelModel<LogsPanel> = {
  width: 24,
  height: 10,
  model: ({ expr, datasource }) => ({
    targets: [{ refId: refId(0), datasource: datasourceModel(datasource), expr, queryType: 'range' }],
    options: {
      showTime: true,
      showLabels: false,
      showCommonLabels: false,
      wrapLogMessage: true,
      prettifyLogMessage: false,
      enableLogDetails: true,
      showLogContextToggle: false,
      dedupStrategy: 'none',
      sortOrder: 'Descending',
    },
  }),
};
