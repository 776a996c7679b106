import { type Dashboard, dashboard } from '../../../model/dashboard';
import { across, row } from '../../../model/dashboard/layout';
import { stat } from '../../../model/dashboard/reduced';
import { table } from '../../../model/dashboard/table';
import { timeseries } from '../../../model/dashboard/timeseries';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';
import { nodeIdentity, nodesIdentity, podIdentity } from './identities';
import { bytes, bytesPerSecond, inColumn, percent, share, shareColumn } from './looks';
import {
  allMemory,
  busyCpu,
  busyDisks,
  cpuByMode,
  freeSpace,
  fullDisk,
  fullestDisk,
  fullInodes,
  fullMemory,
  lostPackets,
  majorFaults,
  readBytes,
  received,
  sent,
  upSince,
  usedMemory,
  waiting,
  writtenBytes,
} from './node-usage';
import { asked, used } from './usage';

/** An exporter has the name of its node as `instance`. */
const machine = 'instance="$node"';
const pods = 'node="$node"';

const toPod = { title: 'This pod', to: podIdentity, set: { namespace: '${__data.fields.Namespace}', pod: '${__value.text}' } };

/** One node: how much of each resource is in use, whether somebody waits for it, and which pods use it. */
export const nodeDashboard: Dashboard = dashboard(nodeIdentity.uid, {
  title: nodeIdentity.title,
  description: 'One node: how much of each resource is in use, whether somebody waits for it, and which pods use it.',
  tags: ['kubernetes', 'node'],
  variables: [{ name: 'node', label: 'Node', from: promql`${state.kube_node_info}`, of: 'node' }],
  links: [{ title: nodesIdentity.title, to: nodesIdentity, keep: ['time'] }],
  panels: [
    across(
      stat('Ready', {
        queries: [{ expr: promql`max(${state.kube_node_status_condition}{${pods}, condition="Ready", status="true"})` }],
        unit: 'none',
        noValue: 'Gone',
        mappings: [
          { value: 1, text: 'Ready', color: 'green' },
          { value: 0, text: 'Not ready', color: 'red' },
        ],
      }),
      stat('CPU in Use', { queries: [{ expr: busyCpu(machine) }], ...share, graph: 'area' }),
      stat('Memory in Use', { queries: [{ expr: fullMemory(machine) }], ...share, graph: 'area' }),
      stat('Fullest Disk', { queries: [{ expr: fullestDisk(machine) }], ...share, graph: 'area' }),
      stat('Running For', { description: 'How long ago it was started.', queries: [{ expr: upSince(machine) }], unit: 's', decimals: 1 }),
    ),
    row('CPU and memory', [
      timeseries('CPU', {
        description: 'What all cores do, without what they do not.',
        queries: [{ expr: cpuByMode(machine), legend: '{{mode}}' }],
        ...percent,
        max: 1,
        stacked: true,
        height: 9,
      }),
      timeseries('Memory', {
        description: 'What programs could not get any more, of all that there is.',
        queries: [
          { expr: usedMemory(machine), legend: 'in use' },
          { expr: allMemory(machine), legend: 'all' },
        ],
        overrides: [{ series: 'all', color: 'red', raw: { 'custom.lineStyle': { fill: 'dash', dash: [8, 8] }, 'custom.fillOpacity': 0 } }],
        ...bytes,
        height: 9,
      }),
      timeseries('Somebody Waits For', {
        description:
          'The share of the time in which a process waits for this resource. Above a few percent, the node is too small for what it runs.',
        queries: [
          { expr: waiting.cpu(machine), legend: 'CPU' },
          { expr: waiting.memory(machine), legend: 'memory' },
          { expr: waiting.disk(machine), legend: 'disk' },
        ],
        ...percent,
        noValue: 'The kernel does not measure it',
        height: 9,
      }),
      timeseries('Pages Read Again', {
        description: 'Pages of memory that had to be read from disk. Many of them, and memory is short.',
        queries: [{ expr: majorFaults(machine), legend: 'pages' }],
        unit: 'ops',
        min: 0,
        height: 9,
      }),
    ]),
    row('Disks', [
      table('File Systems', {
        queries: [
          { expr: fullDisk(machine, 'mountpoint, device'), column: shareColumn('Used') },
          { expr: freeSpace(machine, 'mountpoint, device'), column: { heading: 'Free', ...inColumn.bytes } },
          { expr: fullInodes(machine, 'mountpoint, device'), column: shareColumn('Inodes used') },
        ],
        columns: { mountpoint: 'Mounted at', device: 'Device' },
        sortBy: { column: 'Used', order: 'desc' },
        height: 7,
      }),
      timeseries('Busy Disks', {
        description: 'The share of the time in which a disk has something to do.',
        queries: [{ expr: busyDisks(machine), legend: '{{device}}' }],
        ...percent,
        max: 1,
      }),
      timeseries('Read and Written', {
        queries: [
          { expr: promql`sum(${readBytes(machine)})`, legend: 'read' },
          { expr: promql`sum(${writtenBytes(machine)})`, legend: 'written' },
        ],
        ...bytesPerSecond,
      }),
    ]),
    row('Network', [
      timeseries('Network', {
        queries: [
          { expr: promql`sum(${received(machine)})`, legend: 'received' },
          { expr: promql`sum(${sent(machine)})`, legend: 'sent' },
        ],
        ...bytesPerSecond,
      }),
      timeseries('Lost Packets', {
        description: 'Packets that were damaged or found no room, by network card.',
        queries: [{ expr: lostPackets(machine), legend: '{{device}}' }],
        unit: 'pps',
        min: 0,
      }),
    ]),
    row('Pods', [
      table('Pods', {
        description: 'What the pods of this node use, and have asked for.',
        queries: [
          { expr: promql`sum by (namespace, pod) (${used('cpu', pods)})`, column: { heading: 'CPU', ...inColumn.cores, cell: 'gauge' } },
          {
            expr: promql`sum by (namespace, pod) (${asked('requests', 'cpu', pods)})`,
            column: { heading: 'CPU requested', ...inColumn.cores },
          },
          {
            expr: promql`sum by (namespace, pod) (${used('memory', pods)})`,
            column: { heading: 'Memory', ...inColumn.bytes, cell: 'gauge' },
          },
          {
            expr: promql`sum by (namespace, pod) (${asked('requests', 'memory', pods)})`,
            column: { heading: 'Memory requested', ...inColumn.bytes },
          },
        ],
        columns: { namespace: 'Namespace', pod: { heading: 'Pod', links: [toPod] } },
        sortBy: { column: 'CPU', order: 'desc' },
        height: 11,
      }),
    ]),
  ],
});
