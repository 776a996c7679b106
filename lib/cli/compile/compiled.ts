import { literalSecrets } from '../../alertmanager/secrets';
import { compileAlertmanager } from '../../compile/alertmanager/compile';
import { compilePrometheus } from '../../compile/prometheus/compile';
import { shardsOf } from '../../compile/prometheus/context';
import type { KubernetesObject } from '../../kubernetes/object';
import { toYaml } from '../../yaml/write';
import { literalCredentials } from './credentials';
import { type Refusal, refusalsOf } from './refusals';

/** What one object was compiled to. */
export interface Compiled {
  /** None where the object itself is refused. */
  readonly files: readonly (readonly [string, string])[];
  /** What the operator would leave out, in its words: `ServiceMonitor shop/api, spec.endpoints[0]: ...`. */
  readonly rejected: readonly Notice[];
  /** What is worth a word, and keeps nothing from being compiled. */
  readonly warnings: readonly Notice[];
  /** What has to be mounted, and where: `Secret shop/token key -> /etc/prometheus/credentials/...`. */
  readonly assets: readonly string[];
  /** The fields of each file that spell out a credential. */
  readonly credentials: readonly (readonly [string, readonly string[]])[];
}

/** Something about a field of an object. */
export interface Notice {
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
    ...['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig', 'rule'].flatMap((kind) => [
      [`${kind}Selector`, {}],
      [`${kind}NamespaceSelector`, {}],
    ]),
  ]),
};

/** Many times what anybody runs; every one is a file of its own. */
const mostShards = 1000;
const rulesPath = '/etc/prometheus/rules';

/** One configuration for each shard, the rule files, and what has to be mounted. */
export function compiledPrometheus(prometheus: KubernetesObject, objects: readonly KubernetesObject[]): Compiled {
  const shards = shardsOf(prometheus.spec as Parameters<typeof shardsOf>[0]);
  if (shards > mostShards) return tooManyShards(prometheus, shards);
  const all = Array.from({ length: shards }, (_, shard) => compilePrometheus({ prometheus, objects, options: { shard } }));
  const [first] = all as [(typeof all)[0], ...typeof all];
  const refusals = refusalsOf(first.config);
  const jobs = new Set(refusals.flatMap(({ field, index }) => (field === 'scrape_configs' ? [index] : [])));
  // A job that Prometheus refuses is left out, so that the others are scraped; for the rest there is nothing but to correct it.
  const configs = all.map(({ config }) =>
    jobs.size === 0 ? config : { ...config, scrape_configs: (config.scrape_configs as unknown[]).filter((_, index) => !jobs.has(index)) },
  );
  const isRefused = Object.keys(first.config).length === 0 || refusals.some(({ field }) => field !== 'scrape_configs');
  const rules = first.ruleConfigMaps.flatMap(({ name, data }) =>
    Object.entries(data).map(([file, text]) => [`rules/${name}/${file}`, text] as const),
  );
  const nameOf = (shard: number) => (shards === 1 ? 'prometheus.yaml' : `prometheus-${shard}.yaml`);
  return {
    files: isRefused ? [] : [...configs.map((config, shard) => [nameOf(shard), toYaml(config)] as const), ...rules],
    rejected: [
      ...first.rejected.map(({ object, path, reason }) => ({
        kind: object.kind,
        namespace: object.metadata.namespace ?? 'default',
        name: object.metadata.name,
        path,
        reason,
        ...(path.startsWith('spec.additional') && { hint: 'Give the Secret too: what it holds is a part of the configuration.' }),
      })),
      ...refusals.map((refusal) => refusalNotice(refusal, prometheus)),
    ],
    warnings: [],
    assets: [
      ...first.assets.map((asset) => {
        const target = asset.kind === 'file' ? asset.path : `$(${asset.variable})`;
        return `${asset.from} ${asset.namespace}/${asset.name} ${asset.key} -> ${target}`;
      }),
      ...(rules.length > 0 ? [`folder rules -> ${rulesPath}`] : []),
    ],
    credentials: configs.map((config, shard) => [nameOf(shard), literalCredentials(config)] as const),
  };
}

