import { defineConfig } from 'vitest/config';

/** The real programs: one file at a time, because they share ports, a cluster and two cores. */
export default defineConfig({
  resolve: { alias: { 'cdk8s-vigie': new URL('./lib/index.ts', import.meta.url).pathname } },
  test: {
    include: ['test/conformance/**/*.test.ts'],
    globalSetup: ['test/conformance/programs.ts'],
    fileParallelism: false,
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
