import { type Dashboard, dashboard } from '../../../model/dashboard';
import { across, row } from '../../../model/dashboard/layout';
import { stat } from '../../../model/dashboard/reduced';
import { table } from '../../../model/dashboard/table';
import { timeseries } from '../../../model/dashboard/timeseries';
import { promql } from '../../../promql/tag';
import { catalogs } from '../../catalogs';
import { metricsOf } from '../../source';
import { state } from '../metrics';
import { clusterIdentity, volumesIdentity } from './identities';
import { bytes, inColumn, percent, shareColumn, shouldBeNone, worthALook } from './looks';

const kubelet = metricsOf(catalogs.kubelet);
const chosen = '{namespace=~"$namespace"}';
const claim = 'namespace, persistentvolumeclaim';

const available = promql`max by (${claim}) (${kubelet.kubelet_volume_stats_available_bytes}${chosen})`;
const capacity = promql`max by (${claim}) (${kubelet.kubelet_volume_stats_capacity_bytes}${chosen})`;
const usedShare = promql`1 - ${available} / ${capacity}`;
const inodeShare = promql`
  max by (${claim}) (${kubelet.kubelet_volume_stats_inodes_used}${chosen}) / max by (${claim}) (${kubelet.kubelet_volume_stats_inodes}${chosen} > 0)`;
const inDays = (days: number) => promql`predict_linear(${kubelet.kubelet_volume_stats_available_bytes}${chosen}[6h], ${days} * 24 * 3600)`;

/** Which volumes are full, or will be. */
export const volumesDashboard: Dashboard = dashboard(volumesIdentity.uid, {
  title: volumesIdentity.title,
  description: 'Which volumes are full, or will be.',
  tags: ['kubernetes'],
  range: '6h',
  variables: [
    {
      name: 'namespace',
      label: 'Namespace',
      from: promql`${state.kube_persistentvolumeclaim_info}`,
      of: 'namespace',
      multi: true,
    },
  ],
  links: [{ title: clusterIdentity.title, to: clusterIdentity, keep: ['time'] }],
  panels: [
    across(
      stat('Claims Without a Volume', {
        description: 'Claims that wait, or have lost their volume. Pods that need them do not start.',
        queries: [{ expr: promql`sum(${state.kube_persistentvolumeclaim_status_phase}{namespace=~"$namespace", phase=~"Pending|Lost"})` }],
        ...shouldBeNone,
        noValue: 'No claims',
      }),
      stat('Volumes Above 90 %', {
        queries: [{ expr: promql`sum(${usedShare} > bool 0.9)` }],
        ...shouldBeNone,
      }),
      stat('Full Within Four Days', {
        description: 'If they go on to fill as in the last six hours.',
        queries: [{ expr: promql`sum(${inDays(4)} < bool 0)` }],
        ...worthALook,
      }),
      stat('Claimed', {
        description: 'What all claims have asked for.',
        queries: [{ expr: promql`sum(${state.kube_persistentvolumeclaim_resource_requests_storage_bytes}${chosen})` }],
        ...bytes,
        noValue: 'No claims',
      }),
    ),
    table('Volumes', {
      description: 'The fullest first. A volume that no pod has mounted is measured by nobody and not listed.',
      queries: [
        { expr: usedShare, column: shareColumn('Used') },
        { expr: available, column: { heading: 'Free', ...inColumn.bytes } },
        { expr: capacity, column: { heading: 'Size', ...inColumn.bytes } },
        { expr: inodeShare, column: shareColumn('Inodes used') },
        {
          expr: promql`min by (${claim}) (${inDays(4)})`,
          column: {
            heading: 'Free in four days',
            unit: 'bytes',
            decimals: 1,
            cell: 'colored-text',
            thresholds: [
              { from: null, color: 'red' },
              { from: 0, color: 'text' },
            ],
          },
        },
      ],
      columns: { namespace: 'Namespace', persistentvolumeclaim: { heading: 'Claim', width: 260 } },
      sortBy: { column: 'Used', order: 'desc' },
      noValue: 'No volumes',
      height: 11,
    }),
    row('Over time', [
      timeseries('Used', {
        description: 'The share of each volume that is in use.',
        queries: [{ expr: usedShare, legend: '{{namespace}}/{{persistentvolumeclaim}}' }],
        ...percent,
        max: 1,
        height: 10,
      }),
      timeseries('Inodes Used', {
        description: 'The share of each volume that small files have taken.',
        queries: [{ expr: inodeShare, legend: '{{namespace}}/{{persistentvolumeclaim}}' }],
        ...percent,
        max: 1,
        height: 10,
      }),
    ]),
  ],
});
