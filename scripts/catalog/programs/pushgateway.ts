import { debian, fetchPage, freePort, type Kit, until } from '../kit';
import type { Page, Program } from '../program';

async function pages(kit: Kit): Promise<Page[]> {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  kit.start(debian('bin/prometheus-pushgateway'), [`--web.listen-address=127.0.0.1:${port}`, '--persistence.file=']);
  await until(() => fetchPage(`${base}/metrics`));
  await fetch(`${base}/metrics/job/backup`, { method: 'POST', body: 'pushed 1\n' });
  await fetch(`${base}/metrics/job/backup`, { method: 'POST', body: 'not a metric\n' });
  const text = await fetchPage(`${base}/metrics`);
  return [
    {
      text: text
        .split('\n')
        .filter((line) => !/^(# (TYPE|HELP) )?pushed\b/.test(line))
        .join('\n'),
    },
  ];
}

export const pushgateway: Program = {
  name: 'pushgateway',
  program: 'pushgateway',
  version: '1.11.0',
  live: { source: 'after a push that worked and one that did not', needs: [debian('bin/prometheus-pushgateway')], pages },
};
