#!/usr/bin/env node
// example.mjs NAME --out DIR: synthesizes one of the examples into a folder.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'examples');

const programs = new Map(
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const program = entry.isDirectory() ? join(entry.name, 'main.ts') : entry.name;
    return program.endsWith('.ts') && existsSync(join(folder, program)) ? [[entry.name.replace(/\.ts$/, ''), join(folder, program)]] : [];
  }),
);
const usage = `usage: npm run -s example -- NAME --out DIR\nNAME is one of ${[...programs.keys()].join(', ')}`;

const stop = (message) => {
  console.error(message);
  process.exit(2);
};

function read() {
  try {
    return parseArgs({ allowPositionals: true, options: { out: { type: 'string' } } });
  } catch (error) {
    return stop(`${error.message}\n${usage}`);
  }
}

const { positionals, values } = read();
const [name] = positionals;
if (positionals.length !== 1 || values.out === undefined) stop(usage);
const program = programs.get(name) ?? stop(`there is no example ${name}\n${usage}`);
const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'run.mjs'), program], {
  stdio: 'inherit',
  env: { ...process.env, CDK8S_OUTDIR: resolve(values.out) },
});
process.exit(status ?? 1);
