import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fetchPage, freePort, type Kit, pause, tool, until } from '../kit';
import type { Page, Program } from '../program';

async function pages(kit: Kit): Promise<Page[]> {
  const port = await freePort();
  writeFileSync(join(kit.folder, 'in.yml'), 'a: 1\n');
  mkdirSync(join(kit.folder, 'rules'));
  kit.start(tool('prometheus-config-reloader'), [
    '--config-file=in.yml',
    '--config-envsubst-file=out.yml',
    '--watched-dir=rules',
    '--watch-interval=1s',
    '--delay-interval=100ms',
    '--retry-interval=1s',
    '--reload-url=http://127.0.0.1:1/',
    `--listen-address=127.0.0.1:${port}`,
  ]);
  await pause(3000);
  return [{ text: await until(() => fetchPage(`http://127.0.0.1:${port}/metrics`)) }];
}

export const configReloader: Program = {
  name: 'config-reloader',
  program: 'prometheus-config-reloader',
  version: '0.93.1',
  live: { source: 'with a file, a folder and a reload that fails', needs: [tool('prometheus-config-reloader')], pages },
};
