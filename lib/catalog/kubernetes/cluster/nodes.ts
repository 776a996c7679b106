import { fires, quiet, series } from '../../../model/rehearsal';
import { alert } from '../../../model/rule';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';

const component = 'nodes';
const node = { node: 'worker-1' };

const ready = (values: string) => series(state.kube_node_status_condition, { ...node, condition: 'Ready', status: 'true' }, values);
const schedulable = (values = '0x60') => series(state.kube_node_spec_unschedulable, node, values);
const pressure = { ...node, condition: 'DiskPressure', status: 'true' };
const unreachable = { ...node, key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule' };

/** Nodes as the API server knows them. */
export const nodeStateAlerts = [
  alert('KubeNodeNotReady', {
    expr: promql`
      ${state.kube_node_status_condition}{condition="Ready", status="true"} == 0
      and on (node) ${state.kube_node_spec_unschedulable} == 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'Node {{ $labels.node }} is not ready.',
    description: 'Its kubelet reports a fault or nothing at all. Pods on it are moved after five minutes.',
    rehearsals: [
      fires('20m', { ...node, condition: 'Ready', status: 'true' }, ready('1x3 0x60'), schedulable()),
      quiet('30m', ready('1x60'), schedulable()),
      // It is drained and started again.
      quiet('30m', ready('1x3 0x60'), schedulable('1x60')),
    ],
  }),
  alert('KubeNodePressure', {
    expr: promql`
      ${state.kube_node_status_condition}{condition=~"MemoryPressure|DiskPressure|PIDPressure", status="true"} == 1
      and on (node) ${state.kube_node_spec_unschedulable} == 0`,
    for: '10m',
    severity: 'info',
    component,
    summary: 'Node {{ $labels.node }} has {{ $labels.condition }}.',
    description: 'Its kubelet evicts pods until there is room again.',
    rehearsals: [
      fires('15m', pressure, series(state.kube_node_status_condition, pressure, '1x60'), schedulable()),
      quiet('15m', series(state.kube_node_status_condition, pressure, '1x4 0x60'), schedulable()),
    ],
  }),
  alert('KubeNodeUnreachable', {
    expr: promql`
      (
        ${state.kube_node_spec_taint}{key="node.kubernetes.io/unreachable", effect="NoSchedule"}
        unless on (node) ${state.kube_node_spec_taint}{key=~"ToBeDeletedByClusterAutoscaler|cloud.google.com/impending-node-termination|aws-node-termination-handler/spot-itn"}
      ) == 1`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'Node {{ $labels.node }} cannot be reached.',
    description: 'The controller manager has heard nothing of it, and some pods may be moved.',
    rehearsals: [
      fires('20m', unreachable, series(state.kube_node_spec_taint, unreachable, '1x60')),
      quiet('30m', series(state.kube_node_spec_taint, unreachable, '1x10 stale')),
      // The autoscaler takes it away.
      quiet(
        '30m',
        series(state.kube_node_spec_taint, unreachable, '1x60'),
        series(state.kube_node_spec_taint, { ...node, key: 'ToBeDeletedByClusterAutoscaler', effect: 'NoSchedule' }, '1x60'),
      ),
    ],
  }),
  alert('KubeNodeReadinessFlapping', {
    thresholds: {
      changes: { count: 2, min: 0, is: 'how often it may change within the window' },
      window: { range: '15m', is: 'in which changes are counted' },
    },
    expr: ({ changes, window }) => promql`
      sum by (node) (changes(${state.kube_node_status_condition}{condition="Ready", status="true"}[${window}])) > ${changes}
      and on (node) ${state.kube_node_spec_unschedulable} == 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'Node {{ $labels.node }} was ready and not ready {{ $value }} times within 15 minutes.',
    description: 'Its kubelet, its runtime or its network comes and goes, and its pods with it.',
    rehearsals: [
      fires('25m', node, ready(`1x3 ${'0x1 1x1 '.repeat(14)}`.trim()), schedulable()),
      // It was started again once.
      quiet('22m', ready('1x3 0x4 1x60'), schedulable()),
    ],
  }),
] as const;
