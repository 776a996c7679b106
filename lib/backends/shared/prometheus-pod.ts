import { replicaMount, scratchMount, storageMount } from '../../manifests/pod';
import { users } from '../../manifests/users';
import type { WorkloadPlan } from '../../manifests/workload';
import { prometheusNeeds } from './custom-resources';
import type { Installation } from './installation';
import { prometheus } from './own-programs';
import type { MountedConfig } from './prometheus-config';
import { dataPath, prometheusFlags } from './prometheus-flags';
import { pathPrefix, prometheusStorage, replicasOf } from './props';
import { thanosProgram } from './thanos';

export const prometheusClaim = 'prometheus-data';

/** The pod of a Prometheus that reads its configuration from ConfigMaps, as a plan for any kind of workload. */
export function prometheusPod(installation: Installation, config: MountedConfig): WorkloadPlan {
  const { context, prometheus: props } = installation;
  const storage = prometheusStorage(props);
  const isReplicated = replicasOf(props) > 1;
  const data = isReplicated ? replicaMount('data', dataPath, storage) : storageMount('data', dataPath, storage, prometheusClaim);
  const sidecar = thanosProgram(props, data, dataPath);
  return {
    name: prometheus.name,
    namespace: context.namespace,
    user: users.prometheus,
    token: true,
    // On its way out it writes what it holds in memory; prometheus-operator gives it as long.
    options: { ...props, pod: { terminationGracePeriod: '10m', ...props.pod } },
    programs: [
      {
        name: prometheus.name,
        image: context.image('prometheus', props.image),
        args: prometheusFlags(installation),
        ports: { http: prometheus.port },
        // After a crash it reads its write-ahead log again before it is ready.
        probes: { live: `${pathPrefix(props)}/-/healthy`, ready: `${pathPrefix(props)}/-/ready`, startupSeconds: 900 },
        ...(isReplicated && { env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }] }),
        mounts: [...config.mounts, data, scratchMount('tmp', '/tmp')],
        resources: prometheusNeeds(installation),
      },
      ...(sidecar ? [sidecar] : []),
    ],
  };
}
