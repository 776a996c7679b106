import { createHash } from 'node:crypto';
import type { NamedObject } from '../../kubernetes/object';
import { configMap } from '../../manifests/config-map';
import { configMapMount, filesMounts, storageMount } from '../../manifests/pod';
import { users } from '../../manifests/users';
import type { WorkloadPlan } from '../../manifests/workload';
import { durationText } from '../../model/duration';
import { toYaml } from '../../yaml/write';
import type { Monitoring } from '../backend';
import { alertmanagerNeeds } from './custom-resources';
import type { Installation } from './installation';
import { leanAlertmanager } from './lean-config';
import { alertmanager } from './own-programs';
import { type AlertmanagerProps, alertmanagerStorage } from './props';
import type { CompiledRouting } from './routing';

export const alertmanagerClaim = 'alertmanager-data';
const configPath = '/etc/alertmanager/config';
const dataPath = '/alertmanager';

const textOf = (config: CompiledRouting['config']): string => toYaml(leanAlertmanager(config));

export const alertmanagerConfigMap = ({ context }: Monitoring, { config }: CompiledRouting): NamedObject =>
  configMap(alertmanager.config, context.namespace, alertmanager.name, { 'alertmanager.yml': textOf(config) });

export const alertmanagerFlags = ({ retention }: AlertmanagerProps): readonly string[] => [
  `--config.file=${configPath}/alertmanager.yml`,
  `--storage.path=${dataPath}`,
  ...(retention === undefined ? [] : [`--data.retention=${durationText(retention)}`]),
  // One replica has no other to gossip with.
  '--cluster.listen-address=',
];

const checksum = (texts: readonly string[]): string =>
  texts
    .reduce((hash, text) => hash.update(text), createHash('sha256'))
    .digest('hex')
    .slice(0, 16);

/** The pod of an Alertmanager that reads its configuration from a ConfigMap, as a plan for any kind of workload. */
export function alertmanagerPod(
  { context, alertmanager: props, templates = [] }: Installation,
  { config, assets }: CompiledRouting,
): WorkloadPlan {
  return {
    name: alertmanager.name,
    namespace: context.namespace,
    user: users.alertmanager,
    // Alertmanager reads its configuration once.
    restartOn: { 'checksum/config': checksum([textOf(config), ...templates.map(({ text }) => text)]) },
    options: props,
    programs: [
      {
        name: alertmanager.name,
        image: context.image('alertmanager', props.image),
        args: alertmanagerFlags(props),
        ports: { http: alertmanager.port },
        probes: { live: '/-/healthy', ready: '/-/ready' },
        mounts: [
          configMapMount('config', configPath, [alertmanager.config]),
          ...filesMounts(assets),
          storageMount('data', dataPath, alertmanagerStorage(props), alertmanagerClaim),
        ],
        resources: alertmanagerNeeds,
      },
    ],
  };
}
