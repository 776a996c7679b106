import { chanceOf, type Labels, type Moment, type Worth } from './shapes';
import { broken, claims, pods } from './topology';

const gibibyte = 1024 ** 3;
const mebibyte = 1024 ** 2;

/** How busy each node is, as a share. */
const busy = (instance: string | undefined) => 0.25 + 0.35 * chanceOf(`busy ${instance}`);
const full = (instance: string | undefined) => 0.4 + 0.25 * chanceOf(`full ${instance}`);
const swing = (phase: number, { minute }: Moment) =>
  1 + 0.15 * Math.sin((minute / 53 + phase) * 2 * Math.PI) + 0.05 * Math.sin(minute / 3 + phase * 9);

const modes: Readonly<Record<string, number>> = { user: 0.7, system: 0.2, iowait: 0.06, nice: 0.02, steal: 0.02 };

/** What node_exporter says of the nodes. */
export const nodeValues: Readonly<Record<string, (labels: Labels) => Worth>> = {
  node_cpu_seconds_total:
    ({ instance, mode }) =>
    (moment) => {
      const share = Math.min(0.98, busy(instance) * swing(chanceOf(`${instance}`), moment));
      return mode === 'idle' ? 1 - share : share * (modes[mode!] ?? 0);
    },
  node_load1: ({ instance }) => busy(instance) * 4.3,
  node_load5: ({ instance }) => busy(instance) * 4.1,
  node_load15: ({ instance }) => busy(instance) * 4,
  node_memory_MemTotal_bytes: () => 16 * gibibyte,
  node_memory_MemAvailable_bytes:
    ({ instance }) =>
    (moment) =>
      16 * gibibyte * (1 - full(instance) * (0.9 + swing(chanceOf(`m${instance}`), moment) / 10)),
  node_filesystem_size_bytes: () => 100 * gibibyte,
  node_filesystem_avail_bytes:
    ({ instance }) =>
    ({ minute, isBroken }) =>
      100 * gibibyte * (instance === broken.disk && isBroken ? 0.04 : 0.62 - chanceOf(`${instance}`) * 0.3 - minute * 0.0001),
  node_filesystem_files: () => 6_500_000,
  node_filesystem_files_free: () => 5_900_000,
  node_disk_io_time_seconds_total: ({ instance }) => 0.05 + 0.2 * chanceOf(`${instance} io`),
  node_disk_read_bytes_total: () => 2.1 * mebibyte,
  node_disk_written_bytes_total: () => 5.4 * mebibyte,
  node_network_receive_bytes_total: () => 7.2 * mebibyte,
  node_network_transmit_bytes_total: () => 6.1 * mebibyte,
  node_pressure_cpu_waiting_seconds_total: () => 0.031,
  node_pressure_memory_waiting_seconds_total: () => 0.001,
  node_pressure_io_waiting_seconds_total: () => 0.012,
  node_vmstat_pgmajfault: () => 0.8,
  node_boot_time_seconds: () => 1_781_000_000,
  node_time_seconds:
    () =>
    ({ minute }) =>
      1_784_000_000 + Math.round(minute * 60),
};

const podOf = ({ pod }: Labels) => pods.find(({ name }) => name === pod)!;
const containerOf = (labels: Labels) => podOf(labels).containers.find(({ name }) => name === labels.container)!;
const isDown = (labels: Labels, { isBroken }: Moment) => isBroken && (labels.pod === broken.waiting || podOf(labels).node === broken.node);
const runs = (labels: Labels, value: (moment: Moment) => number) => (moment: Moment) =>
  podOf(labels).kind === 'Job' || isDown(labels, moment) ? Number.NaN : value(moment);
const swinging = (labels: Labels, value: number) => {
  const phase = chanceOf(`${labels.pod}/${labels.container}`);
  return (moment: Moment) => value * swing(phase, moment);
};

/** What the kubelets say of containers. A pod that is crashing has grown into its limit. */
export const containerValues: Readonly<Record<string, (labels: Labels) => Worth>> = {
  container_cpu_usage_seconds_total: (labels) => runs(labels, swinging(labels, containerOf(labels).cpu)),
  container_cpu_cfs_periods_total: (labels) => runs(labels, () => 10),
  container_cpu_cfs_throttled_periods_total: (labels) => runs(labels, () => 10 * 0.2 * chanceOf(`${labels.pod} throttled`)),
  container_memory_working_set_bytes: (labels) => {
    const { memory } = containerOf(labels);
    const usual = swinging(labels, memory * mebibyte);
    const limit = Math.ceil((memory * 2.4) / 64) * 64 * mebibyte;
    return runs(labels, (moment) => (moment.isBroken && labels.pod === broken.crashing ? limit * 0.97 : usual(moment)));
  },
  container_network_receive_bytes_total: (labels) => runs(labels, swinging(labels, (0.05 + chanceOf(`${labels.pod} in`)) * mebibyte)),
  container_network_transmit_bytes_total: (labels) => runs(labels, swinging(labels, (0.05 + chanceOf(`${labels.pod} out`)) * mebibyte)),
  container_network_receive_packets_total: (labels) => runs(labels, swinging(labels, 400)),
  container_network_transmit_packets_total: (labels) => runs(labels, swinging(labels, 380)),
  container_network_receive_packets_dropped_total:
    (labels) =>
    ({ isBroken }) =>
      isBroken && labels.namespace === 'payments' ? 3.4 : 0,
  container_fs_reads_bytes_total: (labels) => runs(labels, swinging(labels, 0.2 * mebibyte)),
  container_fs_writes_bytes_total: (labels) => runs(labels, swinging(labels, 0.6 * mebibyte)),
};

const claimOf = ({ persistentvolumeclaim }: Labels) => claims.find(({ name }) => name === persistentvolumeclaim)!;
const usedShare =
  (labels: Labels) =>
  ({ minute, isBroken }: Moment) => {
    const { name, used } = claimOf(labels);
    return name === broken.claim && isBroken ? Math.min(0.97, used + 0.35) : used + minute * 0.000_005;
  };

/** What the kubelets say of volumes, and of themselves. */
export const kubeletValues: Readonly<Record<string, (labels: Labels) => Worth>> = {
  kubelet_volume_stats_capacity_bytes: (labels) => claimOf(labels).gibibytes * gibibyte,
  kubelet_volume_stats_available_bytes: (labels) => (moment) => claimOf(labels).gibibytes * gibibyte * (1 - usedShare(labels)(moment)),
  kubelet_volume_stats_used_bytes: (labels) => (moment) => claimOf(labels).gibibytes * gibibyte * usedShare(labels)(moment),
  kubelet_volume_stats_inodes: () => 3_200_000,
  kubelet_volume_stats_inodes_used: () => 41_000,
  kubelet_volume_stats_inodes_free: () => 3_159_000,
  kubelet_running_pods: ({ node }) => pods.filter((pod) => pod.node === node && pod.kind !== 'Job').length,
  kubelet_certificate_manager_client_ttl_seconds: () => 200 * 24 * 3600,
  kubelet_certificate_manager_server_ttl_seconds: () => 200 * 24 * 3600,
  kubelet_runtime_operations_errors_total:
    ({ node }) =>
    ({ isBroken }) =>
      isBroken && node === broken.disk ? 0.2 : 0,
  kubelet_runtime_operations_total: ({ operation_type }) => 0.4 + 3 * chanceOf(`${operation_type}`),
};
