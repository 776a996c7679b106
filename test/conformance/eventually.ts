import { expect } from 'vitest';

/** An expectation that is asked again until it holds, for so many seconds: what is waited for is what is asserted. */
export const eventually = <T>(ask: () => T | Promise<T>, seconds: number): ReturnType<typeof expect.poll<T>> =>
  expect.poll(ask, { timeout: seconds * 1000, interval: 250, message: `not within ${seconds} s` });
