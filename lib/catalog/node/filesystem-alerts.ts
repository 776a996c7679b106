import type { Metric } from '../../model/metric';
import { fires, quiet, series } from '../../model/rehearsal';
import { alert } from '../../model/rule';
import { promql } from '../../promql/tag';
import { catalogs } from '../catalogs';
import { metricsOf } from '../source';

const own = metricsOf(catalogs.node);
const component = 'nodes';
const at = { job: 'node-exporter', instance: 'worker-1:9100' };
const disk = { ...at, device: '/dev/sda1', fstype: 'ext4', mountpoint: '/' };
const where = 'Filesystem {{ $labels.mountpoint }} ({{ $labels.device }}) of {{ $labels.instance }}';

const isWritable = promql`${own.node_filesystem_readonly}{fstype!="", mountpoint!=""} == 0`;
const shareOf = (left: Metric, all: Metric) => promql`${left}{fstype!="", mountpoint!=""} / ${all}{fstype!="", mountpoint!=""} * 100`;

const kinds = {
  space: { left: own.node_filesystem_avail_bytes, all: own.node_filesystem_size_bytes, total: 100 * 1024 ** 3, what: 'of the space' },
  files: { left: own.node_filesystem_files_free, all: own.node_filesystem_files, total: 1_000_000, what: 'of the inodes' },
} as const;
type Kind = keyof typeof kinds;

/** A filesystem of which this percentage is left, and this percentage of all goes in a minute. */
const given = (kind: Kind, percent: number, lost = 0, readonly = 0) => {
  const { left, all, total } = kinds[kind];
  const part = (share: number) => Math.round((total * share) / 100);
  return [
    series(left, disk, `${part(percent)}${lost === 0 ? '' : `-${part(lost)}`}x200`),
    series(all, disk, `${total}x200`),
    series(own.node_filesystem_readonly, disk, `${readonly}x200`),
  ];
};

const least = (count: number) => ({ count, min: 0, max: 100, is: 'percentage that must be left' }) as const;

/** It is full within this time, as it has grown lately. */
const fills = (kind: Kind, severity: 'warning' | 'critical', percent: number, hours: '24h' | '4h') => {
  const { left, all, what } = kinds[kind];
  return {
    thresholds: {
      left: least(percent),
      window: { range: '6h', is: 'how far back the trend looks' },
      ahead: { seconds: hours, min: 60, is: 'how far ahead it is full' },
    },
    expr: (tuned: { readonly left: number; readonly window: string; readonly ahead: number }) => promql`
      ${shareOf(left, all)} < ${tuned.left}
      and predict_linear(${left}{fstype!="", mountpoint!=""}[${tuned.window}], ${tuned.ahead}) < 0
      and ${isWritable}`,
    for: '1h',
    severity,
    component,
    summary: `${where} fills: {{ printf "%.1f" $value }}% ${what} are left.`,
    description: `As it has grown lately, nothing is left within ${hours === '24h' ? 'a day' : 'four hours'}.`,
    rehearsals: (tuned: { readonly left: number; readonly ahead: number }) => {
      // What is lost in a minute, so that all is gone in half of the time.
      const quick = Number(((tuned.left / tuned.ahead) * 120).toPrecision(3));
      const start = tuned.left * 0.9;
      return [
        fires('80m', disk, ...given(kind, start + quick * 5, quick * Math.min(1, start / (quick * 100)))),
        quiet('80m', ...given(kind, start)),
        // It grows as quickly, and has room.
        quiet('80m', ...given(kind, Math.min(99, tuned.left * 3), ((Math.min(99, tuned.left * 3) * 60) / tuned.ahead) * 1.5)),
        // It is read only.
        quiet(
          '80m',
          ...given(kind, start, quick / 4, 1),
          ...given(kind, 90).map((one) => ({ ...one, labels: { ...disk, device: '/dev/sdb1' } })),
        ),
      ];
    },
  } as const;
};

const almostOut = (kind: Kind, severity: 'warning' | 'critical', percent: number, pending: '30m' | '1h') => {
  const { left, all, what } = kinds[kind];
  return {
    thresholds: { left: least(percent) },
    expr: (tuned: { readonly left: number }) => promql`${shareOf(left, all)} < ${tuned.left} and ${isWritable}`,
    for: pending,
    severity,
    component,
    summary: `${where} is nearly full: {{ printf "%.1f" $value }}% ${what} are left.`,
    description: 'When nothing is left, writing fails; pods are evicted before that.',
    rehearsals: (tuned: { readonly left: number }) => [
      fires(pending === '1h' ? '90m' : '45m', disk, ...given(kind, tuned.left * 0.8)),
      quiet('130m', ...given(kind, Math.min(99, tuned.left * 1.5))),
    ],
  } as const;
};

/** Space and inodes of the disks of nodes. */
export const filesystemAlerts = [
  alert('NodeFilesystemSpaceFillingUp', fills('space', 'warning', 40, '24h')),
  alert('NodeFilesystemSpaceFillingUp', fills('space', 'critical', 20, '4h')),
  alert('NodeFilesystemAlmostOutOfSpace', almostOut('space', 'warning', 5, '30m')),
  alert('NodeFilesystemAlmostOutOfSpace', almostOut('space', 'critical', 3, '30m')),
  alert('NodeFilesystemFilesFillingUp', fills('files', 'warning', 40, '24h')),
  alert('NodeFilesystemFilesFillingUp', fills('files', 'critical', 20, '4h')),
  alert('NodeFilesystemAlmostOutOfFiles', almostOut('files', 'warning', 5, '1h')),
  alert('NodeFilesystemAlmostOutOfFiles', almostOut('files', 'critical', 3, '1h')),
] as const;
