import { fires, quiet } from '../../../model/rehearsal';
import { alert } from '../../../model/rule';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';
import { steady } from './steady';

const component = 'workloads';
const daemonset = { namespace: 'shop', daemonset: 'agent' };
const ofDaemonSet = steady(daemonset);

/** DaemonSets. */
export const daemonSetAlerts = [
  alert('KubeDaemonSetRolloutStuck', {
    thresholds: { window: { range: '5m', is: 'in which no pod was updated' } },
    expr: ({ window }) => promql`
      (
        (${state.kube_daemonset_status_current_number_scheduled} != ${state.kube_daemonset_status_desired_number_scheduled})
        or (${state.kube_daemonset_status_number_misscheduled} != 0)
        or (${state.kube_daemonset_status_updated_number_scheduled} != ${state.kube_daemonset_status_desired_number_scheduled})
        or (${state.kube_daemonset_status_number_available} != ${state.kube_daemonset_status_desired_number_scheduled})
      )
      and changes(${state.kube_daemonset_status_updated_number_scheduled}[${window}]) == 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} does not come to rest.',
    description: 'On some nodes its pod is missing, old or not available, and none was replaced lately.',
    rehearsals: [
      fires(
        '20m',
        daemonset,
        ofDaemonSet(state.kube_daemonset_status_current_number_scheduled, 4),
        ofDaemonSet(state.kube_daemonset_status_desired_number_scheduled, 4),
        ofDaemonSet(state.kube_daemonset_status_number_misscheduled, 0),
        ofDaemonSet(state.kube_daemonset_status_updated_number_scheduled, 4),
        ofDaemonSet(state.kube_daemonset_status_number_available, 3),
      ),
      // A node joins: its pod starts within two minutes.
      quiet(
        '30m',
        ofDaemonSet(state.kube_daemonset_status_current_number_scheduled, '4x10 5x40'),
        ofDaemonSet(state.kube_daemonset_status_desired_number_scheduled, '4x10 5x40'),
        ofDaemonSet(state.kube_daemonset_status_number_misscheduled, 0),
        ofDaemonSet(state.kube_daemonset_status_updated_number_scheduled, '4x10 5x40'),
        ofDaemonSet(state.kube_daemonset_status_number_available, '4x12 5x40'),
      ),
    ],
  }),
  alert('KubeDaemonSetNotScheduled', {
    expr: promql`${state.kube_daemonset_status_desired_number_scheduled} - ${state.kube_daemonset_status_current_number_scheduled} > 0`,
    for: '10m',
    severity: 'warning',
    component,
    summary: '{{ $value }} pods of DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} are not scheduled.',
    description: 'On some nodes there is no room for them, or a quota refuses them.',
    rehearsals: [
      fires(
        '15m',
        daemonset,
        ofDaemonSet(state.kube_daemonset_status_desired_number_scheduled, 4),
        ofDaemonSet(state.kube_daemonset_status_current_number_scheduled, 3),
      ),
      quiet(
        '15m',
        ofDaemonSet(state.kube_daemonset_status_desired_number_scheduled, '4x5 5x60'),
        ofDaemonSet(state.kube_daemonset_status_current_number_scheduled, '4x6 5x60'),
      ),
    ],
  }),
  alert('KubeDaemonSetMisScheduled', {
    expr: promql`${state.kube_daemonset_status_number_misscheduled} > 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: '{{ $value }} pods of DaemonSet {{ $labels.namespace }}/{{ $labels.daemonset }} run where they should not.',
    description: 'The node got a label or a taint that excludes them, and they were not removed.',
    rehearsals: [
      fires('20m', daemonset, ofDaemonSet(state.kube_daemonset_status_number_misscheduled, 1)),
      quiet('30m', ofDaemonSet(state.kube_daemonset_status_number_misscheduled, '1x3 0x60')),
    ],
  }),
] as const;
