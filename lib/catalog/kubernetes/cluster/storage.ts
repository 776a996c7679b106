import { fires, quiet, series } from '../../../model/rehearsal';
import { alert } from '../../../model/rule';
import { promql } from '../../../promql/tag';
import { catalogs } from '../../catalogs';
import { metricsOf } from '../../source';
import { state } from '../metrics';

const kubelet = metricsOf(catalogs.kubelet);
const component = 'storage';
const claim = { namespace: 'shop', persistentvolumeclaim: 'data-db-0' };
const where = '{{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }}';
const gibibyte = 1024 ** 3;

/**
 * Of a volume that many may only read, nobody can make room. A claim with the label `excluded_from_alerts: "true"` is left out, where
 * kube-state-metrics may tell labels of claims.
 */
const leftOut = promql`(
  max by (namespace, persistentvolumeclaim) (${state.kube_persistentvolumeclaim_access_mode}{access_mode="ReadOnlyMany"} == 1)
  or max by (namespace, persistentvolumeclaim) (${state.kube_persistentvolumeclaim_labels}{label_excluded_from_alerts="true"} == 1))`;

/** What a volume of 100 has left: at first, and what goes each minute. */
const space = (left: string) => [
  series(kubelet.kubelet_volume_stats_available_bytes, claim, left),
  series(kubelet.kubelet_volume_stats_capacity_bytes, claim, `${100 * gibibyte}x500`),
  series(kubelet.kubelet_volume_stats_used_bytes, claim, `${50 * gibibyte}x500`),
];
const inodes = (left: string) => [
  series(kubelet.kubelet_volume_stats_inodes_free, claim, left),
  series(kubelet.kubelet_volume_stats_inodes, claim, '1000000x500'),
  series(kubelet.kubelet_volume_stats_inodes_used, claim, '500000x500'),
];
const bytesLeft = (share: number) => Math.round(100 * gibibyte * share);
const inodesLeft = (share: number) => Math.round(1_000_000 * share);

const leftShare = promql`${kubelet.kubelet_volume_stats_available_bytes} / ${kubelet.kubelet_volume_stats_capacity_bytes}`;
const inodeShare = promql`${kubelet.kubelet_volume_stats_inodes_free} / ${kubelet.kubelet_volume_stats_inodes}`;

const free = (ratio: number) => ({ ratio, min: 0, max: 1, is: 'share of the volume that is free' }) as const;
const freeInodes = (ratio: number) => ({ ratio, min: 0, max: 1, is: 'share of the inodes that is free' }) as const;
const window = { range: '6h', is: 'how far back the trend looks' } as const;
const ahead = { seconds: '4d', min: 3600, is: 'how far ahead it is full' } as const;

