import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { declaredIn } from '../go-source';
import { fetchPage, freePort, goModule, type Kit, tool, until } from '../kit';
import type { Page, Program } from '../program';

const module = 'github.com/prometheus-community/elasticsearch_exporter';
const version = '1.10.0';

/** Answers of real Elasticsearch servers, as the project recorded them for its own tests. */
const recorded: readonly (readonly [path: RegExp, fixture: string])[] = [
  [/^\/$/, 'clusterinfo/7.13.1.json'],
  [/^\/_cluster\/health/, 'clusterhealth/5.4.2.json'],
  [/^\/_cluster\/settings/, 'settings-persistent-clustermaxshardspernode-7.17.5.json'],
  [/^\/_nodes.*\/stats/, 'nodestats/7.13.1.json'],
  [/^\/_all\/_stats/, 'indices/7.17.3.json'],
  [/^\/_alias/, 'indices/alias/7.17.3.json'],
  [/^\/_cat\/shards/, 'shards/7.15.0.json'],
  [/^\/_all\/_settings/, 'indices_settings/6.5.4.json'],
  [/^\/_all\/_mappings/, 'indices_mappings/7.8.0.json'],
  [/^\/_snapshot\/[^/]+\/_all/, 'snapshots/5.4.2.json'],
  [/^\/_slm\/stats/, 'slm/stats/7.15.0.json'],
  [/^\/_slm\/status/, 'slm/status/7.15.0.json'],
  [/^\/_ilm\/status/, 'ilm_status/6.6.0.json'],
  [/^\/_all\/_ilm\/explain/, 'ilm_indices/6.6.0.json'],
  [/^\/_data_stream/, 'datastream/7.15.0.json'],
  [/^\/_health_report/, 'healthreport/8.7.0.json'],
];
// Two answers that the project's tests spell out themselves.
const repositories = '{"backups": {"type": "fs", "settings": {"location": "/backups"}}}';
const tasks =
  '{"tasks": {"a:1": {"node": "a", "id": 1, "type": "transport", "action": "indices:data/read/search", "start_time_in_millis": 1}}}';

async function pages(kit: Kit): Promise<Page[]> {
  const fixtures = join(await goModule(module, `v${version}`), 'fixtures');
  const port = await freePort();
  const server = createServer((request, answer) => {
    const url = request.url!;
    const fixture = recorded.find(([path]) => path.test(url))?.[1];
    const text =
      url === '/_snapshot' ? repositories : url.startsWith('/_tasks') ? tasks : fixture && readFileSync(join(fixtures, fixture), 'utf8');
    answer.writeHead(text ? 200 : 404, { 'content-type': 'application/json' }).end(text);
  }).listen(port, '127.0.0.1');
  kit.onClose(() => new Promise((resolve) => server.close(() => resolve())));
  const page = async (...flags: string[]): Promise<string> => {
    const listen = await freePort();
    kit.start(tool('elasticsearch_exporter'), [`--es.uri=http://127.0.0.1:${port}`, `--web.listen-address=127.0.0.1:${listen}`, ...flags]);
    await until(() => fetchPage(`http://127.0.0.1:${listen}/metrics`));
    return until(async () => {
      const text = await fetchPage(`http://127.0.0.1:${listen}/metrics`);
      if (!text.includes('elasticsearch_clusterinfo_version_info{')) throw new Error('the cluster information is not there yet');
      return text;
    }, 20);
  };
  const byDefault = { text: await page() };
  const flags = [
    '--es.all',
    '--es.indices',
    '--es.indices_settings',
    '--es.indices_mappings',
    '--es.aliases',
    '--es.shards',
    '--collector.clustersettings',
    '--collector.data-stream',
    '--collector.health-report',
    '--collector.ilm',
    '--collector.slm',
    '--collector.snapshots',
    '--collector.tasks',
  ];
  return [byDefault, ...(await Promise.all(flags.map(async (flag) => ({ text: await page(flag), when: flag }))))];
}

export const elasticsearch: Program = {
  name: 'elasticsearch',
  program: 'elasticsearch_exporter',
  version,
  live: { source: 'recorded answers of Elasticsearch 5.4 to 8.7, every collector', needs: [tool('elasticsearch_exporter')], pages },
  doc: {
    source: `${module} v${version}, its source`,
    metrics: async () => (await declaredIn(module, `v${version}`)).filter(({ name }) => name.startsWith('elasticsearch_')),
  },
};
