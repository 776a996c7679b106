#!/usr/bin/env node
// pictures.mjs [--all DIR]: draws every dashboard that Vigie ships over the simulated cluster, in which a few things have failed, into
// docs/dashboards/, and writes the page that shows them. With --all DIR: also healthy and empty, into DIR.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const shown = join(root, 'docs', 'dashboards');
const { values } = parseArgs({ options: { all: { type: 'string' } } });

const scratch = mkdtempSync(join(tmpdir(), 'vigie-pictures-'));
execFileSync(process.execPath, [join(root, 'scripts', 'run.mjs'), join(root, 'examples', 'cluster.ts')], { cwd: scratch, stdio: 'inherit' });
const file = join(scratch, 'dist', 'grafana-dashboards.yaml');

// What somebody would choose who looks for what has failed.
const chosen = ['namespace=shop', 'pod=api-7d9f8c6b5-xk2v', 'node=worker-2'].flatMap((choice) => ['--set', choice]);
const draw = (state, out) =>
  execFileSync(process.execPath, [join(here, 'render.mjs'), file, '--out', out, '--simulate', state, '--width', '1200', ...chosen], { stdio: 'inherit' });

mkdirSync(shown, { recursive: true });
for (const name of readdirSync(shown)) if (name.endsWith('.png')) rmSync(join(shown, name));
draw('failing', shown);
if (values.all) for (const state of ['healthy', 'failing', 'empty']) draw(state, join(values.all, state));

const { loadAll } = createRequire(join(root, 'package.json'))('js-yaml');
const dashboards = loadAll(readFileSync(file, 'utf8'))
  .flatMap(({ data = {} }) => Object.values(data))
  .map((text) => JSON.parse(text));
const sections = dashboards.map(({ uid, title, description }) => `## ${title}\n\n${description}\n\n![${title}](${uid}.png)\n`);
writeFileSync(
  join(shown, 'README.md'),
  `# Dashboards\n\nWhat \`clusterMonitoring()\`, \`apiServer()\` and their neighbours bring. The pictures are drawn with Grafana's own panels over a simulated cluster in which,
twenty minutes ago, a node has gone, a container runs out of memory, a pod waits, a disk and a volume are almost full, and Slack refuses messages.
Values without data are grey. The pictures are made by \`node tools/preview/pictures.mjs\` ([tools/preview](../../tools/preview/README.md)).\n\n${sections.join('\n')}`,
);
rmSync(scratch, { recursive: true });
