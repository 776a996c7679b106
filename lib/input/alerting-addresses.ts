import type { AlertingAddress } from '../analysis/check-input';
import { listAt, mappingsAt } from '../kubernetes/access';
import { type KubernetesObject, namespaceOf } from '../kubernetes/object';
import { isMapping } from '../yaml/value';
import { isObject, type Located } from './documents';
import { placeOf } from './rules';

/** The Services that a prometheus.yml names as Alertmanagers, where their namespaces are among the objects'. */
export function alertingAddresses(documents: readonly Located[], objects: readonly KubernetesObject[]): readonly AlertingAddress[] {
  const namespaces = new Set(objects.filter(({ metadata }) => metadata?.namespace !== undefined).map(namespaceOf));
  return documents.flatMap((document) => {
    const { value } = document;
    if (!isMapping(value) || value.kind !== undefined) return [];
    const own = holderOf(document, documents)?.metadata?.namespace;
    return mappingsAt(value, 'alerting', 'alertmanagers').flatMap(([server, index]) =>
      mappingsAt(server, 'static_configs').flatMap(([group, inner]) =>
        listAt(group, 'targets').flatMap((target, last): AlertingAddress[] => {
          const parsed = typeof target === 'string' ? serviceOf(target, own) : undefined;
          if (parsed === undefined || !namespaces.has(parsed.namespace)) return [];
          const at = ['alerting', 'alertmanagers', index, 'static_configs', inner, 'targets', last];
          return [{ ...parsed, at, place: placeOf(document, []) }];
        }),
      ),
    );
  });
}

const holderOf = ({ file, object, holder }: Located, documents: readonly Located[]): KubernetesObject | undefined =>
  holder === undefined
    ? undefined
    : (documents.find((one) => one.file === file && one.object === object && one.holder === undefined && isObject(one.value))?.value as
        | KubernetesObject
        | undefined);

/** `alertmanager.monitoring.svc.cluster.local:9093`; a name alone is in the namespace of the pod. */
function serviceOf(target: string, own: string | undefined): Pick<AlertingAddress, 'host' | 'namespace' | 'port'> | undefined {
  const [, host, port] = /^([a-z0-9.-]+?)\.?(?::(\d+))?$/.exec(target) ?? [];
  if (host === undefined) return undefined;
  const [name, namespace = own, svc = 'svc'] = host.split('.');
  if (name === undefined || namespace === undefined || svc !== 'svc' || /^\d+$/.test(name)) return undefined;
  return { host: name, namespace, ...(port !== undefined && { port: Number(port) }) };
}
