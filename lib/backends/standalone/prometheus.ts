import { configMap, splitConfigMap } from '../../kubernetes/config-map';
import { claimMount, configMapMount, filesMounts, scratchMount } from '../../kubernetes/pod';
import { deployment, volumeClaim } from '../../kubernetes/workload';
import { quantity } from '../../kubernetes/size';
import type { KubernetesObject } from '../../model/custom-resource';
import type { Finding } from '../../model/finding';
import { toYaml } from '../../objects/write';
import { compilePrometheus } from '../../render/prometheus';
import { ruleGroups } from '../../render/rules';
import type { Monitoring } from '../backend';
import { discoveryAccount } from '../discovery-rbac';
import { services } from '../parts';
import { prometheus, prometheusResources, user, type Resources } from '../resources';
import { prometheusRejections } from './rejections';

const configPath = '/etc/prometheus/config';
const rulesPath = '/etc/prometheus/rules';
const dataPath = '/prometheus';

export function renderPrometheus(monitoring: Monitoring, resources: Resources): { objects: KubernetesObject[]; findings: Finding[] } {
  const { context, groups, runbooks, storage } = monitoring;
  const { namespace } = context;
  const compiled = compilePrometheus({ prometheus: resources.prometheus, objects: resources.monitors });
  const rules = Object.fromEntries(groups.map((group) => [`${group.name}.yaml`, toYaml({ groups: ruleGroups([group], { runbooks }) })]));
  const ruleMaps = splitConfigMap('prometheus-rules', namespace, prometheus.name, rules);
  const objects = [
    ...discoveryAccount(monitoring),
    configMap('prometheus-config', namespace, prometheus.name, { 'prometheus.yml': toYaml(plainConfig(compiled.config)) }),
    ...ruleMaps,
    volumeClaim('prometheus-data', namespace, prometheus.name, quantity(storage)),
    deployment({
      name: prometheus.name,
      namespace,
      user,
      account: prometheus.name,
      programs: [{
        name: prometheus.name,
        image: context.image('prometheus'),
        args: [
          `--config.file=${configPath}/prometheus.yml`,
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
          configMapMount('rules', rulesPath, ruleMaps.map(({ metadata }) => metadata.name)),
          ...filesMounts(compiled.assets.filter((asset) => asset.kind === 'file')),
          claimMount('data', dataPath, 'prometheus-data'),
          scratchMount('tmp', '/tmp'),
        ],
        resources: prometheusResources(monitoring),
      }],
    }),
    services(context, false).prometheus!,
  ];
  return { objects, findings: prometheusRejections(compiled) };
}

interface PrometheusConfig {
  readonly scrape_configs?: readonly { readonly job_name: string }[];
  readonly rule_files?: readonly string[];
  readonly [section: string]: unknown;
}

/**
 * What the operator generates, with the names that a reader of this file expects: a job is called after its monitor, and rules
 * are where this backend mounts them.
 */
function plainConfig(config: object): object {
  const { scrape_configs: jobs = [], ...rest } = config as PrometheusConfig;
  return {
    ...rest,
    rule_files: [`${rulesPath}/*.yaml`],
    scrape_configs: jobs.map((job) => ({ ...job, job_name: plainJobName(job.job_name, jobs.map(({ job_name }) => job_name)) })),
  };
}

/** `serviceMonitor/mlops/iris-api/0` is `iris-api`, as long as no other job is called that. */
export function plainJobName(jobName: string, all: readonly string[]): string {
  const short = (name: string) => name.split('/')[2] ?? name;
  const isAlone = all.filter((other) => short(other) === short(jobName)).length === 1;
  return isAlone ? short(jobName) : jobName;
}
