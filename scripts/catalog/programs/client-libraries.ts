import { readFileSync } from 'node:fs';
import type { CatalogFile } from '../../../lib/catalog/source';
import type { MetricType } from '../../../lib/model/metric';
import { document } from '../documents';
import { debian, fetchPage, freePort, type Kit, tool, until } from '../kit';
import type { Documented, Page, Program } from '../program';

const goVersion = 'client_golang 1.23';

/** The part of a page whose metrics begin like this. */
const part = (text: string, beginning: string): string =>
  text
    .split('\n')
    .filter((line) => line.replace(/^# (HELP|TYPE) /, '').startsWith(beginning))
    .join('\n');

async function goPage(kit: Kit): Promise<string> {
  const port = await freePort();
  kit.start(tool('node_exporter'), ['--collector.disable-defaults', `--web.listen-address=127.0.0.1:${port}`]);
  return until(() => fetchPage(`http://127.0.0.1:${port}/metrics`));
}

const ofGo = (name: string, beginning: string): Program => ({
  name: `client-libraries/${name}`,
  program: `${goVersion}, ${name}`,
  version: '1.23',
  live: {
    source: 'a Go program of the conformance kit',
    needs: [tool('node_exporter')],
    pages: async (kit): Promise<Page[]> => [{ text: part(await goPage(kit), beginning) }],
  },
  open: name === 'go' ? ['go_'] : [],
});

const defaultMetrics = `
const client = require('prom-client');
client.collectDefaultMetrics();
require('node:net').createServer().listen(0, '127.0.0.1'); // an active handle
require('node:v8').setFlagsFromString('--expose-gc');
require('node:vm').runInNewContext('gc')();
setTimeout(async () => {
  require('node:fs').readFile('/dev/null', () => {}); // an active request
  console.log(await client.register.metrics());
  process.exit();
}, 500);`;

const nodejs: Program = {
  name: 'client-libraries/nodejs',
  program: 'prom-client, its default metrics',
  version: '15.1.3',
  live: {
    source: 'Node 20',
    needs: [],
    pages: async (kit) => [{ text: await kit.run(process.execPath, ['-e', defaultMetrics], { cwd: '.' }) }],
  },
};

const python: Program = {
  name: 'client-libraries/python',
  program: 'prometheus_client (Python), its default metrics',
  version: '0.21.1',
  live: {
    source: "Debian 13's package",
    needs: [debian('root/usr/lib/python3/dist-packages/prometheus_client')],
    pages: async (kit) => [
      {
        text: await kit.run('python3', ['-c', 'import prometheus_client; print(prometheus_client.generate_latest().decode())'], {
          env: { PYTHONPATH: debian('root/usr/lib/python3/dist-packages') },
        }),
      },
    ],
  },
};

const jvm: Program = {
  name: 'client-libraries/jvm',
  program: 'client_java, prometheus-metrics-instrumentation-jvm',
  version: '1',
  doc: { source: 'prometheus/client_java, docs/content/instrumentation/jvm.md (documents/jvm.tsv)', metrics: async () => document('jvm') },
  open: ['jvm_'],
};

export const clientLibraries: readonly Program[] = [
  ofGo('go', 'go_'),
  ofGo('process', 'process_'),
  ofGo('promhttp', 'promhttp_'),
  jvm,
  nodejs,
  python,
];

/** What every Go program exposes of itself, for programs whose own documents leave it out. */
export function ofEveryGoProgram(): Documented[] {
  return ['go', 'process', 'promhttp'].flatMap((name) => {
    const file = JSON.parse(readFileSync(`lib/catalog/client-libraries/${name}/metrics.json`, 'utf8')) as CatalogFile;
    return (['counter', 'gauge', 'histogram', 'summary', 'untyped'] satisfies MetricType[]).flatMap((type) =>
      Object.entries(file[type]).map(([metric, { labels, help }]) => ({ name: metric, type, labels, help })),
    );
  });
}
