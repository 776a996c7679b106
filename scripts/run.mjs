#!/usr/bin/env node
// run.mjs PROGRAM.ts [ARGS...]: runs a TypeScript program of this checkout. The program is bundled once into build/run/ and
// bundled again only when one of its source files, or the lock file, has changed. V8 keeps what it compiled of the bundle beside it: a
// synth then costs what plain node costs, and its own work.
import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { constants, Script } from 'node:vm';

// A run is over before the optimizing compiler of Node 20 has earned what it costs: told to start later than by default (67584), it takes
// a quarter less processor time for a check, and no more for long runs. Later versions of V8 have no such flag, and are as fast without.
if (process.versions.v8.startsWith('11.')) setFlagsFromString('--interrupt-budget=500000');

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [program, ...args] = process.argv.slice(2);
if (program === undefined) {
  console.error('usage: node scripts/run.mjs PROGRAM.ts [ARGS...]');
  process.exit(2);
}
const entry = resolve(program);
const name = relative(root, entry).replace(/[\\/]/g, '.').replace(/\.ts$/, '');
const bundle = join(root, 'build', 'run', `${name}.cjs`);
const stampFile = `${bundle}.json`;
// A program's commands run different functions of it.
const codeFile = `${bundle}${/^[a-z]+$/.test(args[0] ?? '') ? `.${args[0]}` : ''}.code`;

/** A file's size and time of change; null where it is gone. */
const stamp = (file) => {
  // Not `join`, which takes longer than the look at the file.
  const stat = statSync(`${root}/${file}`, { throwIfNoEntry: false });
  return stat ? `${stat.size}:${stat.mtimeMs}` : null;
};

function isFresh() {
  if (!existsSync(bundle) || !existsSync(stampFile)) return false;
  const stamps = JSON.parse(readFileSync(stampFile, 'utf8'));
  return Object.entries(stamps).every(([file, known]) => stamp(file) === known);
}

async function rebuild() {
  const { build } = await import('esbuild');
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: `${bundle}.${process.pid}`,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    metafile: true,
    logLevel: 'error',
    external: ['esbuild', 'fsevents', 'vitest'],
  });
  const own = Object.keys(metafile.inputs).filter((file) => !file.startsWith('node_modules/'));
  const inputs = [...own, 'package-lock.json', 'tsconfig.json', 'scripts/run.mjs'];
  // Several runs may find the bundle stale at once: none may read what another has half written.
  renameSync(`${bundle}.${process.pid}`, bundle);
  writeFileSync(`${stampFile}.${process.pid}`, JSON.stringify(Object.fromEntries(inputs.map((file) => [file, stamp(file)]))));
  renameSync(`${stampFile}.${process.pid}`, stampFile);
}

/** Runs the bundle as `require` would, with the code that V8 compiled of it before. */
function start() {
  // V8 itself only compares the lengths of the source.
  const mark = Buffer.from(stamp(relative(root, bundle)).padEnd(64));
  const source = readFileSync(bundle, 'utf8').replace(/^#!.*/, '');
  const kept = existsSync(codeFile) ? readFileSync(codeFile) : Buffer.alloc(0);
  const cachedData = mark.equals(kept.subarray(0, mark.length)) ? kept.subarray(mark.length) : undefined;
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${source}\n})`, {
    filename: bundle,
    cachedData,
    importModuleDynamically: constants?.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (cachedData === undefined || script.cachedDataRejected) {
    // At the end, when all functions that a run needs are compiled.
    process.once('exit', (status) => {
      // A call that was refused has run next to nothing.
      if (status > 1) return;
      writeFileSync(`${codeFile}.${process.pid}`, Buffer.concat([mark, script.createCachedData()]));
      renameSync(`${codeFile}.${process.pid}`, codeFile);
    });
  }
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, dirname(bundle));
}

if (!isFresh()) {
  try {
    await rebuild();
  } catch (error) {
    // esbuild has printed where and what; without its errors (it is missing, the disk is full) we do.
    if (!error.errors) console.error(error.message);
    process.exit(1);
  }
}
process.argv = [process.argv[0], entry, ...args];
start();