const jobOfObject = /^(serviceMonitor|podMonitor|probe|scrapeConfig)\/([^/]+)\/([^/]+)(?:\/(\d+))?$/;
const endpointsOf: Readonly<Record<string, string>> = { serviceMonitor: 'endpoints', podMonitor: 'podMetricsEndpoints' };
const fieldsOfSpec: Readonly<Record<string, string>> = {
  scrape_configs: 'additionalScrapeConfigs',
  remote_write: 'remoteWrite',
  remote_read: 'remoteRead',
  alertmanagers: 'alerting',
  external_labels: 'externalLabels',
};

/** Where the object stands that brings a refusal about. */
function refusalNotice({ field, index, job, reason }: Refusal, { kind, metadata }: KubernetesObject): Notice {
  const hint =
    'prometheus-operator would write it, and Prometheus refuse the whole configuration' +
    `${field === 'scrape_configs' ? ': the job is left out' : ''}.`;
  const [, prefix, namespace, name, endpoint] = jobOfObject.exec(job ?? '') ?? [];
  if (prefix !== undefined) {
    const path = endpoint === undefined ? 'spec' : `spec.${endpointsOf[prefix]}[${endpoint}]`;
    return { kind: prefix[0]!.toUpperCase() + prefix.slice(1), namespace: namespace!, name: name!, path, reason, hint };
  }
  const item = index !== undefined && field.startsWith('remote') ? `[${index}]` : '';
  const subject = { kind, namespace: metadata?.namespace ?? 'default', name: metadata?.name ?? '' };
  return { ...subject, path: `spec.${fieldsOfSpec[field]}${item}`, reason: job === undefined ? reason : `${job}: ${reason}`, hint };
}

function tooManyShards({ kind, metadata }: KubernetesObject, shards: number): Compiled {
  const subject = { kind, namespace: metadata?.namespace ?? 'default', name: metadata?.name ?? '', path: 'spec.shards' };
  const rejected = [
    {
      ...subject,
      reason: `would be ${shards} configurations, and at most ${mostShards} are written`,
      hint: 'Write the number of Prometheus servers that share the targets.',
    },
  ];
  return { files: [], rejected, warnings: [], assets: [], credentials: [] };
}

type Problem = ReturnType<typeof compileAlertmanager>['warnings'][number];

/** A problem of a configuration that a Secret holds is one of that Secret. */
function noticeOf({ object, path, message, hint }: Problem): Notice {
  const reason = message.split('\n', 1)[0]!;
  const said = { reason, ...(hint && { hint: `${hint[0]!.toUpperCase()}${hint.slice(1)}.` }) };
  const held = /^Secret ([^/ ]+)\/([^, ]+), ([^:]+)(?:: (.*))?$/.exec(path);
  if (held !== null) {
    const [, namespace = '', name = '', key = '', inner] = held;
    return {
      kind: 'Secret',
      namespace,
      name,
      path: key,
      ...said,
      reason: inner ? `${inner}: ${reason}` : reason.replace(/^Secret .*? is not YAML/, 'is not YAML'),
    };
  }
  const [kind = '', title = ''] = object.split(' ');
  const [namespace = '', name = ''] = title.split('/');
  return { kind, namespace, name, path, ...said };
}

export function compiledAlertmanager(alertmanager: KubernetesObject, objects: readonly KubernetesObject[]): Compiled {
  const { config, assets, inlined, rejected, warnings } = compileAlertmanager({ alertmanager, objects });
  return {
    files: config === undefined ? [] : [['alertmanager.yaml', toYaml(config)]],
    rejected: rejected.map(noticeOf),
    warnings: warnings.map(noticeOf),
    assets: [
      ...assets.map(({ from, namespace, name, key, path }) => `${from} ${namespace}/${name} ${key} -> ${path}`),
      ...inlined.map(({ from, namespace, name, key, field }) => `${from} ${namespace}/${name} ${key} -> ${field} in alertmanager.yaml`),
    ],
    credentials: config === undefined ? [] : [['alertmanager.yaml', literalSecrets(config).map(({ path }) => path)]],
  };
}
