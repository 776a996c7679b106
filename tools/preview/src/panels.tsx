import {
  type DataFrame, dateTime, type FieldDisplay, FieldType, formattedValueToString, getFieldDisplayName, getFieldDisplayValues, type GrafanaTheme2, reduceField,
  renderTextPanelMarkdown, type TimeRange, VizOrientation,
} from '@grafana/data';
import { BarGaugeDisplayMode, BarGaugeNamePlacement, BarGaugeValueMode, BigValueColorMode, BigValueGraphMode, BigValueJustifyMode, BigValueTextMode, LegendDisplayMode } from '@grafana/schema';
import { BarGauge, BigValue, TimeSeries, VizRepeater } from '@grafana/ui';
import { TableNG } from '@grafana/ui/unstable';
import type { Given, PanelJson } from './types';

export interface Drawn {
  readonly panel: PanelJson;
  readonly frames: DataFrame[];
  readonly width: number;
  readonly height: number;
  readonly theme: GrafanaTheme2;
  readonly given: Given;
}

export function PanelBody(drawn: Drawn) {
  const { panel, frames } = drawn;
  const isEmpty = frames.every(({ length }) => length === 0);
  switch (panel.type) {
    case 'text':
      return <div className="markdown" dangerouslySetInnerHTML={{ __html: renderTextPanelMarkdown(panel.options?.content ?? '') }} />;
    case 'stat':
      return <Stat {...drawn} />;
    case 'gauge':
      return <Repeated {...drawn} render={(value, width, height) => <Gauge value={value} width={width} height={height} theme={drawn.theme} />} />;
    case 'bargauge':
      return <Bars {...drawn} />;
  }
  if (isEmpty) return <div className="nothing">No data</div>;
  switch (panel.type) {
    case 'timeseries':
      return <Graph {...drawn} />;
    case 'table':
      return <Table {...drawn} />;
    case 'heatmap':
      return <Heatmap {...drawn} />;
    case 'piechart':
      return <Pie {...drawn} />;
    case 'state-timeline':
    case 'status-history':
      return <Timeline {...drawn} />;
    default:
      return <div className="nothing">A panel of the kind {panel.type} is not drawn here.</div>;
  }
}

const rangeOf = ({ from, to }: Given): TimeRange => ({ from: dateTime(from), to: dateTime(to), raw: { from: dateTime(from), to: dateTime(to) } });

function Graph({ panel, frames, width, height, given }: Drawn) {
  const legend = { displayMode: LegendDisplayMode.List, placement: 'bottom', calcs: [], showLegend: true, ...panel.options?.legend };
  return <TimeSeries frames={frames} structureRev={1} width={width} height={height} timeRange={rangeOf(given)} timeZone="utc" legend={legend as never} options={{}} />;
}

const displayed = ({ panel, frames, theme }: Drawn, sparkline = false): FieldDisplay[] =>
  getFieldDisplayValues({
    data: frames,
    reduceOptions: { calcs: ['lastNotNull'], values: false, fields: '', ...panel.options?.reduceOptions },
    fieldConfig: (panel.fieldConfig ?? { defaults: {}, overrides: [] }) as never,
    replaceVariables: (text) => text,
    sparkline,
    theme,
    timeZone: 'utc',
  });

interface RepeatedProps extends Drawn {
  readonly render: (value: FieldDisplay, width: number, height: number) => React.JSX.Element;
  readonly sparkline?: boolean;
}

function Repeated({ render, sparkline, ...drawn }: RepeatedProps) {
  const { panel, width, height } = drawn;
  return (
    <VizRepeater
      getValues={() => displayed(drawn, sparkline)}
      renderValue={({ value, width: w, height: h }) => render(value as FieldDisplay, w, h)}
      width={width} height={height} source={drawn.frames} renderCounter={1} autoGrid
      orientation={panel.options?.orientation ?? VizOrientation.Auto}
    />
  );
}

