import { join, resolve } from 'node:path';
import { accept, type Kit, tool, toolFolder } from './kit';

/** A real control plane, in a network namespace of its own: its kubelets and proxies reach nothing else. */
export interface Cluster {
  readonly kubeconfig: string;
  /** Keys and certificates: ca.crt, admin.crt, admin.key ... */
  readonly pki: string;
  /** Added to 443 (API server), 257 (controller-manager), 259 (scheduler), 379 (etcd), 80 (operator). */
  readonly ports: number;
  kubectl(args: readonly string[], input?: string): Promise<string>;
  /** Starts a program in the cluster's network; it ends with the kit. */
  start(program: string, args: readonly string[], env?: Readonly<Record<string, string>>): void;
  /** The arguments of bash, and the environment, that run a program in the cluster's network. */
  inside(program: string, ...args: readonly string[]): string[];
  readonly env: Readonly<Record<string, string>>;
  /** A page from within the cluster's network, with the rights of an administrator. */
  fetch(url: string): Promise<string>;
}

/** Starts etcd, the API server and the parts named (kcm, scheduler, kwok, crds, operator); they end with the kit. */
export async function startCluster(kit: Kit, parts: readonly string[], settings: Readonly<Record<string, string>> = {}): Promise<Cluster> {
  const ports = 21000; // below those that the kernel gives to outgoing connections
  const folder = join(kit.folder, 'cluster');
  const script = resolve('test/conformance/control-plane/cluster.sh');
  const env = {
    CLUSTER_DIR: folder,
    CLUSTER_PORTS: String(ports),
    CLUSTER_PARTS: parts.join(' '),
    CLUSTER_NETNS: '1',
    VIGIE_TOOLS: toolFolder,
    ...settings,
  };
  kit.onClose(async () => void (await kit.run('bash', [script, 'reset'], { env })));
  const printed = await kit.run('bash', [script, 'up'], { env });
  const kubeconfig = /KUBECONFIG=(\S+)/.exec(printed)![1]!;
  const pki = join(folder, 'pki');
  const inside = (program: string, ...args: readonly string[]): string[] => [script, 'exec', program, ...args];
  const identity = ['--cert', join(pki, 'admin.crt'), '--key', join(pki, 'admin.key')];
  return {
    kubeconfig,
    pki,
    ports,
    inside,
    env,
    kubectl: (args, input) => kit.run('bash', inside(tool('kubectl'), '--kubeconfig', kubeconfig, ...args), { env, input }),
    start: (program, args, own) => kit.start('bash', inside(program, ...args), { env: { ...env, ...own } }),
    fetch: (url) => kit.run('bash', inside('curl', '-fsSk', '-m', '60', '-H', `Accept: ${accept}`, ...identity, url), { env }),
  };
}
