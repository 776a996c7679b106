import type { Query } from '../../../promql/ast';
import { promql } from '../../../promql/tag';
import { catalogs } from '../../catalogs';
import { metricsOf } from '../../source';

const own = metricsOf(catalogs.node);

/** Of a machine: partitions, loops and volumes of the device mapper are counted with the disk below them. */
const disks = 'device=~"(/dev/)?(mmcblk.p.+|nvme.+|rbd.+|sd.+|vd.+|xvd.+|dasd.+)"';
const files = 'fstype!="", mountpoint!=""';
const cards = 'device!="lo"';

/** The share of all cores that does something. */
export const busyCpu = (where: string): Query =>
  promql`1 - avg by (instance) (sum by (instance, cpu) (rate(${own.node_cpu_seconds_total}{mode=~"idle|iowait", ${where}}[$__rate_interval])))`;

export const cpuByMode = (where: string): Query => promql`
  sum by (mode) (rate(${own.node_cpu_seconds_total}{mode!~"idle", ${where}}[$__rate_interval]))
  / scalar(count(${own.node_cpu_seconds_total}{mode="idle", ${where}}))`;

const coresOf = (where: string): Query => promql`count by (instance) (${own.node_cpu_seconds_total}{mode="idle", ${where}})`;

/** Processes that run or wait, for each core: above 1, they wait for each other. */
export const loadPerCore = (where: string): Query => promql`max by (instance) (${own.node_load1}{${where}}) / ${coresOf(where)}`;

/** The share of the memory that no program could get. */
export const fullMemory = (where: string): Query => promql`
  1 - max by (instance) (${own.node_memory_MemAvailable_bytes}{${where}}) / max by (instance) (${own.node_memory_MemTotal_bytes}{${where}})`;

export const usedMemory = (where: string): Query =>
  promql`max(${own.node_memory_MemTotal_bytes}{${where}}) - max(${own.node_memory_MemAvailable_bytes}{${where}})`;
export const allMemory = (where: string): Query => promql`max(${own.node_memory_MemTotal_bytes}{${where}})`;

/** One disk can be mounted several times; it is as full each time. */
export const fullDisk = (where: string, by: string): Query => promql`
  1 - min by (${by}) (${own.node_filesystem_avail_bytes}{${files}, ${where}} / (${own.node_filesystem_size_bytes}{${files}, ${where}} > 0))`;
export const fullestDisk = (where: string): Query => fullDisk(where, 'instance');
export const fullInodes = (where: string, by: string): Query => promql`
  1 - min by (${by}) (${own.node_filesystem_files_free}{${files}, ${where}} / (${own.node_filesystem_files}{${files}, ${where}} > 0))`;
export const freeSpace = (where: string, by: string): Query =>
  promql`min by (${by}) (${own.node_filesystem_avail_bytes}{${files}, ${where}})`;

/** The share of the time in which a disk has something to do. */
export const busyDisks = (where: string): Query =>
  promql`rate(${own.node_disk_io_time_seconds_total}{${disks}, ${where}}[$__rate_interval])`;
export const readBytes = (where: string): Query => promql`rate(${own.node_disk_read_bytes_total}{${disks}, ${where}}[$__rate_interval])`;
export const writtenBytes = (where: string): Query =>
  promql`rate(${own.node_disk_written_bytes_total}{${disks}, ${where}}[$__rate_interval])`;

export const received = (where: string): Query =>
  promql`rate(${own.node_network_receive_bytes_total}{${cards}, ${where}}[$__rate_interval])`;
export const sent = (where: string): Query => promql`rate(${own.node_network_transmit_bytes_total}{${cards}, ${where}}[$__rate_interval])`;

/** Packets that were damaged or found no room, in both directions. */
export const lostPackets = (where: string): Query => promql`
  rate(${own.node_network_receive_errs_total}{${cards}, ${where}}[$__rate_interval])
  + rate(${own.node_network_transmit_errs_total}{${cards}, ${where}}[$__rate_interval])
  + rate(${own.node_network_receive_drop_total}{${cards}, ${where}}[$__rate_interval])
  + rate(${own.node_network_transmit_drop_total}{${cards}, ${where}}[$__rate_interval])`;

/** The share of the time in which something waits for a resource (Linux kernel, Documentation/accounting/psi.rst). */
export const waiting = {
  cpu: (where: string): Query => promql`max(rate(${own.node_pressure_cpu_waiting_seconds_total}{${where}}[$__rate_interval]))`,
  memory: (where: string): Query => promql`max(rate(${own.node_pressure_memory_waiting_seconds_total}{${where}}[$__rate_interval]))`,
  disk: (where: string): Query => promql`max(rate(${own.node_pressure_io_waiting_seconds_total}{${where}}[$__rate_interval]))`,
};

export const majorFaults = (where: string): Query => promql`max(rate(${own.node_vmstat_pgmajfault}{${where}}[$__rate_interval]))`;
export const upSince = (where: string): Query => promql`max(${own.node_time_seconds}{${where}} - ${own.node_boot_time_seconds}{${where}})`;
