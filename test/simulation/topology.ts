/** A small cluster as it could be: four nodes, four namespaces, and what runs in them. */

export interface SimulatedPod {
  readonly namespace: string;
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job';
  readonly workload: string;
  readonly name: string;
  readonly uid: string;
  readonly node: string;
  readonly containers: readonly SimulatedContainer[];
}

export interface SimulatedContainer {
  readonly name: string;
  /** Cores in use. */
  readonly cpu: number;
  /** MiB in use. */
  readonly memory: number;
}

export const nodes = ['control-1', 'worker-1', 'worker-2', 'worker-3'];
export const namespaces = ['kube-system', 'monitoring', 'payments', 'shop'];

const container = (name: string, cpu: number, memory: number): SimulatedContainer => ({ name, cpu, memory });

interface Workload {
  readonly namespace: string;
  readonly kind: SimulatedPod['kind'];
  readonly name: string;
  /** How many; a DaemonSet has one on each node. */
  readonly replicas?: number;
  readonly containers: readonly SimulatedContainer[];
}

export const workloads: readonly Workload[] = [
  {
    namespace: 'shop',
    kind: 'Deployment',
    name: 'api',
    replicas: 4,
    containers: [container('api', 0.42, 310), container('proxy', 0.05, 48)],
  },
  { namespace: 'shop', kind: 'Deployment', name: 'web', replicas: 3, containers: [container('web', 0.11, 120)] },
  { namespace: 'shop', kind: 'StatefulSet', name: 'db', replicas: 2, containers: [container('postgres', 0.34, 910)] },
  { namespace: 'payments', kind: 'Deployment', name: 'ledger', replicas: 2, containers: [container('ledger', 0.21, 420)] },
  { namespace: 'payments', kind: 'Deployment', name: 'webhook', replicas: 1, containers: [container('webhook', 0.02, 64)] },
  { namespace: 'payments', kind: 'Job', name: 'invoices', replicas: 1, containers: [container('invoices', 0.08, 90)] },
  { namespace: 'monitoring', kind: 'StatefulSet', name: 'prometheus', replicas: 1, containers: [container('prometheus', 0.29, 1400)] },
  { namespace: 'monitoring', kind: 'Deployment', name: 'grafana', replicas: 1, containers: [container('grafana', 0.03, 180)] },
  { namespace: 'kube-system', kind: 'Deployment', name: 'coredns', replicas: 2, containers: [container('coredns', 0.02, 34)] },
  { namespace: 'kube-system', kind: 'DaemonSet', name: 'kube-proxy', containers: [container('kube-proxy', 0.01, 41)] },
];

const podName = (workload: Workload, index: number): string =>
  ({
    Deployment: `${workload.name}-7d9f8c6b5-${'xk2vq8m4ztp7rw9h'.slice(index * 4, index * 4 + 4)}`,
    StatefulSet: `${workload.name}-${index}`,
    DaemonSet: `${workload.name}-${nodes[index]!.slice(-3)}`,
    Job: `${workload.name}-29384-${index}`,
  })[workload.kind];

export const pods: readonly SimulatedPod[] = workloads.flatMap((workload, at) =>
  Array.from({ length: workload.replicas ?? nodes.length }, (_, index) => ({
    namespace: workload.namespace,
    kind: workload.kind,
    workload: workload.name,
    name: podName(workload, index),
    uid: `00000000-0000-4000-8000-${String(at * 100 + index).padStart(12, '0')}`,
    node: workload.kind === 'DaemonSet' ? nodes[index]! : nodes[1 + ((at + index) % 3)]!,
    containers: workload.containers,
  })),
);

/** Claims of volumes, and how much of each is used. */
export const claims = [
  { namespace: 'shop', name: 'data-db-0', gibibytes: 50, used: 0.62 },
  { namespace: 'shop', name: 'data-db-1', gibibytes: 50, used: 0.58 },
  { namespace: 'monitoring', name: 'prometheus-db-prometheus-0', gibibytes: 20, used: 0.44 },
  { namespace: 'monitoring', name: 'grafana', gibibytes: 1, used: 0.07 },
];

/** What breaks where something is to be wrong. */
export const broken = {
  node: 'worker-3',
  crashing: 'api-7d9f8c6b5-xk2v',
  waiting: 'web-7d9f8c6b5-xk2v',
  claim: 'data-db-0',
  disk: 'worker-2',
};
