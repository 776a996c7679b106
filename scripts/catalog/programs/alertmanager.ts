import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredIn } from '../go-source';
import { fetchPage, freePort, type Kit, pause, tool, until } from '../kit';
import type { Page, Program } from '../program';

const version = '0.34.2';

async function pages(kit: Kit): Promise<Page[]> {
  writeFileSync(
    join(kit.folder, 'alertmanager.yml'),
    `route: {receiver: hook, group_wait: 100ms, group_by: [alertname]}
receivers: [{name: hook, webhook_configs: [{url: 'http://127.0.0.1:1/'}]}]
inhibit_rules: [{source_matchers: ['severity="critical"'], target_matchers: ['severity="warning"'], equal: [job]}]
`,
  );
  const gossip = [await freePort(), await freePort()];
  const start = async (name: string, flags: readonly string[]): Promise<string> => {
    const port = await freePort();
    kit.start(tool('alertmanager'), [
      '--config.file=alertmanager.yml',
      `--storage.path=${name}`,
      `--web.listen-address=127.0.0.1:${port}`,
      ...flags,
    ]);
    await until(() => fetchPage(`http://127.0.0.1:${port}/-/healthy`));
    return `http://127.0.0.1:${port}`;
  };
  const read = async (base: string): Promise<string> => {
    const post = (path: string, body: unknown): Promise<Response> =>
      fetch(base + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const day = 24 * 3600 * 1000;
    await post('/api/v2/alerts', [
      { labels: { alertname: 'Down', severity: 'critical' } },
      { labels: { alertname: 'Quiet', severity: 'warning' } },
    ]);
    await post('/api/v2/silences', {
      matchers: [{ name: 'alertname', value: 'Quiet', isRegex: false, isEqual: true }],
      startsAt: new Date(),
      endsAt: new Date(Date.now() + day),
      createdBy: 'catalog',
      comment: 'catalog',
    });
    await fetchPage(`${base}/api/v2/alerts`);
    await pause(3000); // the notification fails, and is tried again
    return fetchPage(`${base}/metrics`);
  };
  const pair = gossip.map((port, i) =>
    start(`pair${i}`, [
      `--cluster.listen-address=127.0.0.1:${port}`,
      '--cluster.settle-timeout=1s',
      '--cluster.pushpull-interval=1s',
      `--cluster.peer=127.0.0.1:${gossip[1 - i]}`,
    ]),
  );
  const [alone, first] = await Promise.all([start('alone', ['--cluster.listen-address=']), ...pair]);
  await pause(2000);
  return [{ text: await read(alone) }, { text: await read(first!), when: 'a cluster' }];
}

export const alertmanager: Program = {
  name: 'alertmanager',
  program: 'alertmanager',
  version,
  live: { source: 'one alone and a pair, with an alert, a silence, and a receiver that fails', needs: [tool('alertmanager')], pages },
  doc: {
    source: `github.com/prometheus/alertmanager v${version}, its source`,
    metrics: () => declaredIn('github.com/prometheus/alertmanager', `v${version}`),
  },
};
