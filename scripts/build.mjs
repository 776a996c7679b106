// Compiles the package into build/package/: JavaScript, type declarations, and the JSON that the code reads.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'build', 'package');
rmSync(out, { recursive: true, force: true });
execFileSync(process.execPath, [createRequire(import.meta.url).resolve('typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')], {
  stdio: 'inherit',
});
for (const folder of ['lib', 'imports']) {
  cpSync(join(root, folder), join(out, folder), {
    recursive: true,
    filter: (source) => !/\.m?ts$/.test(source),
  });
}
chmodSync(join(out, 'lib', 'cli', 'main.js'), 0o755);
