import { execFileSync, spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the real programs are built, once for all checkouts of a machine. */
export const tools = process.env.VIGIE_TOOLS ?? join(homedir(), '.cache', 'vigie-tools');

export const program = (name: string): string => join(tools, 'bin', name);

const needed = [
  'promtool',
  'promtool-full',
  'prometheus',
  'alertmanager',
  'amtool',
  'etcd',
  'kube-apiserver',
  'kubectl',
  'kube-controller-manager',
  'kube-scheduler',
  'prometheus-operator',
  'kwok',
  'kube-state-metrics',
  'node_exporter',
  'pint',
];

export const kit = join(__dirname, 'control-plane');

/** Builds what is missing, from pinned Go modules. Says so and fails where there is no Go. */
export default function setup(): void {
  if (spawnSync('go', ['version']).status !== 0) {
    throw new Error(
      'the conformance run builds the real programs from Go modules, and there is no `go` on the PATH: install Go 1.26 or later',
    );
  }
  execFileSync(join(kit, 'build.sh'), needed, { stdio: 'inherit' });
}

/** What a program says, whatever its exit status. */
export function run(name: string, args: readonly string[], input?: string): { readonly status: number; readonly out: string } {
  const { status, stdout, stderr, error } = spawnSync(program(name), args, { input, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (error) throw error;
  return { status: status ?? -1, out: `${stdout}${stderr}` };
}

/** What a program says on both of its outputs, in the order in which it says it. */
export function interleaved(name: string, args: readonly string[]): { readonly status: number; readonly out: string } {
  const { status, stdout, error } = spawnSync('sh', ['-c', 'exec "$0" "$@" 2>&1', program(name), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) throw error;
  return { status: status ?? -1, out: stdout };
}
