import type { JsonObject } from '../../text/json';
import type { Labels } from '../labels';
import type { PanelOptions } from './panel';

export interface TextPanel extends PanelOptions {
  readonly kind: 'text';
  readonly title: string;
  readonly markdown: string;
}
export const text = (markdown: string, options: PanelOptions & { readonly title?: string } = {}): TextPanel => ({
  title: '',
  ...options,
  kind: 'text',
  markdown,
});

export interface LogsOptions extends PanelOptions {
  /** In the language of the datasource, such as LogQL; it is not judged. */
  readonly expr: string;
  /** The uid of a datasource for logs, such as Loki, or `$name` of a variable. */
  readonly datasource: string;
}
export interface LogsPanel extends LogsOptions {
  readonly kind: 'logs';
  readonly title: string;
}
export const logs = (title: string, options: LogsOptions): LogsPanel => ({ ...options, kind: 'logs', title });

export interface AlertListOptions extends PanelOptions {
  /** Only alerts with these labels. @default - all alerts */
  readonly where?: Labels;
}
export interface AlertListPanel extends AlertListOptions {
  readonly kind: 'alertlist';
  readonly title: string;
}
/** The alerts that are pending or fire. */
export const alertList = (title: string, options: AlertListOptions = {}): AlertListPanel => ({ ...options, kind: 'alertlist', title });

export interface RawPanel extends PanelOptions {
  readonly kind: 'raw';
  readonly title: string;
  readonly json: JsonObject;
}
/** A panel as Grafana exports it. Its place is kept where it says one: `gridPos` gives its width and height. */
export function rawPanel(json: JsonObject): RawPanel {
  return { kind: 'raw', title: typeof json.title === 'string' ? json.title : '', json };
}
