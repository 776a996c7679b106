import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Node } from 'kubernetes-types/core/v1';
import type { PrivateCluster } from './private-cluster';

/** Where a node's kubelet answers. */
export interface Kubelet {
  readonly node: string;
  readonly address: string;
  readonly port: number;
}

/** Starts what stands for the kubelet of a node, at the address and port that the node names, with a certificate that no one signed. */
export async function startKubelet({ metadata, status }: Node, cluster: PrivateCluster): Promise<Kubelet> {
  const name = metadata!.name!;
  const { address } = status!.addresses!.find(({ type }) => type === 'InternalIP')!;
  const port = status!.daemonEndpoints!.kubeletEndpoint!.Port;
  const certificate = join(cluster.folder, `${name}.crt`);
  const key = join(cluster.folder, `${name}.key`);
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-subj',
      `/CN=${name}`,
      '-days',
      '2',
      '-keyout',
      key,
      '-out',
      certificate,
    ],
    { stdio: 'pipe' },
  );
  cluster.processes.start(`kubelet-${name}`, [
    ...(await cluster.networkOf(address)),
    ...cluster.typescript('kubelet'),
    name,
    String(port),
    join(cluster.folder, 'pki'),
    certificate,
    key,
    __dirname,
  ]);
  return { node: name, address, port };
}
