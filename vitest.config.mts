import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { 'cdk8s-vigie': new URL('./lib/index.ts', import.meta.url).pathname } },
  test: {
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    // The files of a worker share the modules that they import: no test replaces one, and to load them for each takes a third of the time.
    isolate: false,
    // Property tests on a busy machine of two cores.
    testTimeout: 60_000,
    exclude: ['test/conformance/**', 'test/bench/**', '**/node_modules/**'],
  },
});
