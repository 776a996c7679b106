import type { CompiledPrometheus } from '../../compile/prometheus/compile';
import type { NamedObject } from '../../kubernetes/object';
import { canBeApplied, configMap, splitConfigMap } from '../../manifests/config-map';
import { configMapMount, filesMounts, type Mount } from '../../manifests/pod';
import { groupObjectName } from '../../model/rule-group';
import { ruleGroups } from '../../render/rules';
import { toYaml } from '../../yaml/write';
import type { Monitoring } from '../backend';
import { leanPrometheus } from './lean-config';
import { prometheus } from './own-programs';
import { stackName } from './tenants';

const configPath = '/etc/prometheus/config';
const configName = 'prometheus.yml';
const jobsPath = '/etc/prometheus/jobs';
const rulesPath = '/etc/prometheus/rules';

export const prometheusConfigFile = `${configPath}/${configName}`;

export interface MountedConfig {
  readonly configMaps: readonly NamedObject[];
  readonly mounts: readonly Mount[];
}

/** Prometheus' configuration and rules as ConfigMaps, and where its container sees them. */
export function prometheusConfig(monitoring: Monitoring, compiled: CompiledPrometheus): MountedConfig {
  const { namespace } = monitoring.context;
  const rules = {
    ...ruleFiles(monitoring, ''),
    // A group of another stack may have the same name.
    ...Object.assign({}, ...(monitoring.tenants ?? []).map((tenant) => ruleFiles(tenant, `${stackName(tenant)}.`))),
  };
  const ruleMaps = splitConfigMap('prometheus-rules', namespace, prometheus.name, rules);
  const { text, jobs } = configText(plainConfig(leanPrometheus(compiled.config)));
  const jobMaps = jobs === undefined ? [] : splitConfigMap('prometheus-jobs', namespace, prometheus.name, jobs);
  return {
    configMaps: [configMap('prometheus-config', namespace, prometheus.name, { [configName]: text }), ...jobMaps, ...ruleMaps],
    mounts: [
      configMapMount('config', configPath, ['prometheus-config']),
      ...(jobMaps.length > 0 ? [configMapMount('jobs', jobsPath, namesOf(jobMaps))] : []),
      configMapMount('rules', rulesPath, namesOf(ruleMaps)),
      ...filesMounts(compiled.assets.filter((asset) => asset.kind === 'file')),
    ],
  };
}

const ruleFiles = ({ groups, runbooks }: Monitoring, prefix: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    groups.map((group) => [`${prefix}${groupObjectName(group.name)}.yaml`, toYaml({ groups: ruleGroups([group], { runbooks }) })]),
  );

const namesOf = (objects: readonly NamedObject[]) => objects.map(({ metadata }) => metadata.name);

interface Job {
  readonly job_name: string;
}

interface PrometheusConfig {
  readonly scrape_configs?: readonly Job[];
  readonly rule_files?: readonly string[];
  readonly [section: string]: unknown;
}

/** prometheus.yml; where that is too large to be applied, without its jobs, each of which is a file of its own then. */
function configText({ scrape_configs: jobs = [], ...rest }: PrometheusConfig): {
  readonly text: string;
  readonly jobs?: Readonly<Record<string, string>>;
} {
  const whole = toYaml({ ...rest, scrape_configs: jobs });
  if (canBeApplied(configName, whole)) return { text: whole };
  return {
    // The auto-reload watches these files, too.
    text: toYaml({ ...rest, scrape_config_files: [`${jobsPath}/*.yaml`] }),
    jobs: Object.fromEntries(jobs.map((job) => [`${job.job_name.replaceAll('/', '_')}.yaml`, toYaml({ scrape_configs: [job] })])),
  };
}

/**
 * What the operator generates, with the names that a reader of this file expects: a job is called after its monitor, and rules
 * are where they are mounted.
 */
function plainConfig(config: object): PrometheusConfig {
  const { scrape_configs: jobs = [], ...rest } = config as PrometheusConfig;
  const names = plainJobNames(jobs.map(({ job_name }) => job_name));
  return {
    ...rest,
    rule_files: [`${rulesPath}/*.yaml`],
    scrape_configs: jobs.map((job, index) => ({ ...job, job_name: names[index]! })),
  };
}

/** `serviceMonitor/mlops/iris-api/0` is `iris-api`, as long as no other job is called that. */
export function plainJobNames(jobNames: readonly string[]): readonly string[] {
  const short = jobNames.map((name) => name.split('/')[2] ?? name);
  const uses = new Map<string, number>();
  for (const name of short) uses.set(name, (uses.get(name) ?? 0) + 1);
  return short.map((name, index) => (uses.get(name) === 1 ? name : jobNames[index]!));
}
