import type { PlacedPanel } from '../../../model/dashboard/layout';
import type { JsonObject } from '../../../text/json';

/** How a kind of panel is written. */
export interface PanelModel<Panel extends PlacedPanel> {
  /** The least width in columns; panels that say no width share a line of 24. */
  readonly width: number;
  /** In rows of 30 pixels. */
  readonly height: number;
  /** What a panel of this kind has besides the title, the place and so on of every panel. */
  readonly model: (panel: Panel) => JsonObject;
}
