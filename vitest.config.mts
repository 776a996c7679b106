import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { 'cdk8s-vigie': new URL('./lib/index.ts', import.meta.url).pathname } },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/conformance/**', 'test/bench/**', 'node_modules/**'],
  },
});
