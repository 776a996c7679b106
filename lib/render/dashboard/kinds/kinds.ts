import type { PlacedPanel } from '../../../model/dashboard/layout';
import { alertListKind } from './alert-list';
import { barGaugeKind } from './bar-gauge';
import { gaugeKind } from './gauge';
import { heatmapKind } from './heatmap';
import { histogramKind } from './histogram';
import type { PanelModel } from './kind';
import { logsKind } from './logs';
import { pieChartKind } from './pie-chart';
import { rawKind } from './raw';
import { statKind } from './stat';
import { stateTimelineKind } from './state-timeline';
import { statusHistoryKind } from './status-history';
import { tableKind } from './table';
import { textKind } from './text';
import { timeseriesKind } from './timeseries';

const kinds: { readonly [Name in PlacedPanel['kind']]: PanelModel<Extract<PlacedPanel, { kind: Name }>> } = {
  timeseries: timeseriesKind,
  stat: statKind,
  gauge: gaugeKind,
  bargauge: barGaugeKind,
  piechart: pieChartKind,
  heatmap: heatmapKind,
  histogram: histogramKind,
  'state-timeline': stateTimelineKind,
  'status-history': statusHistoryKind,
  table: tableKind,
  text: textKind,
  logs: logsKind,
  alertlist: alertListKind,
  raw: rawKind,
};

export const kindOf = (panel: PlacedPanel): PanelModel<PlacedPanel> => kinds[panel.kind] as PanelModel<PlacedPanel>;
