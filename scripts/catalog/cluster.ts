import { join, resolve } from 'node:path';
import type { Kit } from './kit';
import { tool } from './kit';

/** A real control plane on 127.0.0.1. */
export interface Cluster {
  readonly kubeconfig: string;
  /** Keys and certificates: ca.crt, admin.crt, admin.key ... */
  readonly pki: string;
  /** Added to 443 (API server), 257 (controller-manager), 259 (scheduler), 379 (etcd), 80 (operator). */
  readonly ports: number;
  kubectl(args: readonly string[], input?: string): Promise<string>;
}

/** Starts etcd, the API server and the parts named (kcm, scheduler, kwok, crds, operator); they end with the kit. */
export async function startCluster(kit: Kit, parts: readonly string[]): Promise<Cluster> {
  const ports = Number(process.env.CLUSTER_PORTS ?? 32000);
  const folder = join(kit.folder, 'cluster');
  const script = resolve('test/conformance/control-plane/cluster.sh');
  const env = { CLUSTER_DIR: folder, CLUSTER_PORTS: String(ports), CLUSTER_PARTS: parts.join(' ') };
  kit.onClose(async () => void (await kit.run('bash', [script, 'reset'], { env })));
  const printed = await kit.run('bash', [script, 'up'], { env });
  const kubeconfig = /KUBECONFIG=(\S+)/.exec(printed)![1]!;
  return {
    kubeconfig,
    pki: join(folder, 'pki'),
    ports,
    kubectl: (args, input) => kit.run(tool('kubectl'), ['--kubeconfig', kubeconfig, ...args], { input }),
  };
}
