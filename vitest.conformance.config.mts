import { defineConfig } from 'vitest/config';

/** The real programs, and the random tests of `npm test` with more runs: one file at a time, because they share ports, a cluster and two cores. */
export default defineConfig({
  resolve: { alias: { 'cdk8s-vigie': new URL('./lib/index.ts', import.meta.url).pathname } },
  test: {
    include: [
      'test/conformance/**/*.test.ts',
      'test/cli/robustness.test.ts',
      'test/mutations/anywhere.test.ts',
      'test/promql/regexp.test.ts',
      'test/yaml/broken/broken.test.ts',
    ],
    env: { VIGIE_SUITE: 'conformance' },
    globalSetup: ['test/conformance/programs.ts'],
    fileParallelism: false,
    testTimeout: process.env.VIGIE_ALL === '1' ? 12_000_000 : 1_200_000,
    hookTimeout: 600_000,
  },
});
