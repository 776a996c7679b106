// Vitest can be imported from a module only.
import { expect } from 'vitest';
import { type VigieMatchers, vigieMatchers } from './matchers.js';

declare module 'vitest' {
  // biome-ignore lint/suspicious/noExplicitAny: as vitest declares it
  interface Matchers<T = any> extends VigieMatchers<T> {}
}

expect.extend(vigieMatchers);

export type { VigieMatchers } from './matchers.js';
