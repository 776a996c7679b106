import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredIn } from '../go-source';
import { fetchPage, freePort, type Kit, pause, tool, until } from '../kit';
import type { Page, Program } from '../program';

const version = '3.15.0';

const rules = `groups:
- name: shop
  interval: 1s
  rules:
  - {record: 'job:up:sum', expr: 'sum by (job) (up)'}
  - {alert: Always, expr: 'vector(1)'}
`;

async function pages(kit: Kit): Promise<Page[]> {
  writeFileSync(join(kit.folder, 'rules.yml'), rules);
  writeFileSync(join(kit.folder, 'targets.json'), '[]');
  const alertmanager = await freePort();
  writeFileSync(join(kit.folder, 'alertmanager.yml'), 'route: {receiver: nobody}\nreceivers: [{name: nobody}]\n');
  kit.start(tool('alertmanager'), [
    '--config.file=alertmanager.yml',
    '--storage.path=am',
    `--web.listen-address=127.0.0.1:${alertmanager}`,
    '--cluster.listen-address=',
  ]);
  const run = async (name: string, config: (port: number) => string, alerting: boolean, flags: readonly string[]): Promise<string> => {
    const port = await freePort();
    const base = `http://127.0.0.1:${port}`;
    writeFileSync(join(kit.folder, `${name}.yml`), config(port));
    kit.start(tool('prometheus'), [`--config.file=${name}.yml`, `--web.listen-address=127.0.0.1:${port}`, ...flags]);
    await until(() => fetchPage(`${base}/-/ready`));
    await until(() => fetchPage(`${base}/api/v1/targets?state=active`));
    await pause(4000); // scrapes and rules run every second
    if (alerting)
      await until(async () => {
        if (!/^prometheus_notifications_sent_total\{.*\} [1-9]/m.test(await fetchPage(`${base}/metrics`)))
          throw new Error('no alert was sent');
      });
    for (const path of [
      '/api/v1/query?query=up',
      '/api/v1/query_range?query=up&start=1&end=2&step=1',
      '/federate?match[]=up',
      '/api/v1/labels',
    ])
      await fetchPage(base + path).catch(() => undefined); // an agent answers no queries
    return fetchPage(`${base}/metrics`);
  };
  const scrape = (port: number): string => `global: {scrape_interval: 1s}
scrape_configs:
- {job_name: self, static_configs: [{targets: ['127.0.0.1:${port}']}]}
- {job_name: files, file_sd_configs: [{files: [targets.json]}]}
- {job_name: http, http_sd_configs: [{url: 'http://127.0.0.1:1/'}]}
- {job_name: cluster, kubernetes_sd_configs: [{role: pod, api_server: 'http://127.0.0.1:1'}]}
`;
  const alerts = `rule_files: [rules.yml]\nalerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:${alertmanager}']}]}]}\n`;
  const write = (port: number): string => `remote_write: [{url: 'http://127.0.0.1:${port}/api/v1/write'}]\n`;
  const read = (port: number): string => `remote_read: [{url: 'http://127.0.0.1:${port}/api/v1/read', read_recent: true}]\n`;
  return Promise.all([
    run('server', (port) => scrape(port) + alerts, true, ['--storage.tsdb.path=tsdb']).then((text) => ({ text })),
    run('remote', (port) => scrape(port) + alerts + write(port) + read(port), true, [
      '--storage.tsdb.path=tsdb2',
      '--web.enable-remote-write-receiver',
    ]).then((text) => ({ text, when: 'remote_write or remote_read' })),
    run('agent', (port) => scrape(port) + write(port), false, ['--agent', '--storage.agent.path=agent']).then((text) => ({
      text,
      when: '--agent',
    })),
  ]);
}

export const prometheus: Program = {
  name: 'prometheus',
  program: 'prometheus',
  version,
  live: {
    source: 'a server that scrapes itself, evaluates rules, alerts, writes and reads remotely; an agent',
    needs: [tool('prometheus'), tool('alertmanager')],
    pages,
  },
  doc: {
    source: 'github.com/prometheus/prometheus v0.315.0, its source',
    // Metrics that are registered with a prefix have no name of their own in the source; the program shows them all.
    metrics: async () =>
      (await declaredIn('github.com/prometheus/prometheus', 'v0.315.0')).filter(({ name }) => name.startsWith('prometheus_')),
  },
};
