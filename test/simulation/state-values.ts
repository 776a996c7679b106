import { chanceOf, type Labels, type Worth } from './shapes';
import { broken, claims, nodes, pods, workloads } from './topology';

const gibibyte = 1024 ** 3;
const podOf = ({ pod }: Labels) => pods.find(({ name }) => name === pod)!;
const containerOf = (labels: Labels) => podOf(labels).containers.find(({ name }) => name === labels.container)!;
const replicas = (name: string | undefined) => {
  const workload = workloads.find((each) => each.name === name)!;
  return workload.replicas ?? nodes.length;
};
/** A deployment of which one pod is down once something is broken. */
const isHit = (name: string | undefined) => name === 'api' || name === 'web';
const whenBroken =
  (then: number, else_: number): Worth =>
  ({ isBroken }) =>
    isBroken ? then : else_;
const flag = (is: boolean) => (is ? 1 : 0);

const isCrashing = ({ pod }: Labels) => pod === broken.crashing;
const isWaiting = ({ pod }: Labels) => pod === broken.waiting;

/** Values that are asked for each label set, where they mean something; 1 elsewhere. */
export const given: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  kube_pod_status_phase: { phase: ['Failed', 'Pending', 'Running', 'Succeeded', 'Unknown'] },
  kube_pod_status_ready: { condition: ['true', 'false', 'unknown'] },
  kube_node_status_condition: {
    condition: ['Ready', 'DiskPressure', 'MemoryPressure', 'PIDPressure'],
    status: ['true', 'false', 'unknown'],
  },
  kube_namespace_status_phase: { phase: ['Active', 'Terminating'] },
  kube_persistentvolumeclaim_status_phase: { phase: ['Bound', 'Lost', 'Pending'] },
  kube_node_status_allocatable: { resource: ['cpu', 'memory', 'pods'] },
  kube_node_status_capacity: { resource: ['cpu', 'memory', 'pods'] },
  kube_pod_container_resource_requests: { resource: ['cpu', 'memory'] },
  kube_pod_container_resource_limits: { resource: ['cpu', 'memory'] },
  kube_resourcequota: { resource: ['requests.cpu', 'requests.memory', 'pods'], type: ['hard', 'used'] },
  kube_pod_container_status_waiting_reason: { reason: ['CrashLoopBackOff', 'ContainerCreating'] },
  kube_pod_container_status_last_terminated_reason: { reason: ['OOMKilled'] },
};

const ready = ({ deployment, statefulset, daemonset }: Labels): Worth => {
  const all = replicas(deployment ?? statefulset ?? daemonset);
  return whenBroken(isHit(deployment) ? all - 1 : all, all);
};

const amount = ({ resource }: Labels, cores: number, gibibytes: number, count: number) =>
  resource === 'cpu' ? cores : resource === 'memory' ? gibibytes * gibibyte : count;

const asked =
  (times: number) =>
  (labels: Labels): Worth => {
    const { cpu, memory } = containerOf(labels);
    const amount = labels.resource === 'cpu' ? Math.ceil(cpu * times * 20) / 20 : Math.ceil((memory * times) / 64) * 64 * 1024 ** 2;
    return () => amount;
  };

/** What kube-state-metrics says of the cluster. */
export const stateValues: Readonly<Record<string, (labels: Labels) => Worth>> = {
  kube_pod_status_phase: (labels) => {
    const usual = podOf(labels).kind === 'Job' ? 'Succeeded' : 'Running';
    const then = isWaiting(labels) ? 'Pending' : usual;
    return whenBroken(flag(labels.phase === then), flag(labels.phase === usual));
  },
  kube_pod_status_ready: (labels) => {
    const isHit = isCrashing(labels) || isWaiting(labels);
    const is = labels.condition === 'true';
    return labels.condition === 'unknown' ? 0 : whenBroken(flag(is !== isHit), flag(is));
  },
  kube_pod_container_status_ready: (labels) => whenBroken(flag(!isCrashing(labels) && !isWaiting(labels)), 1),
  kube_pod_container_status_running: (labels) => whenBroken(flag(!isCrashing(labels) && !isWaiting(labels)), 1),
  kube_pod_container_status_restarts_total: (labels) => whenBroken(isCrashing(labels) && labels.container === 'api' ? 1 / 150 : 0, 0),
  kube_pod_container_status_waiting: (labels) => whenBroken(flag(isWaiting(labels) || isCrashing(labels)), 0),
  kube_pod_container_status_waiting_reason: (labels) =>
    whenBroken(flag((labels.reason === 'CrashLoopBackOff' ? isCrashing : isWaiting)(labels)) || Number.NaN, Number.NaN),
  kube_pod_container_status_last_terminated_reason: (labels) => whenBroken(isCrashing(labels) ? 1 : Number.NaN, Number.NaN),
  kube_pod_container_status_last_terminated_exitcode: (labels) => whenBroken(isCrashing(labels) ? 137 : Number.NaN, Number.NaN),
  kube_pod_container_status_terminated: () => 0,
  kube_pod_container_resource_requests: asked(1.6),
  kube_pod_container_resource_limits: asked(2.4),
  kube_node_status_condition: ({ node, condition, status }) => {
    const usual = flag(status === (condition === 'Ready' ? 'true' : 'false'));
    const then = node === broken.node && condition === 'Ready' ? flag(status === 'unknown') : usual;
    return whenBroken(then, usual);
  },
  kube_node_status_allocatable: (labels) => () => amount(labels, 3.92, 14.6, 110),
  kube_node_status_capacity: (labels) => () => amount(labels, 4, 15.6, 110),
  kube_node_spec_unschedulable: () => 0,
  kube_deployment_spec_replicas: ({ deployment }) => replicas(deployment),
  kube_deployment_status_replicas: ({ deployment }) => replicas(deployment),
  kube_deployment_status_replicas_updated: ({ deployment }) => replicas(deployment),
  kube_deployment_status_replicas_available: ready,
  kube_deployment_status_replicas_ready: ready,
  kube_statefulset_replicas: ({ statefulset }) => replicas(statefulset),
  kube_statefulset_status_replicas_updated: ({ statefulset }) => replicas(statefulset),
  kube_statefulset_status_replicas_ready: ready,
  kube_daemonset_status_desired_number_scheduled: ({ daemonset }) => replicas(daemonset),
  kube_daemonset_status_updated_number_scheduled: ({ daemonset }) => replicas(daemonset),
  kube_daemonset_status_number_ready: ready,
  kube_namespace_status_phase: ({ phase }) => flag(phase === 'Active'),
  kube_persistentvolumeclaim_status_phase: ({ phase }) => flag(phase === 'Bound'),
  kube_persistentvolumeclaim_resource_requests_storage_bytes: ({ persistentvolumeclaim }) =>
    claims.find(({ name }) => name === persistentvolumeclaim)!.gibibytes * gibibyte,
  kube_resourcequota: (labels) =>
    labels.type === 'hard' ? amountOfQuota(labels) : Math.round(amountOfQuota(labels) * (0.5 + 0.4 * chanceOf(labels.resource!))),
};

const amountOfQuota = ({ resource }: Labels) => (resource === 'requests.cpu' ? 8 : resource === 'requests.memory' ? 16 * gibibyte : 40);
