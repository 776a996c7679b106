import type { Metric } from '../../model/metric';
import { fires, quiet, series } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { metricsOf } from '../source';
import { filesystemAlerts } from './filesystem-alerts';

const own = metricsOf(catalogs.node);
const component = 'nodes';
const at = { job: 'node-exporter', instance: 'worker-1:9100' };
const gigabyte = 1024 ** 3;
const steady = (metric: Metric, value: number | string, labels: Readonly<Record<string, string>> = {}) =>
  series(metric, { ...at, ...labels }, typeof value === 'number' ? `${value}x90` : value);

/** Errors among the packets of a network card. */
const errors = (errs: Metric, packets: Metric, verb: string) =>
  ({
    thresholds: { most: { ratio: 0.01, min: 0, max: 1, is: 'share of packets with an error' } },
    expr: (tuned: { readonly most: number }) => promql`rate(${errs}[2m]) / rate(${packets}[2m]) > ${tuned.most}`,
    for: '1h',
    severity: 'warning',
    component,
    summary: `{{ $value | humanizePercentage }} of the packets that {{ $labels.device }} of {{ $labels.instance }} ${verb} are in error.`,
    description: 'A cable, a port or a driver is bad, or the two sides do not agree on the mode.',
    rehearsals: (tuned: { readonly most: number }) => {
      const card = { ...at, device: 'eth0' };
      const with_ = (share: number) => [
        series(errs, card, `0+${Number((100_000 * share).toPrecision(6))}x150`),
        series(packets, card, '0+100000x150'),
      ];
      return [fires('90m', card, ...with_(tuned.most * 1.5)), quiet('130m', ...with_(tuned.most * 0.5))];
    },
  }) as const;

const cpu = (busy: number) =>
  (['idle', 'user'] as const).map((mode) =>
    steady(own.node_cpu_seconds_total, `0+${Number((60 * (mode === 'idle' ? 1 - busy : busy)).toPrecision(6))}x90`, { cpu: '0', mode }),
  );

const descriptors = (severity: 'warning' | 'critical', percent: number) =>
  ({
    thresholds: { most: { count: percent, min: 0, max: 100, is: 'percentage of file descriptors that is in use' } },
    expr: (tuned: { readonly most: number }) => promql`${own.node_filefd_allocated} * 100 / ${own.node_filefd_maximum} > ${tuned.most}`,
    for: '15m',
    severity,
    component,
    summary: '{{ $labels.instance }} uses {{ printf "%.1f" $value }}% of its file descriptors.',
    description: 'When all are in use, no program can open a file or a connection.',
    rehearsals: (tuned: { readonly most: number }) => [
      fires('20m', at, steady(own.node_filefd_allocated, tuned.most * 10 + 5), steady(own.node_filefd_maximum, 1000)),
      quiet('40m', steady(own.node_filefd_allocated, tuned.most * 9), steady(own.node_filefd_maximum, 1000)),
    ],
  }) as const;

const unit = { name: 'kubelet.service', state: 'failed', type: 'simple' };

