/** A number of two numbers, or whether a comparison holds. */
export type Operation = (left: number, right: number) => number | boolean;
