import type { Recording } from '../model/rule';

/** Series that people build on: dashboards and rules elsewhere read them by their well-known names. */
export const published = (recordings: readonly Recording[]): readonly Recording[] =>
  recordings.map((each) => ({ ...each, published: true }));
