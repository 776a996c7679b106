import { type Dashboard, dashboard } from '../../../model/dashboard';
import { across, row } from '../../../model/dashboard/layout';
import { stat } from '../../../model/dashboard/reduced';
import { table } from '../../../model/dashboard/table';
import { timeseries } from '../../../model/dashboard/timeseries';
import { promql } from '../../../promql/tag';
import { cadvisor } from '../metrics';
import { namespaceIdentity, networkIdentity, podIdentity } from './identities';
import { bytesPerSecond } from './looks';
import { network } from './usage';

const here = 'namespace=~"$namespace", pod!=""';

const received = network(cadvisor.container_network_receive_bytes_total, here);
const sent = network(cadvisor.container_network_transmit_bytes_total, here);
const packets = promql`(${network(cadvisor.container_network_receive_packets_total, here)} + ${network(cadvisor.container_network_transmit_packets_total, here)})`;
const dropped = promql`
  (${network(cadvisor.container_network_receive_packets_dropped_total, here)} + ${network(cadvisor.container_network_transmit_packets_dropped_total, here)})`;
const errors = promql`
  (${network(cadvisor.container_network_receive_errors_total, here)} + ${network(cadvisor.container_network_transmit_errors_total, here)})`;

const lost = {
  unit: 'pps',
  decimals: 2,
  min: 0,
  thresholds: [
    { from: null, color: 'green' },
    { from: 0.01, color: 'orange' },
  ],
} as const;

/** What pods send and receive, and what is lost on the way. */
export const networkDashboard: Dashboard = dashboard(networkIdentity.uid, {
  title: networkIdentity.title,
  description: 'What pods send and receive, and what is lost on the way. Pods on the network of their node count with it.',
  tags: ['kubernetes'],
  variables: [
    {
      name: 'namespace',
      label: 'Namespace',
      from: promql`${cadvisor.container_network_receive_bytes_total}{pod!=""}`,
      of: 'namespace',
      multi: true,
    },
  ],
  links: [{ title: namespaceIdentity.title, to: namespaceIdentity, keep: ['time'] }],
  panels: [
    across(
      stat('Dropped Packets', {
        description: 'Packets that found no room, in both directions.',
        queries: [{ expr: promql`sum(${dropped})` }],
        ...lost,
        graph: 'area',
      }),
      stat('Errors', {
        description: 'Packets that arrived damaged or could not be sent.',
        queries: [{ expr: promql`sum(${errors})` }],
        ...lost,
        graph: 'area',
      }),
      stat('Received', { queries: [{ expr: promql`sum(${received})` }], ...bytesPerSecond, graph: 'area' }),
      stat('Sent', { queries: [{ expr: promql`sum(${sent})` }], ...bytesPerSecond, graph: 'area' }),
    ),
    table('Pods', {
      description: 'The twenty pods that send and receive most.',
      queries: [
        {
          expr: promql`topk(20, sum by (namespace, pod) (${received} + ${sent}))`,
          column: { heading: 'Both', ...bytesPerSecond, cell: 'gauge' },
        },
        { expr: promql`sum by (namespace, pod) (${packets})`, column: { heading: 'Packets', unit: 'pps', decimals: 1 } },
        { expr: promql`sum by (namespace, pod) (${dropped})`, column: { heading: 'Dropped', ...lost, cell: 'colored-text' } },
        { expr: promql`sum by (namespace, pod) (${errors})`, column: { heading: 'Errors', ...lost, cell: 'colored-text' } },
      ],
      columns: {
        namespace: 'Namespace',
        pod: {
          heading: 'Pod',
          links: [{ title: 'This pod', to: podIdentity, set: { namespace: '${__data.fields.Namespace}', pod: '${__value.text}' } }],
        },
      },
      sortBy: { column: 'Both', order: 'desc' },
      height: 9,
    }),
    row('Over time', [
      timeseries('Received by Namespace', {
        queries: [{ expr: promql`sum by (namespace) (${received})`, legend: '{{namespace}}' }],
        ...bytesPerSecond,
        height: 9,
      }),
      timeseries('Sent by Namespace', {
        queries: [{ expr: promql`sum by (namespace) (${sent})`, legend: '{{namespace}}' }],
        ...bytesPerSecond,
        height: 9,
      }),
      timeseries('Dropped Packets by Namespace', {
        queries: [{ expr: promql`sum by (namespace) (${dropped})`, legend: '{{namespace}}' }],
        unit: 'pps',
        min: 0,
        height: 9,
      }),
    ]),
  ],
});
