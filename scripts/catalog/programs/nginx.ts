import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MetricType } from '../../../lib/model/metric';
import { debian, fetchPage, freePort, goModule, type Kit, tool, until } from '../kit';
import { tablesOf } from '../markdown';
import type { Documented, Page, Program } from '../program';

const module = 'github.com/nginx/nginx-prometheus-exporter';
const version = '1.5.1';

async function pages(kit: Kit): Promise<Page[]> {
  const [port, listen] = [await freePort(), await freePort()];
  mkdirSync(join(kit.folder, 'temp'));
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `${kind}_temp_path ${kit.folder}/temp;`).join(' ');
  writeFileSync(
    join(kit.folder, 'nginx.conf'),
    `daemon off; master_process off; pid ${kit.folder}/pid; error_log stderr; events {}
http { access_log off; ${temp} server { listen 127.0.0.1:${port}; location = /status { stub_status; } } }`,
  );
  kit.start(debian('bin/nginx'), ['-p', kit.folder, '-c', join(kit.folder, 'nginx.conf')]);
  kit.start(tool('nginx-prometheus-exporter'), [
    `--nginx.scrape-uri=http://127.0.0.1:${port}/status`,
    `--web.listen-address=127.0.0.1:${listen}`,
  ]);
  return [
    {
      text: await until(async () => {
        const text = await fetchPage(`http://127.0.0.1:${listen}/metrics`);
        if (!/^nginx_up 1/m.test(text)) throw new Error('the exporter does not reach NGINX');
        return text;
      }),
    },
  ];
}

/** README.md: one table for each part; those of NGINX Plus are named nginxplus_. */
async function documented(): Promise<Documented[]> {
  const readme = readFileSync(join(await goModule(module, `v${version}`), 'README.md'), 'utf8');
  return tablesOf(readme)
    .filter((row) => /^`nginx/.test(row.Name ?? ''))
    .map((row) => ({
      name: row.Name!.replaceAll('`', ''),
      type: row.Type!.toLowerCase() as MetricType,
      help: row.Description!.replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll('`', ''),
      // In brackets: the values of a label.
      labels: [...row.Labels!.replace(/\([^)]*\)/g, '').matchAll(/`(\w+)`/g)].map(([, label]) => label!),
      ...(row.Name!.includes('nginxplus') && { when: '--nginx.plus' }),
    }));
}

export const nginx: Program = {
  name: 'nginx',
  program: 'nginx-prometheus-exporter',
  version,
  live: { source: 'NGINX 1.26 with stub_status', needs: [debian('bin/nginx'), tool('nginx-prometheus-exporter')], pages },
  doc: { source: `${module} v${version}, README.md`, metrics: documented },
};
