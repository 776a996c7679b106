/** The samples of a series in a range: those from index `from` to before `to`. One object is filled again for each step. */
export interface Window {
  times: Float64Array;
  values: Float64Array;
  from: number;
  to: number;
  /** When the expression is evaluated. */
  at: number;
  /** The range, its start excluded. */
  start: number;
  end: number;
  /** Its length in seconds. */
  seconds: number;
}

/** What a function makes of the samples in a range, of which there is at least one; undefined where it has no value. */
export type RangeFunction = (window: Window, parameters: readonly number[]) => number | undefined;

/** The values of a window as a list of its own. */
export const windowValues = ({ values, from, to }: Window): number[] => Array.from(values.subarray(from, to));
