/** A value at a time in milliseconds. */
export interface Point {
  readonly time: number;
  readonly value: number;
}
