// node scripts/run.mjs scripts/catalog/main.ts [NAME...]: makes lib/catalog/NAME/metrics.json again, from the real programs of
// the conformance kit and the projects' documentation: all of them, or those named.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withKit } from './kit';
import { programs } from './programs';
import { catalogText, entriesOf } from './write';

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !programs.some((program) => program.name === name));
  if (unknown.length) throw new Error(`no program is called ${unknown.join(', ')}: ${programs.map(({ name }) => name).join(', ')}`);
  for (const program of programs) {
    if (names.length && !names.includes(program.name)) continue;
    const pages = program.live ? await withKit((kit) => program.live!.pages(kit)) : [];
    const documented = program.doc ? await program.doc.metrics() : [];
    const entries = entriesOf(program, pages, documented);
    const folder = join('lib', 'catalog', program.name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'metrics.json'), catalogText(program, entries));
    const live = entries.filter(({ from }) => from.includes('live')).length;
    console.error(`${program.name}: ${entries.length} metrics, ${live} of them live, ${entries.length - live} from documents only`);
  }
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
