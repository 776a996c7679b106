import type { RelabelConfig } from '../analysis/target-labels';
import { keysOf } from '../compile/alertmanager/keys';
import { relabelRules } from '../compile/prometheus/relabel';
import { listAt, mappingAt } from '../kubernetes/access';
import { type KubernetesObject, namespaceOf } from '../kubernetes/object';
import { readDocuments } from '../kubernetes/read';
import { isMapping } from '../yaml/value';
import type { Located } from './documents';

/** What the only Prometheus does to its alerts before it sends them; nothing where that is not known. */
export function alertRelabelingOf(documents: readonly Located[], objects: readonly KubernetesObject[]): readonly RelabelConfig[] {
  const operated = objects.filter(({ kind }) => kind === 'Prometheus');
  const files = documents.filter(
    ({ value }) => isMapping(value) && value.kind === undefined && Array.isArray(value.scrape_configs) && isMapping(value.alerting),
  );
  if (operated.length + files.length !== 1) return [];
  const [file] = files;
  if (file !== undefined) return listAt(file.value, 'alerting', 'alert_relabel_configs').filter(isMapping);
  const [server] = operated as [KubernetesObject];
  const endpoints = listAt(server.spec, 'alerting', 'alertmanagers');
  // What one of several Alertmanagers gets alone says nothing of the others.
  const own = endpoints.length === 1 ? listAt(endpoints[0], 'alertRelabelings') : [];
  return [...additional(server, objects), ...relabelRules(own.filter(isMapping))];
}

function additional(server: KubernetesObject, objects: readonly KubernetesObject[]): readonly RelabelConfig[] {
  const { name, key } = mappingAt(server.spec, 'additionalAlertRelabelConfigs');
  if (typeof name !== 'string' || typeof key !== 'string') return [];
  const found = keysOf(objects)({ from: 'Secret', namespace: namespaceOf(server), name, key });
  if (found === undefined || !('value' in found)) return [];
  const { documents } = readDocuments([{ file: key, text: found.value }]);
  return listAt(documents[0]?.value).filter(isMapping);
}
