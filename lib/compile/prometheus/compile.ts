/*
 * prometheus-operator's objects (v0.93.1) as plain Prometheus configuration. What the operator generates, this generates, but for these
 * differences, each of them on purpose:
 * - Credentials stay in Secrets: the configuration names files, or a variable where Prometheus reads no file (assets.ts).
 * - There is one configuration per shard, and for a single shard no sharding rules (sharding.ts). `${POD_NAME}` in external labels is
 *   replaced by Prometheus itself (global.ts).
 * - rule_files names the ConfigMaps that hold rules; the operator adds names for such as may exist one day (rule-config-maps.ts).
 * - Where the operator forgets to read a Secret and so writes a configuration without credentials, they are here all the same: those of
 *   scrape classes, of `apiserverConfig` for objects of other namespaces, of Azure discovery with an identity instead of OAuth.
 * - An agent's `storage` is one mapping; the operator repeats the key, which Prometheus refuses (storage.ts).
 * - Empty durations of rules are left out; the operator writes them, which Prometheus refuses (rules.ts).
 * - The enforced namespace also reaches parameters of aggregations, such as the first of `topk` (rules.ts).
 * - A Secret that is not among the objects is taken to come from elsewhere, unless `missingSecrets` says otherwise (references.ts).
 */
import { toYaml } from '../../yaml/write';
import type { AdditionalTexts } from './additional';
import { type Asset, secretSource } from './assets';
import { agentConfig, type ScrapeObjects, serverConfig } from './configuration';
import { type ClusterOptions, type Context, contextOf } from './context';
import type { CustomResource, GivenObject, KeySelector, KubernetesObject } from './crd/common';
import type { Prometheus, PrometheusAgent, PrometheusSpec } from './crd/prometheus';
import type { PrometheusRule } from './crd/rules';
import type { Fields } from './fields';
import { withoutNulls } from './nulls';
import { Refusal } from './refusal';
import { type RuleConfigMap, ruleConfigMaps } from './rule-config-maps';
import { compileRules, type RuleFile, ruleFileName } from './rules';
import { type Inventory, inventory } from './selection';
import type { Fault } from './validate/fault';
import { podMonitorFault, probeFault, serviceMonitorFault } from './validate/monitors';
import { generationFault, prometheusFault, scrapeClassesFault, versionFault } from './validate/prometheus';
import { scrapeConfigFault } from './validate/scrape-config';
import { replaceVariables } from './variables';

export interface CompileOptions extends ClusterOptions, AdditionalTexts {
  /** A Prometheus version to use instead of the object's. */
  readonly version?: string;
  /** Which scrape objects are compiled. @default 'selected' - what the Prometheus object selects and the operator finds no fault with */
  readonly objects?: 'selected' | 'all';
}

export interface CompileInput {
  /** Kind Prometheus or PrometheusAgent. */
  readonly prometheus: GivenObject;
  /** Everything else that is known: scrape objects, rules, Namespaces, Secrets, ConfigMaps. Other kinds are passed over. */
  readonly objects: readonly GivenObject[];
  readonly options?: CompileOptions;
}

/** An object that is not part of the configuration, or not wholly. */
export interface Rejection {
  readonly object: KubernetesObject;
  /** The field that is at fault: `spec.endpoints[0].tlsConfig`. */
  readonly path: string;
  /** In the words of the operator, where it refuses the same. */
  readonly reason: string;
}

export interface Compilation {
  /** The Prometheus configuration; empty where the Prometheus object itself is refused. */
  readonly config: Fields;
  /** Rule files by name, sorted. */
  readonly ruleFiles: ReadonlyMap<string, RuleFile>;
  /** The same files as text, in ConfigMaps that are small enough. */
  readonly ruleConfigMaps: readonly RuleConfigMap[];
  /** The Secrets and ConfigMaps that the configuration refers to, sorted. */
  readonly assets: readonly Asset[];
  readonly rejected: readonly Rejection[];
}

/**
 * Compiles prometheus-operator's objects to the configuration that the operator (v0.93.1) would generate, for one shard.
 * Credentials stay in files. Defaults of the CRDs are not applied: that is `withDefaults` of lib/objects.
 */
