import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { kit, program, tools } from './programs';

export interface Cluster {
  readonly folder: string;
  kubectl(args: readonly string[], input?: string): { readonly status: number; readonly out: string };
  /** The kit's own verbs: `restart operator`, `promconfig NS NAME`. */
  verb(...args: readonly string[]): string;
  /** Starts the operator, once its definitions are there: it leaves off what it does not find. */
  startOperator(): void;
  stop(): void;
}

/** A real control plane on loopback, of its own state and ports, fresh. */
export function startCluster(name: string, port: number, parts: string, env: NodeJS.ProcessEnv = {}): Cluster {
  const folder = join(tools, 'run', name);
  const script = join(kit, 'cluster.sh');
  const environment = {
    ...process.env,
    VIGIE_TOOLS: tools,
    CLUSTER_DIR: folder,
    CLUSTER_PORTS: String(port),
    CLUSTER_PARTS: parts,
    ...env,
  };
  const verb = (...args: readonly string[]) =>
    execFileSync(script, args, { env: environment, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  verb('reset');
  verb('up');
  return {
    folder,
    verb,
    kubectl(args, input) {
      const { status, stdout, stderr } = spawnSync(program('kubectl'), ['--kubeconfig', join(folder, 'kubeconfig'), ...args], {
        env: { ...process.env, PATH: `${join(tools, 'bin')}:${process.env.PATH}` },
        input,
        encoding: 'utf8',
        maxBuffer: 1 << 28,
      });
      return { status: status ?? -1, out: `${stdout}${stderr}` };
    },
    startOperator() {
      execFileSync(script, ['up'], { env: { ...environment, CLUSTER_PARTS: `${parts} operator` }, stdio: 'pipe' });
    },
    stop() {
      execFileSync(script, ['down'], { env: { ...environment, CLUSTER_PARTS: `${parts} operator` }, stdio: 'pipe' });
      verb('reset');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Volumes for the claims of a stack: nothing is mounted, and no provisioner runs here. */
export function volumes(count: number): string {
  return Array.from(
    { length: count },
    (_, index) => `apiVersion: v1
kind: PersistentVolume
metadata: {name: volume-${index}}
spec: {capacity: {storage: 100Gi}, accessModes: [ReadWriteOnce], hostPath: {path: /nowhere}}
`,
  ).join('---\n');
}

/** Waits until a question has the answer that is wanted; throws the last other one. */
export async function until<T>(ask: () => T | Promise<T>, wanted: (answer: T) => boolean, seconds: number): Promise<T> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (wanted(answer)) return answer;
    if (performance.now() > end) throw new Error(`not within ${seconds} s; last: ${JSON.stringify(answer).slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}