function Stat(drawn: Drawn) {
  const { panel, theme } = drawn;
  const { colorMode = BigValueColorMode.Value, graphMode = BigValueGraphMode.Area, textMode = BigValueTextMode.Auto, justifyMode = BigValueJustifyMode.Auto, text } = panel.options ?? {};
  return (
    <Repeated {...drawn} sparkline={graphMode !== 'none'} render={(value, width, height) => (
      <BigValue
        value={{ ...value.display, text: value.display.text }} sparkline={value.sparkline as never} width={width} height={height} theme={theme}
        colorMode={colorMode} graphMode={graphMode} textMode={textMode} justifyMode={justifyMode} text={text} count={displayed(drawn).length}
      />
    )} />
  );
}

function Bars(drawn: Drawn) {
  const { panel, theme } = drawn;
  const { displayMode = BarGaugeDisplayMode.Gradient, valueMode = BarGaugeValueMode.Color, namePlacement = BarGaugeNamePlacement.Auto, showUnfilled = true } = panel.options ?? {};
  const orientation = panel.options?.orientation === 'vertical' ? VizOrientation.Vertical : VizOrientation.Horizontal;
  return (
    <VizRepeater
      getValues={() => displayed(drawn)} width={drawn.width} height={drawn.height} source={drawn.frames} renderCounter={1} orientation={orientation} itemSpacing={10}
      renderValue={({ value, width, height }) => {
        const { display, field, view, colIndex } = value as FieldDisplay;
        return (
          <BarGauge
            value={display} width={width} height={height} theme={theme} field={field} display={view && colIndex !== undefined ? view.getFieldDisplayProcessor(colIndex) : undefined}
            orientation={orientation} displayMode={displayMode} valueDisplayMode={valueMode} namePlacement={namePlacement} showUnfilled={showUnfilled} itemSpacing={10} lcdCellWidth={12}
          />
        );
      }}
    />
  );
}

/** In the manner of Grafana's gauge, which its packages do not have. */
function Gauge({ value, width, height, theme }: { readonly value: FieldDisplay; readonly width: number; readonly height: number; readonly theme: GrafanaTheme2 }) {
  const { display, field } = value;
  const radius = Math.max(10, Math.min(width / 2 - 8, height * 0.62 - 8));
  const share = Math.min(1, Math.max(0, (display.numeric - (field.min ?? 0)) / ((field.max ?? 100) - (field.min ?? 0)) || 0));
  const arc = (part: number) => {
    const angle = Math.PI * (1.15 * part - 1.075);
    return `${width / 2 + radius * Math.cos(angle)} ${height * 0.66 + radius * Math.sin(angle)}`;
  };
  const path = (part: number) => `M ${arc(0)} A ${radius} ${radius} 0 ${part * 1.15 > 1 ? 1 : 0} 1 ${arc(part)}`;
  return (
    <svg width={width} height={height} role="img" aria-label={display.title}>
      <path d={path(1)} fill="none" stroke={theme.colors.background.secondary} strokeWidth={radius * 0.22} />
      {share > 0 && <path d={path(share)} fill="none" stroke={display.color} strokeWidth={radius * 0.22} />}
      <text x={width / 2} y={height * 0.66} textAnchor="middle" fontSize={Math.min(36, radius * 0.42)} fill={display.color}>{formattedValueToString(display)}</text>
    </svg>
  );
}

function Table({ panel, frames, width, height, given }: Drawn) {
  return <TableNG data={frames[0]!} width={width} height={height} timeRange={rangeOf(given)} sortBy={panel.options?.sortBy} enableVirtualization={false} fieldConfig={panel.fieldConfig as never} structureRev={1} />;
}

