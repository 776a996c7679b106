import { toYaml, type KubernetesObject } from '../objects';
import { compileAlertmanager } from '../render/alertmanager';
import { compilePrometheus, shardsOf } from '../render/prometheus';

/** What one object was compiled to. */
export interface Compiled {
  readonly files: readonly (readonly [string, string])[];
  /** What the operator would leave out, in its words: `ServiceMonitor shop/api, spec.endpoints[0]: ...`. */
  readonly rejected: readonly Rejected[];
  /** What has to be mounted, and where: `Secret shop/token key -> /etc/prometheus/credentials/...`. */
  readonly assets: readonly string[];
}

export interface Rejected {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly path: string;
  readonly reason: string;
  readonly hint?: string;
}

/** Selects every monitor and rule of every namespace: for inputs that have no Prometheus object of their own. */
export const everything: KubernetesObject = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Prometheus',
  metadata: { name: 'prometheus', namespace: 'default' },
  spec: Object.fromEntries([
    ['scrapeInterval', '30s'],
    ['evaluationInterval', '30s'],
    ...['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule'].flatMap((kind) => [[`${kind}Selector`, {}], [`${kind}NamespaceSelector`, {}]]),
  ]),
};

const rulesPath = '/etc/prometheus/rules';

/** One configuration for each shard, the rule files, and what has to be mounted. */
export function compiledPrometheus(prometheus: KubernetesObject, objects: readonly KubernetesObject[]): Compiled {
  const shards = shardsOf(prometheus.spec as Parameters<typeof shardsOf>[0]);
  const all = Array.from({ length: shards }, (_, shard) => compilePrometheus({ prometheus, objects, options: { shard } }));
  const [first] = all as [(typeof all)[0], ...typeof all];
  const rules = first.ruleConfigMaps.flatMap(({ name, data }) => Object.entries(data).map(([file, text]) => [`rules/${name}/${file}`, text] as const));
  return {
    files: [
      ...all.map(({ config }, shard) => [shards === 1 ? 'prometheus.yaml' : `prometheus-${shard}.yaml`, toYaml(config)] as const),
      ...rules,
    ],
    rejected: first.rejected.map(({ object, path, reason }) =>
      ({ kind: object.kind, namespace: object.metadata.namespace ?? 'default', name: object.metadata.name, path, reason })),
    assets: [
      ...first.assets.map((asset) => {
        const target = asset.kind === 'file' ? asset.path : `$(${asset.variable})`;
        return `${asset.from} ${asset.namespace}/${asset.name} ${asset.key} -> ${target}`;
      }),
      ...(rules.length > 0 ? [`folder rules -> ${rulesPath}`] : []),
    ],
  };
}

export function compiledAlertmanager(alertmanager: KubernetesObject, objects: readonly KubernetesObject[]): Compiled {
  const { config, assets, inlined, rejected } = compileAlertmanager({ alertmanager, objects });
  return {
    files: config === undefined ? [] : [['alertmanager.yaml', toYaml(config)]],
    rejected: rejected.map(({ object, path, message, hint }) => {
      const [kind = '', title = ''] = object.split(' ');
      const [namespace = '', name = ''] = title.split('/');
      return { kind, namespace, name, path, reason: message, ...(hint && { hint }) };
    }),
    assets: [
      ...assets.map(({ from, namespace, name, key, path }) => `${from} ${namespace}/${name} ${key} -> ${path}`),
      ...inlined.map(({ from, namespace, name, key, field }) => `${from} ${namespace}/${name} ${key} -> ${field} in alertmanager.yaml, which must be kept in a Secret`),
    ],
  };
}
