import { literalSecrets } from '../alertmanager/secrets';
import { type KubernetesObject, type ObjectReference, referenceTo } from '../kubernetes/object';
import { toYaml } from '../yaml/write';
import { compileAlertmanager } from './alertmanager/compile';
import type { CompileProblem } from './problem';
import { compilePrometheus } from './prometheus/compile';
import { shardsOf } from './prometheus/context';
import { literalCredentials } from './prometheus/literal-credentials';
import { type StartupProblem, startupProblems } from './prometheus/startup-problems';

/** The files that one object is compiled to. */
export interface CompiledFiles {
  /** None where the object itself is refused. */
  readonly files: readonly (readonly [string, string])[];
  /** What the operator would leave out, in its words: `ServiceMonitor shop/api, spec.endpoints[0]: ...`. */
  readonly rejected: readonly CompileProblem[];
  /** What is worth a word, and keeps nothing from being compiled. */
  readonly warnings: readonly CompileProblem[];
  /** What has to be mounted, and where: `Secret shop/token key -> /etc/prometheus/credentials/...`. */
  readonly assets: readonly string[];
  /** The fields of each file that spell out a credential. */
  readonly credentials: readonly (readonly [string, readonly string[]])[];
}

/** Selects every monitor and rule of every namespace: for inputs that have no Prometheus object of their own. */
export const selectsEverything: KubernetesObject = {
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

/** What keeps an object, a job or the whole from being written, as `compilePrometheusFiles` says it. */
export function prometheusProblems(prometheus: KubernetesObject, objects: readonly KubernetesObject[]): readonly CompileProblem[] {
  const { config, rejected } = compilePrometheus({ prometheus, objects });
  return [...rejected, ...startupProblems(config).map((problem) => atObject(problem, prometheus))];
}

/** Many times what is in use anywhere; each shard is a file of its own. */
const mostShards = 1000;
const rulesPath = '/etc/prometheus/rules';

/** One configuration for each shard, the rule files, and what has to be mounted. */
export function compilePrometheusFiles(prometheus: KubernetesObject, objects: readonly KubernetesObject[]): CompiledFiles {
  const shards = shardsOf(prometheus.spec as Parameters<typeof shardsOf>[0]);
  if (shards > mostShards) return tooManyShards(prometheus, shards);
  const all = Array.from({ length: shards }, (_, shard) => compilePrometheus({ prometheus, objects, options: { shard } }));
  const [first] = all as [(typeof all)[0], ...typeof all];
  const refused = startupProblems(first.config);
  const jobs = new Set(refused.flatMap(({ field, index }) => (field === 'scrape_configs' ? [index] : [])));
  // A job that Prometheus refuses is left out, so that the others are scraped; for the rest there is nothing but to correct it.
  const configs = all.map(({ config }) =>
    jobs.size === 0 ? config : { ...config, scrape_configs: (config.scrape_configs as unknown[]).filter((_, index) => !jobs.has(index)) },
  );
  const isRefused = Object.keys(first.config).length === 0 || refused.some(({ field }) => field !== 'scrape_configs');
  const rules = first.ruleConfigMaps.flatMap(({ name, data }) =>
    Object.entries(data).map(([file, text]) => [`rules/${name}/${file}`, text] as const),
  );
  const nameOf = (shard: number) => (shards === 1 ? 'prometheus.yaml' : `prometheus-${shard}.yaml`);
  return {
    files: isRefused ? [] : [...configs.map((config, shard) => [nameOf(shard), toYaml(config)] as const), ...rules],
    rejected: [...first.rejected, ...refused.map((problem) => atObject(problem, prometheus))],
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

/** At the object that causes it. */
function atObject({ field, index, job, code, message }: StartupProblem, prometheus: KubernetesObject): CompileProblem {
  const hint =
    'prometheus-operator would write it, and Prometheus refuse the whole configuration' +
    `${field === 'scrape_configs' ? ': the job is left out' : ''}.`;
  const [, prefix, namespace, name, endpoint] = jobOfObject.exec(job ?? '') ?? [];
  if (prefix !== undefined) {
    const path = endpoint === undefined ? 'spec' : `spec.${endpointsOf[prefix]}[${endpoint}]`;
    const object: ObjectReference = { kind: prefix[0]!.toUpperCase() + prefix.slice(1), namespace: namespace!, name: name! };
    return { object, path, code, message, hint };
  }
  const item = index !== undefined && field.startsWith('remote') ? `[${index}]` : '';
  const path = `spec.${fieldsOfSpec[field]}${item}`;
  return { object: referenceTo(prometheus), path, code, message: job === undefined ? message : `${job}: ${message}`, hint };
}

const tooManyShards = (prometheus: KubernetesObject, shards: number): CompiledFiles => ({
  files: [],
  rejected: [
    {
      object: referenceTo(prometheus),
      path: 'spec.shards',
      code: 'too-large',
      message: `would be ${shards} configurations, and at most ${mostShards} are written`,
      hint: 'Write the number of Prometheus servers that share the targets.',
    },
  ],
  warnings: [],
  assets: [],
  credentials: [],
});

export function compileAlertmanagerFiles(alertmanager: KubernetesObject, objects: readonly KubernetesObject[]): CompiledFiles {
  const { config, assets, inlined, rejected, warnings } = compileAlertmanager({ alertmanager, objects });
  return {
    files: config === undefined ? [] : [['alertmanager.yaml', toYaml(config)]],
    rejected,
    warnings,
    assets: [
      ...assets.map(({ from, namespace, name, key, path }) => `${from} ${namespace}/${name} ${key} -> ${path}`),
      ...inlined.map(({ from, namespace, name, key, field }) => `${from} ${namespace}/${name} ${key} -> ${field} in alertmanager.yaml`),
    ],
    credentials: config === undefined ? [] : [['alertmanager.yaml', literalSecrets(config).map(({ path }) => path)]],
  };
}