/** Volumes of claims. */
export const storageAlerts = [
  alert('KubePersistentVolumeFillingUp', {
    thresholds: { free: free(0.03) },
    expr: (tuned) => promql`
      ${leftShare} < ${tuned.free}
      and ${kubelet.kubelet_volume_stats_used_bytes} > 0
      unless on (namespace, persistentvolumeclaim) ${leftOut}`,
    for: '1m',
    severity: 'critical',
    component,
    summary: `Only {{ $value | humanizePercentage }} of the volume of claim ${where} is free.`,
    description: 'When nothing is left, the program that writes to it fails.',
    rehearsals: (tuned) => [
      fires('90s', claim, ...space(`${bytesLeft(tuned.free * 0.5)}x30`)),
      quiet('10m', ...space(`${bytesLeft(tuned.free * 2)}x30`)),
      quiet(
        '10m',
        ...space(`${bytesLeft(tuned.free * 0.5)}x30`),
        series(state.kube_persistentvolumeclaim_access_mode, { ...claim, access_mode: 'ReadOnlyMany' }, '1x30'),
      ),
    ],
  }),
  alert('KubePersistentVolumeFillingUp', {
    thresholds: { free: free(0.15), window, ahead },
    expr: (tuned) => promql`
      ${leftShare} < ${tuned.free}
      and ${kubelet.kubelet_volume_stats_used_bytes} > 0
      and predict_linear(${kubelet.kubelet_volume_stats_available_bytes}[${tuned.window}], ${tuned.ahead}) < 0
      unless on (namespace, persistentvolumeclaim) ${leftOut}`,
    for: '1h',
    severity: 'warning',
    component,
    summary: `The volume of claim ${where} fills: {{ $value | humanizePercentage }} are free.`,
    description: 'As it has grown lately, it is full within days.',
    rehearsals: (tuned) => [
      fires('90m', claim, ...space(`${bytesLeft(tuned.free * 0.9)}-${Math.ceil((bytesLeft(tuned.free) / tuned.ahead) * 120)}x200`)),
      // It is as full, and does not grow.
      quiet('150m', ...space(`${bytesLeft(tuned.free * 0.9)}x200`)),
      // It grows, and has room: what it has would last for days.
      quiet('150m', ...space(`${bytesLeft(Math.min(0.99, tuned.free * 2))}-${Math.ceil((bytesLeft(tuned.free) / tuned.ahead) * 150)}x200`)),
    ],
  }),
  alert('KubePersistentVolumeInodesFillingUp', {
    thresholds: { free: freeInodes(0.03) },
    expr: (tuned) => promql`
      ${inodeShare} < ${tuned.free}
      and ${kubelet.kubelet_volume_stats_inodes_used} > 0
      unless on (namespace, persistentvolumeclaim) ${leftOut}`,
    for: '1m',
    severity: 'critical',
    component,
    summary: `Only {{ $value | humanizePercentage }} of the inodes of claim ${where} are free.`,
    description: 'When none is left, no file can be made, though there may be space.',
    rehearsals: (tuned) => [
      fires('90s', claim, ...inodes(`${inodesLeft(tuned.free * 0.5)}x30`)),
      quiet('10m', ...inodes(`${inodesLeft(tuned.free * 2)}x30`)),
    ],
  }),
  alert('KubePersistentVolumeInodesFillingUp', {
    thresholds: { free: freeInodes(0.15), window, ahead },
    expr: (tuned) => promql`
      ${inodeShare} < ${tuned.free}
      and ${kubelet.kubelet_volume_stats_inodes_used} > 0
      and predict_linear(${kubelet.kubelet_volume_stats_inodes_free}[${tuned.window}], ${tuned.ahead}) < 0
      unless on (namespace, persistentvolumeclaim) ${leftOut}`,
    for: '1h',
    severity: 'warning',
    component,
    summary: `The inodes of claim ${where} run out: {{ $value | humanizePercentage }} are free.`,
    description: 'As their number has grown lately, none is left within days.',
    rehearsals: (tuned) => [
      fires('90m', claim, ...inodes(`${inodesLeft(tuned.free * 0.9)}-${Math.ceil((inodesLeft(tuned.free) / tuned.ahead) * 120)}x200`)),
      quiet('150m', ...inodes(`${inodesLeft(tuned.free * 0.9)}x200`)),
      quiet(
        '150m',
        ...inodes(`${inodesLeft(Math.min(0.99, tuned.free * 2))}-${Math.ceil((inodesLeft(tuned.free) / tuned.ahead) * 150)}x200`),
      ),
    ],
  }),
  alert('KubePersistentVolumeErrors', {
    expr: promql`${state.kube_persistentvolume_status_phase}{phase=~"Failed|Pending"} > 0`,
    for: '5m',
    severity: 'critical',
    component,
    summary: 'Volume {{ $labels.persistentvolume }} is {{ $labels.phase }}.',
    description: 'Its storage could not be made or given back.',
    rehearsals: [
      fires(
        '7m',
        { persistentvolume: 'pv-1', phase: 'Failed' },
        series(state.kube_persistentvolume_status_phase, { persistentvolume: 'pv-1', phase: 'Failed' }, '1x30'),
      ),
      quiet('20m', series(state.kube_persistentvolume_status_phase, { persistentvolume: 'pv-1', phase: 'Pending' }, '1x2 0x30')),
    ],
  }),
] as const;
