import type * as Crypto from 'node:crypto';
import type { CheckInput, DatasourceInput } from '../analysis/check-input';
import { listAt } from '../kubernetes/access';
import type { KubernetesObject } from '../kubernetes/object';
import { isMapping } from '../yaml/value';
import type { Located } from './documents';

/**
 * The datasources that files give to Grafana: all that it has where it is among the objects itself. Without it, it may be given others; of
 * several each may have its own.
 */
export function datasourcesOf(
  documents: readonly Located[],
  objects: readonly KubernetesObject[],
): Pick<CheckInput, 'datasources' | 'provisioned'> {
  const provisioned = documents.flatMap(ofFile);
  return objects.filter(runsGrafana).length === 1 && provisioned.length > 0 ? { datasources: provisioned } : { provisioned };
}

/** The datasources of a provisioning file (Grafana documentation, "Provision Grafana"). */
function ofFile({ value }: Located): readonly DatasourceInput[] {
  if (!isMapping(value) || value.kind !== undefined || value.apiVersion === undefined) return [];
  return listAt(value.datasources).flatMap((entry): DatasourceInput[] => {
    if (!isMapping(entry) || typeof entry.name !== 'string') return [];
    const { name, uid, type } = entry;
    return [{ uid: typeof uid === 'string' && uid !== '' ? uid : madeUid(name), name, type: String(type) }];
  });
}

/** Grafana makes a uid of the name where a file gives none (pkg/services/provisioning/datasources, `safeUIDFromName`). */
const madeUid = (name: string): string =>
  `P${(require('node:crypto') as typeof Crypto).createHash('sha256').update(name).digest('hex').slice(0, 16).toUpperCase()}`;

function runsGrafana({ kind, spec }: KubernetesObject): boolean {
  if (kind === 'Grafana') return true;
  const pod = isMapping(spec) && isMapping(spec.template) && isMapping(spec.template.spec) ? spec.template.spec : {};
  return listAt(pod.containers).some(
    (container) => isMapping(container) && /(^|\/)grafana(-oss|-enterprise)?([:@]|$)/.test(String(container.image)),
  );
}
