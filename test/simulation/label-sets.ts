import type { Labels } from './shapes';
import { claims, namespaces, nodes, pods, workloads } from './topology';

/** What a label can be where its values do not depend on the cluster. */
const values: Readonly<Record<string, readonly string[]>> = {
  action: ['allow'],
  attempts: ['1'],
  call_type: ['patch'],
  cause: ['unknown'],
  code: ['200', '404', '500'],
  component: ['apiserver'],
  container_state: ['running'],
  cpu: ['0', '1', '2', '3'],
  datname: ['shop'],
  datasource: ['Prometheus'],
  device: ['sda'],
  event: ['PodAdd'],
  eviction_signal: ['memory.available'],
  extension_point: ['Filter', 'Score', 'Bind'],
  family: ['1'],
  flow_schema: ['global-default'],
  fstype: ['ext4'],
  grpc_code: ['OK'],
  grpc_method: ['Range', 'Txn'],
  grpc_service: ['etcdserverpb.KV'],
  grpc_type: ['unary'],
  handler: ['/api/v1/query', '/api/v1/query_range', '/metrics'],
  host: ['10.96.0.1:443'],
  integration: ['slack', 'email', 'webhook'],
  interface: ['eth0'],
  interval: ['30s'],
  ip_family: ['IPv4'],
  kind: ['Deployment'],
  mechanism: ['kubernetes'],
  method: ['GET', 'POST'],
  mode: ['idle', 'user', 'system', 'iowait', 'nice', 'steal'],
  mountpoint: ['/'],
  name: ['nodes', 'deployment', 'endpointslice'],
  operation: ['get', 'list', 'update', 'create'],
  operation_name: ['volume_mount', 'volume_unmount'],
  operation_type: ['container_status', 'list_containers', 'create_container', 'exec_sync'],
  plugin: ['kubernetes', 'cache'],
  priority_level: ['global-default', 'workload-low', 'leader-election'],
  profile: ['default-scheduler'],
  proto: ['udp', 'tcp'],
  queue: ['active', 'backoff', 'gated', 'unschedulable'],
  quantile: ['0.5', '0.9', '0.99'],
  rcode: ['NOERROR', 'NXDOMAIN', 'SERVFAIL'],
  reason: ['clientError', 'serverError'],
  rejected: ['false'],
  request_kind: ['mutating', 'readOnly'],
  result: ['scheduled', 'unschedulable'],
  rule_group: ['cluster-alerts', 'node-alerts', 'prometheus-alerts', 'recordings'],
  scope: ['resource', 'namespace', 'cluster'],
  scrape_job: ['kubelet', 'node-exporter'],
  server: ['dns://:53'],
  service_kind: ['cluster_ip'],
  slice: ['inner_eval', 'queue_time'],
  state: ['active', 'suppressed', 'pending', 'expired'],
  status: ['firing', 'resolved'],
  status_code: ['200', '404', '500'],
  table: ['filter', 'nat'],
  to: ['8.8.8.8:53'],
  To: ['c2'],
  From: ['c2'],
  traffic_policy: ['internal'],
  type: ['validating'],
  verb: ['GET', 'LIST', 'POST', 'PATCH', 'WATCH'],
  version: ['v1'],
  view: [''],
  zone: ['.'],
  zones: ['.'],
  resource: ['pods', 'configmaps', 'secrets', 'leases', 'events'],
  group: [''],
  subresource: [''],
  dry_run: [''],
};

const everyOf = (name: string, given: Readonly<Record<string, readonly string[]>> = {}): readonly string[] =>
  given[name] ?? values[name] ?? ['x'];

/** One set of labels for each choice of values. */
const product = (names: readonly string[], given: Readonly<Record<string, readonly string[]>>, from: Labels): readonly Labels[] =>
  names.reduce<readonly Labels[]>(
    (sets, name) => sets.flatMap((set) => everyOf(name, given).map((value) => ({ ...set, [name]: value }))),
    [from],
  );

type Given = Readonly<Record<string, readonly string[]>>;

/** The labels of a program's own metric, by its label names alone. */
export const ownLabels = (names: readonly string[], given: Given = {}): readonly Labels[] => product(names, given, {});

/** Of a machine: `device` is a network card, or a disk. */
export const machineLabels = (metric: string, names: readonly string[]): readonly Labels[] =>
  ownLabels(names, metric.startsWith('node_network') ? { device: ['eth0'] } : {});

const containerOf = (pod: (typeof pods)[number]) => ({ namespace: pod.namespace, pod: pod.name, node: pod.node });

/** Of cAdvisor: each container; its network and the whole pod have no container of their own. */
export function containerLabels(metric: string, names: readonly string[]): readonly Labels[] {
  const more = names.filter((name) => !['container', 'id', 'image', 'name', 'namespace', 'pod', 'cpu'].includes(name));
  const cpu: Labels = names.includes('cpu') ? { cpu: 'total' } : {};
  return pods.flatMap((pod) => {
    const own = metric.startsWith('container_network')
      ? [{ ...containerOf(pod), image: 'pause' }]
      : pod.containers.map(({ name }) => ({ ...containerOf(pod), container: name, image: name }));
    return own.flatMap((labels) => product(more, {}, { ...labels, ...cpu }));
  });
}

/** Objects, by the label that names their kind. */
export function objectLabels(names: readonly string[], given: Given): readonly Labels[] {
  const of = (kind: string, label: string) =>
    workloads.filter((each) => each.kind === kind).map(({ namespace, name }): Labels => ({ namespace, [label]: name }));
  const has = (...wanted: readonly string[]) => wanted.every((name) => names.includes(name));
  const sets: readonly Labels[] = has('pod', 'container')
    ? pods.flatMap((pod) =>
        pod.containers.map(({ name }) => ({
          namespace: pod.namespace,
          pod: pod.name,
          uid: pod.uid,
          container: name,
          ...(has('node') && { node: pod.node }),
        })),
      )
    : has('pod')
      ? pods.map((pod) => ({ namespace: pod.namespace, pod: pod.name, uid: pod.uid, ...(has('node') && { node: pod.node }) }))
      : has('persistentvolumeclaim')
        ? claims.map(({ namespace, name }) => ({ namespace, persistentvolumeclaim: name }))
        : has('deployment')
          ? of('Deployment', 'deployment')
          : has('statefulset')
            ? of('StatefulSet', 'statefulset')
            : has('daemonset')
              ? of('DaemonSet', 'daemonset')
              : has('job_name')
                ? of('Job', 'job_name')
                : has('resourcequota')
                  ? [{ namespace: 'shop', resourcequota: 'shop' }]
                  : has('node')
                    ? nodes.map((node) => ({ node }))
                    : names.length === 2 && has('namespace') && (has('phase') || has('condition'))
                      ? namespaces.map((namespace) => ({ namespace }))
                      : [];
  const left = (set: Labels) => names.filter((name) => set[name] === undefined && (given[name] !== undefined || name === 'reason'));
  return sets.flatMap((set) => product(left(set), given, set));
}
