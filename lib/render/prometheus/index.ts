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
export { compilePrometheus, type Compilation, type CompileInput, type CompileOptions, type Rejection } from './compile';
export { compileServiceMonitor } from './service-monitor';
export { compilePodMonitor } from './pod-monitor';
export { compileProbe } from './probe';
export { compileScrapeConfig } from './scrape-config';
export { compileRules, ruleFileName, type RuleFile } from './rules';
export { ruleConfigMaps, ruleFilesOf, type RuleConfigMap } from './rule-config-maps';
export { contextOf, shardsOf, type ClusterOptions, type Context, type FeatureGate } from './context';
export { credentialsDirectory, tlsDirectory, type Asset, type FileAsset, type VariableAsset } from './assets';
export type { MissingSecrets } from './references';
export type { GivenObject, KubernetesObject } from './crd/common';
export type { PodMonitor, Probe, ServiceMonitor } from './crd/monitors';
export type { Prometheus, PrometheusAgent } from './crd/prometheus';
export type { PrometheusRule } from './crd/rules';
export type { ScrapeConfig } from './crd/scrape-config';
