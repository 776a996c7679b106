/** The parts of a dashboard's JSON that are read here. */
export interface Dashboard {
  readonly title: string;
  readonly panels: readonly PanelJson[];
  readonly templating?: { readonly list?: readonly VariableJson[] };
}

export interface PanelJson {
  readonly id?: number;
  readonly type: string;
  readonly title?: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly TargetJson[];
  readonly fieldConfig?: { readonly defaults?: Record<string, any>; readonly overrides?: any[] };
  readonly options?: Record<string, any>;
  readonly transformations?: readonly any[];
  readonly repeat?: string;
  readonly repeatDirection?: 'h' | 'v';
  readonly maxPerRow?: number;
  readonly collapsed?: boolean;
  readonly panels?: readonly PanelJson[];
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly timeFrom?: string;
}

export interface TargetJson {
  readonly refId?: string;
  readonly expr?: string;
  readonly legendFormat?: string;
  readonly instant?: boolean;
  readonly range?: boolean;
  readonly format?: 'time_series' | 'table' | 'heatmap';
  readonly interval?: string;
  readonly hide?: boolean;
}

export interface VariableJson {
  readonly name: string;
  readonly type: string;
  readonly label?: string;
  readonly hide?: number;
  readonly query?: string | { readonly query?: string };
  readonly regex?: string;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly sort?: number;
  readonly current?: { readonly value?: string | readonly string[] };
  readonly options?: readonly { readonly value: string }[];
}

/** What `render.mjs` hands to the page. */
export interface Given {
  readonly dashboard: Dashboard;
  /** Milliseconds. */
  readonly from: number;
  readonly to: number;
  /** How often targets are scraped, in seconds. */
  readonly scrapeInterval: number;
  readonly theme: 'light' | 'dark';
  readonly width: number;
}

/** The values of variables; several where the variable has several. */
export type Values = ReadonlyMap<string, readonly string[]>;
