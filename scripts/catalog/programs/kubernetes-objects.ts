import { readFileSync } from 'node:fs';
import { dump, loadAll } from 'js-yaml';
import type { Cluster } from '../cluster';
import type { Kit } from '../kit';

interface Thing {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string; readonly labels?: Readonly<Record<string, string>> };
  readonly status?: unknown;
}

/** Puts one object of each kind into a cluster. */
export async function createObjects(kit: Kit, cluster: Cluster): Promise<readonly Thing[]> {
  const file = readFileSync('scripts/catalog/programs/kubernetes-objects.yaml', 'utf8');
  const request = await kit.run('openssl', [
    'req',
    '-new',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    '/dev/null',
    '-subj',
    '/CN=someone',
  ]);
  const things = loadAll(file.replace('request: REQUEST', `request: ${Buffer.from(request).toString('base64')}`)) as Thing[];
  // Kinds that others need come first; a pod's class of runtime, for one.
  const first = ['Namespace', 'RuntimeClass', 'ServiceAccount'];
  const ordered = [...things.filter(({ kind }) => first.includes(kind)), ...things.filter(({ kind }) => !first.includes(kind))];
  const text = ordered.map((thing) => dump({ ...thing, status: undefined }, { skipInvalid: true })).join('---\n');
  await cluster.kubectl(['apply', '--server-side', '-f', '-'], text);
  return ordered;
}

/** Gives the objects the statuses of kubernetes-objects.yaml and deletes those marked so; for a cluster where no controller runs. */
export async function settleObjects(cluster: Cluster, things: readonly Thing[]): Promise<void> {
  for (const { kind, metadata, status } of things) {
    const patch = ['--subresource=status', '--type=merge', '-p', JSON.stringify({ status })];
    if (status) await cluster.kubectl(['patch', kind, metadata.name, ...namespaceOf(metadata), ...patch]);
  }
  await cluster.kubectl(['certificate', 'approve', 'signed']);
  for (const { kind, metadata } of things)
    if (metadata.labels?.deleted) await cluster.kubectl(['delete', kind, metadata.name, ...namespaceOf(metadata), '--wait=false']);
}

const namespaceOf = ({ namespace }: Thing['metadata']): string[] => (namespace === undefined ? [] : ['-n', namespace]);
