import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Builds one of the small Go programs beside this file (`promql-oracle`, `promql-engine`) against the pinned Prometheus, and
 * asks it: one JSON text a line goes in, one JSON answer a line comes out.
 */
export function askGo<Answer>(root: string, program: string, args: readonly string[], texts: readonly string[]): Answer[] {
  const binary = join(process.env.VIGIE_TOOLS ?? join(homedir(), '.cache', 'vigie-tools'), 'bin', program);
  execFileSync('nice', ['go', 'build', '-trimpath', '-o', binary, join(root, 'test/conformance', program, 'main.go')], {
    cwd: join(root, 'test/conformance/control-plane/mods/prometheus'),
    env: { ...process.env, CGO_ENABLED: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const input = texts.map((text) => JSON.stringify(text)).join('\n');
  // Its stderr has stack traces of Prometheus' own parser, which recovers from its panics and reports them as errors.
  const output = execFileSync(binary, args, { input, maxBuffer: 2 ** 30, stdio: ['pipe', 'pipe', 'ignore'] });
  return output
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}
