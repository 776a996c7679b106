import { createHash } from 'node:crypto';
import type { AlertmanagerSpec } from '../../../imports/monitoring.coreos.com/alertmanager';
import type { NamedObject } from '../../kubernetes/object';
import { configMap } from '../../manifests/config-map';
import { configMapMount, filesMounts, replicaMount, storageMount } from '../../manifests/pod';
import { users } from '../../manifests/users';
import type { WorkloadPlan } from '../../manifests/workload';
import { durationText } from '../../model/duration';
import { toYaml } from '../../yaml/write';
import type { Monitoring } from '../backend';
import { alertmanagerNeeds, alertmanagerObject } from './custom-resources';
import type { Installation } from './installation';
import { leanAlertmanager } from './lean-config';
import { alertmanager } from './own-programs';
import { type AlertmanagerProps, alertmanagerStorage, pathPrefix, replicasOf } from './props';
import type { CompiledRouting } from './routing';
import { alertmanagerSpecFlags } from './spec-flags';

export const alertmanagerClaim = 'alertmanager-data';
const configPath = '/etc/alertmanager/config';
const dataPath = '/alertmanager';

const textOf = (config: CompiledRouting['config']): string => toYaml(leanAlertmanager(config));

export const alertmanagerConfigMap = ({ context }: Monitoring, { config }: CompiledRouting): NamedObject =>
  configMap(alertmanager.config, context.namespace, alertmanager.name, { 'alertmanager.yml': textOf(config) });

export const alertmanagerFlags = (installation: Installation): readonly string[] => {
  const { spec } = alertmanagerObject(installation);
  return [
    `--config.file=${configPath}/alertmanager.yml`,
    `--storage.path=${dataPath}`,
    ...alertmanagerSpecFlags(withPlainRetention(spec, installation.alertmanager)),
    ...clusterFlags(installation),
  ];
};

/** The flag takes days, which the field of the resource does not. */
const withPlainRetention = (spec: AlertmanagerSpec, { retention, raw }: AlertmanagerProps): AlertmanagerSpec =>
  retention === undefined || raw?.retention !== undefined ? spec : { ...spec, retention: durationText(retention) };

/** Replicas tell each other what they have notified of. */
function clusterFlags({ context: { namespace }, alertmanager: props }: Installation): readonly string[] {
  const replicas = replicasOf(props);
  // One replica has no other to gossip with.
  if (replicas === 1) return ['--cluster.listen-address='];
  const peers = Array.from({ length: replicas }, (_, index) => `${alertmanager.name}-${index}.${alertmanager.peers}.${namespace}.svc`);
  return [
    `--cluster.listen-address=[$(POD_IP)]:${alertmanager.peerPort}`,
    // A replica that comes back soon is asked again; its address is another one then (prometheus-operator says the same).
    '--cluster.reconnect-timeout=5m',
    ...peers.map((peer) => `--cluster.peer=${peer}:${alertmanager.peerPort}`),
  ];
}

const checksum = (texts: readonly string[]): string =>
  texts
    .reduce((hash, text) => hash.update(text), createHash('sha256'))
    .digest('hex')
    .slice(0, 16);

/** The pod of an Alertmanager that reads its configuration from a ConfigMap, as a plan for any kind of workload. */
export function alertmanagerPod(installation: Installation, { config, assets }: CompiledRouting): WorkloadPlan {
  const { context, alertmanager: props, templates = [] } = installation;
  const storage = alertmanagerStorage(props);
  const isReplicated = replicasOf(props) > 1;
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
        args: alertmanagerFlags(installation),
        ports: { http: alertmanager.port, ...(isReplicated && { peers: alertmanager.peerPort }) },
        ...(isReplicated && { env: [{ name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } }] }),
        probes: { live: `${pathPrefix(props)}/-/healthy`, ready: `${pathPrefix(props)}/-/ready` },
        mounts: [
          configMapMount('config', configPath, [alertmanager.config]),
          ...filesMounts(assets),
          isReplicated ? replicaMount('data', dataPath, storage) : storageMount('data', dataPath, storage, alertmanagerClaim),
        ],
        resources: alertmanagerNeeds,
      },
    ],
  };
}
