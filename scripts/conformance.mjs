// conformance.mjs [--all] [VITEST ARGS...]: the real programs, and the random tests with more runs. `--all`: ten times as many random
// inputs, and programs that take minutes to build, which CI has no time for.
import { spawnSync } from 'node:child_process';

const args = process.argv.slice(2);
const all = args.includes('--all');
const { status, error } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'vitest.conformance.config.mts', ...args.filter((arg) => arg !== '--all')],
  { stdio: 'inherit', env: { ...process.env, ...(all && { VIGIE_ALL: '1' }) } },
);
if (error) throw error;
process.exit(status ?? 1);
