import { createHash } from 'node:crypto';
import type { JudgedDatasource } from '../checks/model';
import { isMapping, type KubernetesObject } from '../objects';
import type { Located } from './documents';
import { list } from './rules';

/**
 * The datasources that files give to Grafana; undefined where Grafana itself is not among the objects, because then it may be given others,
 * or where there are several, which may have different ones.
 */
export function datasourcesOf(documents: readonly Located[], objects: readonly KubernetesObject[]): readonly JudgedDatasource[] | undefined {
  if (objects.filter(runsGrafana).length !== 1) return undefined;
  const files = documents.filter(({ value }) => isMapping(value) && value.kind === undefined && Array.isArray(value.datasources) && value.apiVersion !== undefined);
  if (files.length === 0) return undefined;
  return files.flatMap(({ value }) => list((value as { readonly datasources: unknown }).datasources).flatMap((entry): JudgedDatasource[] => {
    if (!isMapping(entry) || typeof entry.name !== 'string') return [];
    const { name, uid, type } = entry;
    return [{ uid: typeof uid === 'string' && uid !== '' ? uid : madeUid(name), name, type: String(type) }];
  }));
}

/** Grafana makes a uid of the name where a file gives none (pkg/services/provisioning/datasources, `safeUIDFromName`). */
const madeUid = (name: string): string => `P${createHash('sha256').update(name).digest('hex').slice(0, 16).toUpperCase()}`;

function runsGrafana({ kind, spec }: KubernetesObject): boolean {
  if (kind === 'Grafana') return true;
  const pod = isMapping(spec) && isMapping(spec.template) && isMapping(spec.template.spec) ? spec.template.spec : {};
  return list(pod.containers).some((container) => isMapping(container) && /(^|\/)grafana(-oss|-enterprise)?([:@]|$)/.test(String(container.image)));
}
