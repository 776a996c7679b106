// build.mjs: bundles the page that draws a dashboard into build/page.js and build/page.css, and the simulated cluster into build/simulation.cjs.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

/** The editor of queries is 3 MB, and no panel shows it. */
const withoutEditor = {
  name: 'without-editor',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(monaco-editor|@monaco-editor\/react)/ }, ({ path }) => ({ path, namespace: 'empty' }));
    onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'module.exports = new Proxy(function () {}, { get: () => () => undefined })' }));
  },
};

await build({
  absWorkingDir: here,
  entryPoints: [join(here, 'src', 'page.tsx')],
  outfile: join(here, 'build', 'page.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  platform: 'browser',
  target: 'chrome120',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"', global: 'window' },
  loader: { '.ttf': 'empty', '.woff': 'empty', '.woff2': 'empty', '.svg': 'dataurl' },
  plugins: [withoutEditor],
  logLevel: 'error',
});

await build({
  absWorkingDir: here,
  stdin: {
    contents: "export { simulate } from '../../test/simulation/cluster'; export { answerOf } from '../../test/simulation/prometheus-api'; export { metricsIn } from '../../test/simulation/metrics-in';",
    resolveDir: here,
  },
  outfile: join(here, 'build', 'simulation.cjs'),
  bundle: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
  logLevel: 'error',
});