/** In the manner of Grafana's heatmap, which its packages do not have. */
function Heatmap({ frames, width, height, theme }: Drawn) {
  const frame = frames[0]!;
  const [time, ...rows] = frame.fields;
  const most = Math.max(1e-12, ...rows.flatMap(({ values }) => values as number[]));
  const columns = time!.values.length;
  const [left, bottom] = [64, 20];
  const [cellWidth, cellHeight] = [(width - left) / columns, (height - bottom) / rows.length];
  const every = Math.ceil(rows.length / (height / 18));
  return (
    <svg width={width} height={height}>
      {rows.map((row, index) => (row.values as number[]).map((value, column) => value > 0 && (
        <rect key={`${index}-${column}`} x={left + column * cellWidth} y={height - bottom - (index + 1) * cellHeight} width={cellWidth + 0.5} height={cellHeight} fill={`rgba(255, 152, 48, ${0.1 + 0.9 * Math.sqrt(value / most)})`} />
      )))}
      {rows.map((row, index) => index % every === 0 && <text key={row.name} x={left - 6} y={height - bottom - index * cellHeight - cellHeight / 2 + 4} textAnchor="end" fontSize={11} fill={theme.colors.text.secondary}>{row.name}</text>)}
      {[0, 0.25, 0.5, 0.75].map((part) => <text key={part} x={left + part * (width - left)} y={height - 5} fontSize={11} fill={theme.colors.text.secondary}>{new Date(time!.values[Math.floor(part * (columns - 1))]).toISOString().slice(11, 16)}</text>)}
    </svg>
  );
}

const numeric = (frames: readonly DataFrame[]) => frames.flatMap((frame) => frame.fields.filter(({ type }) => type === FieldType.number).map((field) => ({ frame, field })));

/** In the manner of Grafana's pie chart, which its packages do not have. */
function Pie({ frames, width, height, theme }: Drawn) {
  const parts = numeric(frames).map(({ frame, field }) => ({ name: getFieldDisplayName(field, frame, [...frames]), value: reduceField({ field, reducers: ['lastNotNull'] }).lastNotNull as number, color: field.display!(0).color }));
  const sum = parts.reduce((total, { value }) => total + value, 0) || 1;
  const radius = Math.min(width * 0.3, height / 2 - 8);
  let angle = -Math.PI / 2;
  return (
    <svg width={width} height={height}>
      {parts.map(({ name, value, color }, index) => {
        const end = angle + (2 * Math.PI * value) / sum;
        const at = (turn: number) => `${radius + 8 + radius * Math.cos(turn)} ${height / 2 + radius * Math.sin(turn)}`;
        const path = `M ${radius + 8} ${height / 2} L ${at(angle)} A ${radius} ${radius} 0 ${end - angle > Math.PI ? 1 : 0} 1 ${at(end - 1e-6)} Z`;
        angle = end;
        return <g key={name}><path d={path} fill={color} /><text x={2 * radius + 28} y={24 + 18 * index} fontSize={12} fill={theme.colors.text.primary}>{name}  {Math.round((100 * value) / sum)}%</text></g>;
      })}
    </svg>
  );
}

/** In the manner of Grafana's state timeline and status history, which its packages do not have. */
function Timeline({ frames, width, height, theme, given }: Drawn) {
  const rows = numeric(frames);
  const left = 160;
  const scale = (time: number) => left + ((time - given.from) / (given.to - given.from)) * (width - left);
  const rowHeight = Math.min(32, (height - 20) / Math.max(1, rows.length));
  return (
    <svg width={width} height={height}>
      {rows.map(({ frame, field }, index) => {
        const times = frame.fields[0]!.values as number[];
        return (
          <g key={index}>
            <text x={left - 8} y={index * rowHeight + rowHeight / 2 + 4} textAnchor="end" fontSize={11} fill={theme.colors.text.primary}>{getFieldDisplayName(field, frame, [...frames])}</text>
            {times.map((time, at) => field.values[at] !== null && <rect key={time} x={scale(time)} y={index * rowHeight + 2} width={Math.max(1, scale(times[at + 1] ?? given.to) - scale(time))} height={rowHeight - 4} fill={field.display!(field.values[at]).color} />)}
          </g>
        );
      })}
    </svg>
  );
}