export function compilePrometheus({ prometheus: given, objects: others, options = {} }: CompileInput): Compilation {
  const prometheus = prepared(given, options.version);
  const objects = others.map((object) => withNames(withoutNulls(object)));
  const wrongVersion = versionFault(prometheus);
  if (wrongVersion) return refused(prometheus, wrongVersion);
  const context = contextOf(prometheus, objects, options);
  const wrong =
    scrapeClassesFault(context) ??
    (options.objects === 'all' ? undefined : prometheusFault(context, prometheus)) ??
    generationFault(context, prometheus);
  if (wrong) return refused(prometheus, wrong);

  const rejected: Rejection[] = [];
  const known = inventory(objects);
  const scrapes = chosenObjects(context, known, options, rejected);
  try {
    const rules = prometheus.kind === 'Prometheus' ? chosenRules(context, known, rejected) : new Map<string, RuleFile>();
    const maps = ruleConfigMaps(context.name, new Map([...rules].map(([name, file]) => [name, toYaml(file)])));
    const texts = additionalTexts(context, prometheus, options, rejected);
    const config =
      prometheus.kind === 'Prometheus'
        ? serverConfig(context, prometheus.spec, scrapes, maps, texts)
        : agentConfig(context, scrapes, texts);
    return {
      config: replaceVariables(config, context.sharding),
      ruleFiles: new Map([...rules.keys()].sort().map((name) => [name, rules.get(name)!])),
      ruleConfigMaps: maps,
      assets: context.references.assets(),
      rejected,
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refused(prometheus, { path: 'spec', reason: error.message }, rejected);
  }
}

/** What is compiled, and why the rest is not. */
function chosenObjects(context: Context, known: Inventory, { objects }: CompileOptions, rejected: Rejection[]): ScrapeObjects {
  const { spec, namespace } = context;
  const choose = <T extends KubernetesObject>(
    kind: string,
    selectors: 'serviceMonitor' | 'podMonitor' | 'probe' | 'scrapeConfig',
    check: (context: Context, object: T) => Fault | undefined,
  ): T[] => {
    const everything = objects === 'all';
    const selector = everything ? {} : spec[`${selectors}Selector`];
    const namespaceSelector = everything ? {} : spec[`${selectors}NamespaceSelector`];
    return known.selected<T>(kind, selector, namespaceSelector, namespace).filter((object) => {
      const found = everything ? undefined : check(context, object);
      if (found) rejected.push(rejection(object, { ...found, path: found.path ? `spec.${found.path}` : 'spec' }));
      return !found;
    });
  };
  return {
    serviceMonitors: choose('ServiceMonitor', 'serviceMonitor', serviceMonitorFault),
    podMonitors: choose('PodMonitor', 'podMonitor', podMonitorFault),
    probes: choose('Probe', 'probe', probeFault),
    scrapeConfigs: choose('ScrapeConfig', 'scrapeConfig', scrapeConfigFault),
  };
}

function chosenRules(context: Context, known: Inventory, rejected: Rejection[]): Map<string, RuleFile> {
  const { ruleSelector, ruleNamespaceSelector }: PrometheusSpec = context.spec;
  const files = new Map<string, RuleFile>();
  for (const rule of known.selected<PrometheusRule>('PrometheusRule', ruleSelector, ruleNamespaceSelector, context.namespace)) {
    const result = compileRules(rule, context);
    if ('file' in result) files.set(ruleFileName(rule), result.file);
    else rejected.push(rejection(rule, result.fault));
  }
  return files;
}

/** What a user wrote in Prometheus' own language: given, or in a Secret that the object names. */
function additionalTexts(
  context: Context,
  prometheus: Prometheus | PrometheusAgent,
  options: CompileOptions,
  rejected: Rejection[],
): AdditionalTexts {
  const spec: PrometheusSpec = prometheus.spec;
  const read = (field: keyof AdditionalTexts, selector: KeySelector | undefined): string | undefined => {
    if (options[field] !== undefined || !selector) return options[field];
    const source = secretSource(context.namespace, selector);
    const text = context.references.text(source);
    if (text === undefined && !selector.optional) {
      const absent = `Secret ${context.namespace}/${selector.name ?? ''} is not among the objects: what it holds is missing here`;
      rejected.push(rejection(prometheus, { path: `spec.${field}`, reason: context.references.fault(source) ?? absent }));
    }
    return text;
  };
  return {
    additionalScrapeConfigs: read('additionalScrapeConfigs', spec.additionalScrapeConfigs),
    additionalAlertRelabelConfigs: read('additionalAlertRelabelConfigs', spec.additionalAlertRelabelConfigs),
    additionalAlertManagerConfigs: read('additionalAlertManagerConfigs', spec.additionalAlertManagerConfigs),
  };
}

function prepared(given: GivenObject, version: string | undefined): Prometheus | PrometheusAgent {
  const prometheus = withNames(withoutNulls(given)) as Prometheus | PrometheusAgent;
  return { ...prometheus, spec: { ...prometheus.spec, ...(version !== undefined && { version }) } };
}

/** An object that leaves out its metadata or spec has empty ones. */
function withNames(object: GivenObject): CustomResource<Fields> {
  const { metadata = {}, spec = {} } = object;
  const named = typeof metadata.name === 'string' ? metadata : { ...metadata, name: '' };
  return { ...object, metadata: named, spec } as CustomResource<Fields>;
}

function refused(prometheus: KubernetesObject, fault: Fault, rejected: readonly Rejection[] = []): Compilation {
  return { config: {}, ruleFiles: new Map(), ruleConfigMaps: [], assets: [], rejected: [...rejected, rejection(prometheus, fault)] };
}

function rejection(object: KubernetesObject, { path, reason }: Fault): Rejection {
  return { object, path, reason };
}
