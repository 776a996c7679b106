import { recording } from '../../model/rule';
import type { Query } from '../../promql/ast';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { podPlace } from '../kubernetes/recordings/places';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.node);

/** Time in which a CPU works for somebody. */
const busy = (range: string): Query =>
  promql`sum without (mode) (rate(${own.node_cpu_seconds_total}{mode!~"idle|iowait|steal"}[${range}]))`;
const disks = 'device=~"(/dev/)?(mmcblk.p.+|nvme.+|rbd.+|sd.+|vd.+|xvd.+|dm-.+|md.+|dasd.+)"';
const nodeCpus = recording('instance:node_num_cpu:sum', {
  expr: promql`count without (cpu, mode) (${own.node_cpu_seconds_total}{mode="idle"})`,
});
const clusterBusy = recording('cluster:node_cpu:sum_rate5m', { expr: promql`sum(${busy('5m')})` });
const allCpus = promql`count(${own.node_cpu_seconds_total}{mode="idle"})`;

/** The cards of a node, each way and each kind: `lo` is no card, and what ends at a pod is none either. */
const network = (['receive', 'transmit'] as const).flatMap((way) =>
  (
    [
      ['excluding_lo', 'device!="lo"'],
      ['physical', 'device!~"lo|veth.+|cali.+|lxc.+|cilium.+|flannel.+|cni.+|docker.+|br-.+|tunl.+|vxlan.+"'],
    ] as const
  ).flatMap(([which, devices]) =>
    (
      [
        ['bytes', own[`node_network_${way}_bytes_total`]],
        ['drop', own[`node_network_${way}_drop_total`]],
      ] as const
    ).map(([what, metric]) =>
      recording(`instance:node_network_${way}_${what}_${which}:rate5m`, {
        expr: promql`sum without (device) (rate(${metric}{${devices}}[5m]))`,
      }),
    ),
  ),
);

/** Series that people build on, by the names that they are known by: nodes as node_exporter sees them. */
export const nodeRecordings = [
  nodeCpus,
  recording('instance:node_cpu_utilisation:rate5m', { expr: promql`avg without (cpu) (${busy('5m')})` }),
  recording('instance:node_load1_per_cpu:ratio', { expr: promql`${own.node_load1} / ${nodeCpus}` }),
  recording('instance:node_memory_utilisation:ratio', {
    expr: promql`1 - ${own.node_memory_MemAvailable_bytes} / ${own.node_memory_MemTotal_bytes}`,
  }),
  recording('instance:node_vmstat_pgmajfault:rate5m', { expr: promql`rate(${own.node_vmstat_pgmajfault}[5m])` }),
  recording('instance_device:node_disk_io_time_seconds:rate5m', {
    expr: promql`rate(${own.node_disk_io_time_seconds_total}{${disks}}[5m])`,
  }),
  recording('instance_device:node_disk_io_time_weighted_seconds:rate5m', {
    expr: promql`rate(${own.node_disk_io_time_weighted_seconds_total}{${disks}}[5m])`,
  }),
  ...network,
  recording('instance:node_cpu:rate:sum', { expr: promql`sum by (instance) (${busy('3m')})` }),
  recording('instance:node_cpu:ratio', { expr: promql`avg without (cpu) (${busy('5m')})` }),
  recording('instance:node_network_receive_bytes:rate:sum', {
    expr: promql`sum by (instance) (rate(${own.node_network_receive_bytes_total}[3m]))`,
  }),
  recording('instance:node_network_transmit_bytes:rate:sum', {
    expr: promql`sum by (instance) (rate(${own.node_network_transmit_bytes_total}[3m]))`,
  }),
  clusterBusy,
  recording('cluster:node_cpu:ratio', { expr: promql`${clusterBusy} / ${allCpus}` }),
  recording('cluster:node_cpu:ratio_rate5m', { expr: promql`avg(${busy('5m')})` }),
  recording('node:node_num_cpu:sum', {
    expr: promql`count by (node) (${own.node_cpu_seconds_total}{mode="idle"} * on (namespace, pod) group_left (node) ${podPlace})`,
  }),
  recording('node:node_cpu_utilization:ratio_rate5m', {
    expr: promql`avg by (node) (${busy('5m')} * on (namespace, pod) group_left (node) ${podPlace})`,
  }),
  recording(':node_memory_MemAvailable_bytes:sum', { expr: promql`sum(${own.node_memory_MemAvailable_bytes})` }),
] as const;
