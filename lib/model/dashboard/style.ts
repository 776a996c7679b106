import type { grafanaUnits } from '../../../imports/grafana/units';
import type { Link } from './link';

type Hue = 'green' | 'yellow' | 'orange' | 'red' | 'blue' | 'purple';

/** A color of Grafana's palette, which fits its light and its dark theme, or one by its number, such as `#ff9830`. */
export type Color = Hue | `${'super-light' | 'light' | 'semi-dark' | 'dark'}-${Hue}` | 'text' | 'transparent' | `#${string}`;

export type GrafanaUnit = (typeof grafanaUnits)[number];

/** What values are, so that Grafana scales and names them: an id of Grafana, or a text of one's own, such as `suffix:cores`. */
export type Unit = GrafanaUnit | `${'suffix' | 'prefix' | 'currency' | 'time' | 'count' | 'si'}:${string}`;

/** What stands for all values of a series. */
export type Calc = 'lastNotNull' | 'last' | 'mean' | 'max' | 'min' | 'sum' | 'count' | 'range' | 'delta';

/** From this value on (null: from the start) this color. */
export interface Threshold {
  readonly from: number | null;
  readonly color: Color;
}

type MappedValues =
  | { readonly value: number | string }
  | { readonly from?: number; readonly to?: number }
  | { readonly regex: string }
  | { readonly special: 'null' | 'nan' | 'true' | 'false' | 'empty' };

/** A text and a color in place of values: of one, of a range, of texts that a regular expression describes, or of what is no number. */
export type ValueMapping = MappedValues & { readonly text?: string; readonly color?: Color };

/** How values look. */
export interface ValueStyle {
  readonly unit?: Unit;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  /** @default - the colors of the thresholds or of the mappings, else Grafana's palette */
  readonly color?: Color;
  /** From the lowest on. @default - one color */
  readonly thresholds?: readonly Threshold[];
  readonly mappings?: readonly ValueMapping[];
  /** Where a click on a value leads. */
  readonly links?: readonly Link[];
  /** What is shown where there is no value. @default - Grafana's "No data" */
  readonly noValue?: string;
}
