#!/usr/bin/env node
// run.mjs PROGRAM.ts [ARGS...]: runs a TypeScript program of this checkout. The program is bundled once into build/run/ and
// bundled again only when one of its source files, or the lock file, has changed. V8 keeps what it compiled of the bundle beside it: a
// synth then costs what plain node costs, and its own work.
import { isAscii } from 'node:buffer';
import { createHash } from 'node:crypto';
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

/** The files that every bundle is made of: a stamp without one of them says nothing. */
const always = [relative(root, entry).replaceAll('\\', '/'), 'package-lock.json', 'tsconfig.json', 'scripts/run.mjs'];

const digest = (bytes) => createHash('sha256').update(bytes).digest('hex');

/** The bundle, if it is the one that was made last, of files that have not changed since. */
function freshBundle() {
  try {
    const { sha256, inputs } = JSON.parse(readFileSync(stampFile, 'utf8'));
    if (!always.every((file) => file in inputs)) return undefined;
    for (const file in inputs) if (stamp(file) !== inputs[file]) return undefined;
    const bytes = readFileSync(bundle);
    return digest(bytes) === sha256 ? { bytes, sha256 } : undefined;
  } catch {
    // A file that is missing, or is no stamp.
    return undefined;
  }
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
    // The comments of others are not all ASCII, and a text that is not takes 5 ms longer to read.
    minifyWhitespace: true,
    lineLimit: 140,
    logLevel: 'error',
    external: ['esbuild', 'fsevents', 'vitest'],
    // An example with a tsconfig.json of its own asks for the package by its name.
    alias: { 'cdk8s-vigie': join(root, 'lib', 'index.ts') },
  });
  const own = Object.keys(metafile.inputs).filter((file) => !file.startsWith('node_modules/'));
  const inputs = Object.fromEntries([...always, ...own].map((file) => [file, stamp(file)]));
  const bytes = readFileSync(`${bundle}.${process.pid}`);
  const sha256 = digest(bytes);
  // Several runs may find the bundle stale at once: none may read what another has half written.
  renameSync(`${bundle}.${process.pid}`, bundle);
  writeFileSync(`${stampFile}.${process.pid}`, JSON.stringify({ sha256, inputs }));
  renameSync(`${stampFile}.${process.pid}`, stampFile);
  return { bytes, sha256 };
}

/** Runs the bundle as `require` would, with the code that V8 compiled of it before. */
function start({ bytes, sha256 }) {
  // V8 itself only compares the lengths of the source.
  const mark = Buffer.from(sha256);
  const source = bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8').replace(/^#!.*/, '');
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

/** The bundle, made again; ends the process where it cannot be made. */
async function rebuiltBundle() {
  try {
    return await rebuild();
  } catch (error) {
    // esbuild has printed where and what; without its errors (it is missing, the disk is full) we do.
    if (!error.errors) console.error(error.message);
    process.exit(1);
  }
}

const ready = freshBundle() ?? (await rebuiltBundle());
process.argv = [process.argv[0], entry, ...args];
start(ready);
