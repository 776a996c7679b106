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

import { type KubernetesObject, type NamedObject, referenceTo } from '../../kubernetes/object';
import { toYaml } from '../../yaml/write';
import type { CompileProblem } from '../problem';
import type { AdditionalTexts } from './additional';
import { type Asset, secretSource } from './assets';
import { ConfigError } from './config-error';
import { agentConfig, type ScrapeObjects, serverConfig } from './configuration';
import { type ClusterOptions, type CompileContext, contextOf } from './context';
import type { CustomResource, KeySelector } from './crd/common';
import type { Prometheus, PrometheusAgent, PrometheusSpec } from './crd/prometheus';
import type { PrometheusRule } from './crd/rules';
import type { ConfigurationFields } from './fields';
import { stripNulls } from './nulls';
import { type RuleConfigMap, ruleConfigMaps } from './rule-config-maps';
import { compileRules, type RuleFile, ruleFileName } from './rules';
import { type Inventory, inventory } from './selection';
import type { FieldProblem } from './validate/field-problem';
import { podMonitorProblem, probeProblem, serviceMonitorProblem } from './validate/monitors';
import { generationProblem, prometheusProblem, scrapeClassesProblem, versionProblem } from './validate/prometheus';
import { scrapeConfigProblem } from './validate/scrape-config';
import { replaceVariables } from './variables';

export interface CompileOptions extends ClusterOptions, AdditionalTexts {
  /** A Prometheus version to use instead of the object's. */
  readonly version?: string;
  /** Which scrape objects are compiled. @default 'selected' - what the Prometheus object selects and the operator finds no problem with */
  readonly objects?: 'selected' | 'all';
}

export interface PrometheusInput {
  /** Kind Prometheus or PrometheusAgent. */
  readonly prometheus: KubernetesObject;
  /** Everything else that is known: scrape objects, rules, Namespaces, Secrets, ConfigMaps. Other kinds are passed over. */
  readonly objects: readonly KubernetesObject[];
  readonly options?: CompileOptions;
}

export interface CompiledPrometheus {
  /** The Prometheus configuration; empty where the Prometheus object itself is refused. */
  readonly config: ConfigurationFields;
  /** Rule files by name, sorted. */
  readonly ruleFiles: ReadonlyMap<string, RuleFile>;
  /** The same files as text, in ConfigMaps that are small enough. */
  readonly ruleConfigMaps: readonly RuleConfigMap[];
  /** The Secrets and ConfigMaps that the configuration refers to, sorted. */
  readonly assets: readonly Asset[];
  /** What is not part of the configuration, in the operator's words where it refuses the same. */
  readonly rejected: readonly CompileProblem[];
}

/**
 * Compiles prometheus-operator's objects to the configuration that the operator (v0.93.1) would generate, for one shard.
 * Credentials stay in files. Defaults of the CRDs are not applied: that is `withDefaults` of lib/objects.
 */
export function compilePrometheus({ prometheus: given, objects: others, options = {} }: PrometheusInput): CompiledPrometheus {
  const prometheus = prepared(given, options.version);
  const objects = others.map((object) => withNames(stripNulls(object)));
  const wrongVersion = versionProblem(prometheus);
  if (wrongVersion) return refused(prometheus, wrongVersion);
  const context = contextOf(prometheus, objects, options);
  const wrong =
    scrapeClassesProblem(context) ??
    (options.objects === 'all' ? undefined : prometheusProblem(context, prometheus)) ??
    generationProblem(context, prometheus);
  if (wrong) return refused(prometheus, wrong);

  const rejected: CompileProblem[] = [];
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
    if (!(error instanceof ConfigError)) throw error;
    return refused(prometheus, { path: 'spec', message: error.message }, rejected);
  }
}

