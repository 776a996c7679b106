import { canBeApplied, configMap, splitConfigMap } from '../../manifests/config-map';
import { claimMount, configMapMount, filesMounts, scratchMount } from '../../manifests/pod';
import { quantity } from '../../manifests/size';
import { users } from '../../manifests/users';
import { deployment, volumeClaim } from '../../manifests/workload';
import type { KubernetesObject } from '../../model/custom-resource';
import type { Finding } from '../../model/finding';
import { ruleGroups } from '../../render/rules';
import { toYaml } from '../../yaml/write';
import type { Monitoring } from '../backend';
import { discoveryAccount } from '../discovery-rbac';
import { services } from '../parts';
import { prometheus, prometheusConfigOf, prometheusResources } from '../resources';
import { prometheusRejections } from './rejections';

const configPath = '/etc/prometheus/config';
const configFile = 'prometheus.yml';
const jobsPath = '/etc/prometheus/jobs';
const rulesPath = '/etc/prometheus/rules';
const dataPath = '/prometheus';

export function renderPrometheus(monitoring: Monitoring): { objects: KubernetesObject[]; findings: Finding[] } {
  const { context, groups, runbooks, storage } = monitoring;
  const { namespace } = context;
  const compiled = prometheusConfigOf(monitoring);
  const rules = Object.fromEntries(groups.map((group) => [`${group.name}.yaml`, toYaml({ groups: ruleGroups([group], { runbooks }) })]));
  const ruleMaps = splitConfigMap('prometheus-rules', namespace, prometheus.name, rules);
  const { text, jobs } = configText(plainConfig(compiled.config));
  const jobMaps = jobs === undefined ? [] : splitConfigMap('prometheus-jobs', namespace, prometheus.name, jobs);
  const objects = [
    ...discoveryAccount(monitoring),
    configMap('prometheus-config', namespace, prometheus.name, { [configFile]: text }),
    ...jobMaps,
    ...ruleMaps,
    volumeClaim('prometheus-data', namespace, prometheus.name, quantity(storage)),
    deployment({
      name: prometheus.name,
      namespace,
      user: users.prometheus,
      account: prometheus.name,
      programs: [
        {
          name: prometheus.name,
          image: context.image('prometheus'),
          args: [
            `--config.file=${configPath}/${configFile}`,
            // A changed ConfigMap is read without a restart; POST /-/reload does the same at once.
            '--config.auto-reload',
            '--web.enable-lifecycle',
            `--storage.tsdb.path=${dataPath}`,
          ],
          ports: { http: prometheus.port },
          // After a crash it reads its write-ahead log again before it is ready.
          probes: { live: '/-/healthy', ready: '/-/ready', startupSeconds: 900 },
          mounts: [
            configMapMount('config', configPath, ['prometheus-config']),
            ...(jobMaps.length > 0
              ? [
                  configMapMount(
                    'jobs',
                    jobsPath,
                    jobMaps.map(({ metadata }) => metadata.name),
                  ),
                ]
              : []),
            configMapMount(
              'rules',
              rulesPath,
              ruleMaps.map(({ metadata }) => metadata.name),
            ),
            ...filesMounts(compiled.assets.filter((asset) => asset.kind === 'file')),
            claimMount('data', dataPath, 'prometheus-data'),
            scratchMount('tmp', '/tmp'),
          ],
          resources: prometheusResources(monitoring),
        },
      ],
    }),
    services(context, false).prometheus!,
  ];
  return { objects, findings: prometheusRejections(compiled) };
}

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
  if (canBeApplied(configFile, whole)) return { text: whole };
  return {
    // The auto-reload watches these files, too.
    text: toYaml({ ...rest, scrape_config_files: [`${jobsPath}/*.yaml`] }),
    jobs: Object.fromEntries(jobs.map((job) => [`${job.job_name.replaceAll('/', '_')}.yaml`, toYaml({ scrape_configs: [job] })])),
  };
}

/**
 * What the operator generates, with the names that a reader of this file expects: a job is called after its monitor, and rules
 * are where this backend mounts them.
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
