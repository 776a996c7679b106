/** Names of metrics that a program has given up for others. */
export interface Renaming {
  readonly program: string;
  /** What its images are called. */
  readonly images: readonly string[];
  /** The version that brought the new names: major and minor. */
  readonly since: readonly [number, number];
  readonly names: Readonly<Record<string, string>>;
}

const withSuffix = (suffix: string, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `${name}${suffix}`]));

/** CHANGELOG.md of node_exporter (0.16.0), kube-state-metrics (2.0) and Kubernetes (1.14, 1.16: kubelet and API server). */
export const renamings: readonly Renaming[] = [
  {
    program: 'node_exporter',
    images: ['node-exporter', 'node_exporter'],
    since: [0, 16],
    names: {
      node_cpu: 'node_cpu_seconds_total',
      ...withSuffix('_seconds', ['node_boot_time', 'node_time']),
      ...withSuffix('_total', [
        'node_context_switches',
        'node_forks',
        'node_intr',
        'node_disk_reads_completed',
        'node_disk_writes_completed',
      ]),
      node_disk_bytes_read: 'node_disk_read_bytes_total',
      node_disk_bytes_written: 'node_disk_written_bytes_total',
      node_disk_io_time_ms: 'node_disk_io_time_seconds_total',
      node_disk_io_time_weighted: 'node_disk_io_time_weighted_seconds_total',
      ...withSuffix('_bytes', ['node_filesystem_avail', 'node_filesystem_free', 'node_filesystem_size']),
      ...withSuffix('_bytes', [
        'node_memory_Active',
        'node_memory_Buffers',
        'node_memory_Cached',
        'node_memory_Inactive',
        'node_memory_MemAvailable',
        'node_memory_MemFree',
        'node_memory_MemTotal',
        'node_memory_Shmem',
        'node_memory_Slab',
        'node_memory_SwapCached',
        'node_memory_SwapFree',
        'node_memory_SwapTotal',
      ]),
      ...withSuffix(
        '_total',
        ['receive', 'transmit'].flatMap((way) => ['bytes', 'packets', 'errs', 'drop'].map((what) => `node_network_${way}_${what}`)),
      ),
    },
  },
  {
    program: 'kube-state-metrics',
    images: ['kube-state-metrics'],
    since: [2, 0],
    names: {
      ...Object.fromEntries(
        ['requests', 'limits'].flatMap((what) =>
          [
            ['cpu_cores', 'cpu'],
            ['memory_bytes', 'memory'],
          ].map(([unit, resource]) => [
            `kube_pod_container_resource_${what}_${unit}`,
            `kube_pod_container_resource_${what}{resource="${resource}"}`,
          ]),
        ),
      ),
      ...Object.fromEntries(
        ['capacity', 'allocatable'].flatMap((what) =>
          [
            ['cpu_cores', 'cpu'],
            ['memory_bytes', 'memory'],
            ['pods', 'pods'],
          ].map(([unit, resource]) => [`kube_node_status_${what}_${unit}`, `kube_node_status_${what}{resource="${resource}"}`]),
        ),
      ),
      ...Object.fromEntries(
        ['spec_max_replicas', 'spec_min_replicas', 'status_current_replicas', 'status_desired_replicas', 'status_condition'].map((what) => [
          `kube_hpa_${what}`,
          `kube_horizontalpodautoscaler_${what}`,
        ]),
      ),
      kube_daemonset_updated_number_scheduled: 'kube_daemonset_status_updated_number_scheduled',
    },
  },
];

/** Labels of cAdvisor's metrics of containers, which Kubernetes 1.16 took away (Kubernetes, CHANGELOG-1.16). */
export const containerLabels: Readonly<Record<string, string>> = { pod_name: 'pod', container_name: 'container' };