/** What is compiled, and why the rest is not. */
function chosenObjects(context: CompileContext, known: Inventory, { objects }: CompileOptions, rejected: CompileProblem[]): ScrapeObjects {
  const { spec, namespace } = context;
  const choose = <T extends NamedObject>(
    kind: string,
    selectors: 'serviceMonitor' | 'podMonitor' | 'probe' | 'scrapeConfig',
    check: (context: CompileContext, object: T) => FieldProblem | undefined,
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
    serviceMonitors: choose('ServiceMonitor', 'serviceMonitor', serviceMonitorProblem),
    podMonitors: choose('PodMonitor', 'podMonitor', podMonitorProblem),
    probes: choose('Probe', 'probe', probeProblem),
    scrapeConfigs: choose('ScrapeConfig', 'scrapeConfig', scrapeConfigProblem),
  };
}

function chosenRules(context: CompileContext, known: Inventory, rejected: CompileProblem[]): Map<string, RuleFile> {
  const { ruleSelector, ruleNamespaceSelector }: PrometheusSpec = context.spec;
  const files = new Map<string, RuleFile>();
  for (const rule of known.selected<PrometheusRule>('PrometheusRule', ruleSelector, ruleNamespaceSelector, context.namespace)) {
    const result = compileRules(rule, context);
    if ('file' in result) files.set(ruleFileName(rule), result.file);
    else rejected.push(rejection(rule, result.problem));
  }
  return files;
}

/** What a user wrote in Prometheus' own language: given, or in a Secret that the object names. */
function additionalTexts(
  context: CompileContext,
  prometheus: Prometheus | PrometheusAgent,
  options: CompileOptions,
  rejected: CompileProblem[],
): AdditionalTexts {
  const spec: PrometheusSpec = prometheus.spec;
  const read = (field: keyof AdditionalTexts, selector: KeySelector | undefined): string | undefined => {
    if (options[field] !== undefined || !selector) return options[field];
    const source = secretSource(context.namespace, selector);
    const text = context.references.text(source);
    if (text === undefined && !selector.optional) {
      const absent = `Secret ${context.namespace}/${selector.name ?? ''} is not among the objects: what it holds is missing here`;
      rejected.push({
        object: referenceTo(prometheus),
        path: `spec.${field}`,
        code: 'missing-object',
        message: context.references.problem(source) ?? absent,
        hint: 'Give the Secret too: what it holds is a part of the configuration.',
      });
    }
    return text;
  };
  return {
    additionalScrapeConfigs: read('additionalScrapeConfigs', spec.additionalScrapeConfigs),
    additionalAlertRelabelConfigs: read('additionalAlertRelabelConfigs', spec.additionalAlertRelabelConfigs),
    additionalAlertManagerConfigs: read('additionalAlertManagerConfigs', spec.additionalAlertManagerConfigs),
  };
}

function prepared(given: KubernetesObject, version: string | undefined): Prometheus | PrometheusAgent {
  const prometheus = withNames(stripNulls(given)) as Prometheus | PrometheusAgent;
  return { ...prometheus, spec: { ...prometheus.spec, ...(version !== undefined && { version }) } };
}

/** An object that leaves out its metadata or spec has empty ones. */
function withNames(object: KubernetesObject): CustomResource<ConfigurationFields> {
  const { metadata = {}, spec = {} } = object;
  const named = typeof metadata.name === 'string' ? metadata : { ...metadata, name: '' };
  return { ...object, metadata: named, spec } as CustomResource<ConfigurationFields>;
}

function refused(prometheus: NamedObject, problem: FieldProblem, rejected: readonly CompileProblem[] = []): CompiledPrometheus {
  return { config: {}, ruleFiles: new Map(), ruleConfigMaps: [], assets: [], rejected: [...rejected, rejection(prometheus, problem)] };
}

function rejection(object: NamedObject, { path, message, code = 'wrong-value', hint }: FieldProblem): CompileProblem {
  return { object: referenceTo(object), path, code, message, ...(hint && { hint }) };
}