/** Nodes as node_exporter sees them. */
export const nodeAlerts = [
  ...filesystemAlerts,
  alert('NodeNetworkReceiveErrs', errors(own.node_network_receive_errs_total, own.node_network_receive_packets_total, 'receives')),
  alert('NodeNetworkTransmitErrs', errors(own.node_network_transmit_errs_total, own.node_network_transmit_packets_total, 'sends')),
  alert('NodeNetworkInterfaceFlapping', {
    thresholds: { changes: { count: 2, min: 0, is: 'how often it may go up and down within two minutes' } },
    expr: ({ changes }) => promql`changes(${own.node_network_up}{device!~"veth.+|tunl.+|cali.+|lxc.+"}[2m]) > ${changes}`,
    for: '2m',
    severity: 'warning',
    component,
    summary: 'Network card {{ $labels.device }} of {{ $labels.instance }} goes up and down.',
    description: 'It changed {{ $value }} times within two minutes.',
    rehearsals: [
      {
        ...fires('4m', { ...at, device: 'eth0' }, steady(own.node_network_up, `${'1 0 '.repeat(30)}1`, { device: 'eth0' })),
        interval: '15s',
      },
      // It was plugged out and in again, twice.
      { ...quiet('3m30s', steady(own.node_network_up, '1x3 0x3 1x90', { device: 'eth0' })), interval: '15s' },
    ],
  }),
  alert('NodeHighNumberConntrackEntriesUsed', {
    thresholds: { most: { ratio: 0.75, min: 0, max: 1, is: 'share of the table of connections that is used' } },
    expr: ({ most }) => promql`${own.node_nf_conntrack_entries} / ${own.node_nf_conntrack_entries_limit} > ${most}`,
    severity: 'warning',
    component,
    summary: '{{ $labels.instance }} uses {{ $value | humanizePercentage }} of its table of connections.',
    description: 'When it is full, new connections are dropped.',
    rehearsals: ({ most }) => [
      fires('5m', at, steady(own.node_nf_conntrack_entries, 1000 * most + 50), steady(own.node_nf_conntrack_entries_limit, 1000)),
      quiet('5m', steady(own.node_nf_conntrack_entries, 1000 * most - 50), steady(own.node_nf_conntrack_entries_limit, 1000)),
    ],
  }),
  alert('NodeTextFileCollectorScrapeError', {
    expr: promql`${own.node_textfile_scrape_error} == 1`,
    severity: 'warning',
    component,
    summary: 'node_exporter on {{ $labels.instance }} cannot read a text file with metrics.',
    description: 'A script that writes metrics to a file writes what is no exposition.',
    rehearsals: [fires('5m', at, steady(own.node_textfile_scrape_error, 1)), quiet('5m', steady(own.node_textfile_scrape_error, 0))],
  }),
  alert('NodeClockSkewDetected', {
    thresholds: { most: { seconds: '50ms', min: 0, is: 'how far the clock may be off' } },
    expr: ({ most }) => promql`
      (${own.node_timex_offset_seconds} > ${most} and deriv(${own.node_timex_offset_seconds}[5m]) >= 0)
      or (${own.node_timex_offset_seconds} < ${-most} and deriv(${own.node_timex_offset_seconds}[5m]) <= 0)`,
    for: '10m',
    severity: 'warning',
    component,
    summary: 'The clock of {{ $labels.instance }} is off by {{ $value }} s.',
    description: 'It does not come nearer: certificates, logins and the order of events suffer.',
    rehearsals: ({ most }) => [
      fires('20m', at, steady(own.node_timex_offset_seconds, most * 2)),
      quiet('20m', steady(own.node_timex_offset_seconds, most * 0.5)),
      // It is off and gets right.
      quiet('40m', steady(own.node_timex_offset_seconds, `${most * 4}-${most / 20}x60`)),
    ],
  }),
  alert('NodeClockNotSynchronising', {
    thresholds: { most: { seconds: '16s', min: 0, is: 'how large the possible error may be' } },
    expr: ({ most }) => promql`min_over_time(${own.node_timex_sync_status}[5m]) == 0 and ${own.node_timex_maxerror_seconds} >= ${most}`,
    for: '10m',
    severity: 'warning',
    component,
    summary: 'The clock of {{ $labels.instance }} is not synchronised.',
    description: 'No time server answers, or none is configured.',
    rehearsals: ({ most }) => [
      fires('15m', at, steady(own.node_timex_sync_status, 0), steady(own.node_timex_maxerror_seconds, most)),
      quiet('30m', steady(own.node_timex_sync_status, 0), steady(own.node_timex_maxerror_seconds, most * 0.5)),
      quiet('30m', steady(own.node_timex_sync_status, 1), steady(own.node_timex_maxerror_seconds, most)),
    ],
  }),
  alert('NodeRAIDDegraded', {
    expr: promql`
      ${own.node_md_disks_required}{device=~"(/dev/)?(mmcblk.p.+|nvme.+|rbd.+|sd.+|vd.+|xvd.+|dm-.+|md.+|dasd.+)"}
      - ignoring (state) ${own.node_md_disks}{state="active", device=~"(/dev/)?(mmcblk.p.+|nvme.+|rbd.+|sd.+|vd.+|xvd.+|dm-.+|md.+|dasd.+)"}
      > 0`,
    for: '15m',
    severity: 'critical',
    component,
    summary: 'RAID {{ $labels.device }} of {{ $labels.instance }} lacks {{ $value }} disks.',
    description: 'The next disk that fails may take the data with it.',
    rehearsals: [
      fires(
        '20m',
        { ...at, device: 'md0' },
        steady(own.node_md_disks_required, 2, { device: 'md0' }),
        steady(own.node_md_disks, 1, { device: 'md0', state: 'active' }),
      ),
      quiet(
        '30m',
        steady(own.node_md_disks_required, 2, { device: 'md0' }),
        steady(own.node_md_disks, 2, { device: 'md0', state: 'active' }),
      ),
    ],
  }),
  alert('NodeRAIDDiskFailure', {
    expr: promql`${own.node_md_disks}{state="failed", device=~"(/dev/)?(mmcblk.p.+|nvme.+|rbd.+|sd.+|vd.+|xvd.+|dm-.+|md.+|dasd.+)"} > 0`,
    severity: 'warning',
    component,
    summary: '{{ $value }} disks of RAID {{ $labels.device }} of {{ $labels.instance }} have failed.',
    description: 'It goes on with the others.',
    rehearsals: [
      fires('5m', { ...at, device: 'md0', state: 'failed' }, steady(own.node_md_disks, 1, { device: 'md0', state: 'failed' })),
      quiet('5m', steady(own.node_md_disks, 0, { device: 'md0', state: 'failed' })),
    ],
  }),
  alert('NodeFileDescriptorLimit', descriptors('warning', 70)),
  alert('NodeFileDescriptorLimit', descriptors('critical', 90)),
  alert('NodeCPUHighUsage', {
    thresholds: { most: { count: 90, min: 0, max: 100, is: 'percentage of the CPU that is in use' } },
    expr: ({ most }) =>
      promql`sum without (mode) (avg without (cpu) (rate(${own.node_cpu_seconds_total}{mode!~"idle|iowait"}[2m]))) * 100 > ${most}`,
    for: '15m',
    severity: 'info',
    component,
    summary: '{{ $labels.instance }} uses {{ printf "%.0f" $value }}% of its CPU.',
    description: 'Programs wait for their turn, and are late.',
    rehearsals: ({ most }) => [fires('20m', at, ...cpu((100 + most) / 200)), quiet('40m', ...cpu((most / 100) * 0.9))],
  }),
  alert('NodeSystemSaturation', {
    thresholds: { most: { count: 2, min: 0, is: 'load for each core' } },
    expr: ({ most }) => promql`
      ${own.node_load1} / count without (cpu, mode) (${own.node_cpu_seconds_total}{mode="idle"}) > ${most}`,
    for: '15m',
    severity: 'warning',
    component,
    summary: '{{ $labels.instance }} has a load of {{ printf "%.1f" $value }} for each core.',
    description: 'More programs want to run, or wait for a disk, than it can serve.',
    rehearsals: ({ most }) => [
      fires('20m', at, steady(own.node_load1, most * 1.5), ...cpu(0.5)),
      quiet('40m', steady(own.node_load1, most * 0.9), ...cpu(0.5)),
    ],
  }),
  alert('NodeMemoryMajorPagesFaults', {
    thresholds: { most: { perSecond: 500, min: 0, is: 'pages that are read back from disk' } },
    expr: ({ most }) => promql`rate(${own.node_vmstat_pgmajfault}[5m]) > ${most}`,
    for: '15m',
    severity: 'warning',
    component,
    summary: '{{ $labels.instance }} reads {{ printf "%.0f" $value }} pages a second back from disk.',
    description: 'It is short of memory: what programs need was put away.',
    rehearsals: ({ most }) => [
      fires('20m', at, steady(own.node_vmstat_pgmajfault, `0+${most * 90}x90`)),
      quiet('40m', steady(own.node_vmstat_pgmajfault, `0+${most * 50}x90`)),
    ],
  }),
  alert('NodeMemoryHighUtilization', {
    thresholds: { most: { count: 90, min: 0, max: 100, is: 'percentage of the memory that is in use' } },
    expr: ({ most }) => promql`100 - (${own.node_memory_MemAvailable_bytes} / ${own.node_memory_MemTotal_bytes} * 100) > ${most}`,
    for: '15m',
    severity: 'warning',
    component,
    summary: '{{ $labels.instance }} uses {{ printf "%.0f" $value }}% of its memory.',
    description: 'When nothing is left, pods are evicted, or the kernel kills a program.',
    rehearsals: ({ most }) => {
      const left = (percent: number) => [
        steady(own.node_memory_MemAvailable_bytes, percent * gigabyte),
        steady(own.node_memory_MemTotal_bytes, 100 * gigabyte),
      ];
      return [fires('20m', at, ...left((100 - most) / 2)), quiet('40m', ...left(100 - most + 5))];
    },
  }),
  alert('NodeDiskIOSaturation', {
    thresholds: { most: { count: 10, min: 0, is: 'requests that wait for the disk' } },
    expr: ({ most }) =>
      promql`rate(${own.node_disk_io_time_weighted_seconds_total}{device=~"(/dev/)?(mmcblk.p.+|nvme.+|rbd.+|sd.+|vd.+|xvd.+|dm-.+|md.+|dasd.+)"}[5m]) > ${most}`,
    for: '30m',
    severity: 'warning',
    component,
    summary: 'On disk {{ $labels.device }} of {{ $labels.instance }}, {{ printf "%.1f" $value }} requests wait.',
    description: 'It is asked for more than it can do: programs that read and write are slow.',
    rehearsals: ({ most }) => [
      fires('45m', { ...at, device: 'sda' }, steady(own.node_disk_io_time_weighted_seconds_total, `0+${most * 90}x90`, { device: 'sda' })),
      quiet('70m', steady(own.node_disk_io_time_weighted_seconds_total, `0+${most * 50}x90`, { device: 'sda' })),
    ],
  }),
  alert('NodeSystemdServiceFailed', {
    expr: promql`${own.node_systemd_unit_state}{state="failed"} == 1`,
    for: '5m',
    severity: 'warning',
    component,
    summary: 'Service {{ $labels.name }} of {{ $labels.instance }} has failed.',
    description: 'systemd does not start it again.',
    rehearsals: [
      fires('7m', { ...at, ...unit }, steady(own.node_systemd_unit_state, 1, unit)),
      quiet('15m', steady(own.node_systemd_unit_state, 0, unit)),
    ],
  }),
  alert('NodeSystemdServiceCrashlooping', {
    thresholds: { restarts: { count: 2, min: 0, is: 'how often it changes within five minutes' } },
    expr: ({ restarts }) => promql`increase(${own.node_systemd_service_restart_total}[5m]) > ${restarts}`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'Service {{ $labels.name }} of {{ $labels.instance }} is started again and again.',
    description: '{{ printf "%.0f" $value }} times within five minutes.',
    rehearsals: [
      fires(
        '20m',
        { ...at, name: 'kubelet.service' },
        steady(own.node_systemd_service_restart_total, '0+1x90', { name: 'kubelet.service' }),
      ),
      quiet('40m', steady(own.node_systemd_service_restart_total, '0+0.2x90', { name: 'kubelet.service' })),
    ],
  }),
  alert('NodeBondingDegraded', {
    expr: promql`${own.node_bonding_slaves} - ${own.node_bonding_active} != 0`,
    for: '5m',
    severity: 'warning',
    component,
    summary: 'Bond {{ $labels.master }} of {{ $labels.instance }} lacks {{ $value }} network cards.',
    description: 'It goes on with the others, and with less to spare.',
    rehearsals: [
      fires(
        '7m',
        { ...at, master: 'bond0' },
        steady(own.node_bonding_slaves, 2, { master: 'bond0' }),
        steady(own.node_bonding_active, 1, { master: 'bond0' }),
      ),
      quiet('15m', steady(own.node_bonding_slaves, 2, { master: 'bond0' }), steady(own.node_bonding_active, 2, { master: 'bond0' })),
    ],
  }),
] as const;
