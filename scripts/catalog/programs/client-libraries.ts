import { readFileSync } from 'node:fs';
import type { CatalogFile } from '../../../lib/catalog/source';
import type { MetricType } from '../../../lib/model/metric';
import { fetchPage, freePort, tool, until, type Kit } from '../kit';
import type { Documented, Page, Program } from '../program';

const goVersion = 'client_golang 1.23';

/** The part of a page whose metrics begin like this. */
const part = (text: string, beginnings: readonly string[]): string =>
  text.split('\n').filter((line) => beginnings.some((beginning) => line.replace(/^# (HELP|TYPE) /, '').startsWith(beginning))).join('\n');

async function goPage(kit: Kit): Promise<string> {
  const port = await freePort();
  kit.start(tool('node_exporter'), ['--collector.disable-defaults', `--web.listen-address=127.0.0.1:${port}`]);
  return until(() => fetchPage(`http://127.0.0.1:${port}/metrics`));
}

const ofGo = (name: string, beginning: string): Program => ({
  name: `client-libraries/${name}`,
  program: `${goVersion}, ${name}`,
  version: '1.23',
  live: { source: 'a Go program of the conformance kit', pages: async (kit): Promise<Page[]> => [{ text: part(await goPage(kit), [beginning]) }] },
  open: name === 'go' ? ['go_'] : [],
});

export const clientLibraries: readonly Program[] = [ofGo('go', 'go_'), ofGo('process', 'process_'), ofGo('promhttp', 'promhttp_')];

/** What every Go program exposes of itself, for programs whose own documents leave it out. */
export function ofEveryGoProgram(): Documented[] {
  return ['go', 'process', 'promhttp'].flatMap((name) => {
    const file = JSON.parse(readFileSync(`lib/catalog/client-libraries/${name}/metrics.json`, 'utf8')) as CatalogFile;
    return (['counter', 'gauge', 'histogram', 'summary', 'untyped'] satisfies MetricType[]).flatMap((type) =>
      Object.entries(file[type]).map(([metric, { labels, help }]) => ({ name: metric, type, labels, help })));
  });
}
