import { fires, quiet, series } from '../../../model/rehearsal';
import { alert } from '../../../model/rule';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';
import { steady } from './steady';

const component = 'workloads';
const statefulset = { namespace: 'shop', statefulset: 'db' };
const ofStatefulSet = steady(statefulset);

/** StatefulSets. */
export const statefulSetAlerts = [
  alert('KubeStatefulSetReplicasMismatch', {
    thresholds: { window: { range: '10m', is: 'in which no pod was added or updated' } },
    expr: ({ window }) => promql`
      (${state.kube_statefulset_status_replicas_ready} != ${state.kube_statefulset_replicas})
      and changes(${state.kube_statefulset_status_replicas_updated}[${window}]) == 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} lacks pods.',
    description: 'Not as many pods are ready as it should have, and it does not move.',
    rehearsals: [
      fires(
        '20m',
        statefulset,
        ofStatefulSet(state.kube_statefulset_status_replicas_ready, 2),
        ofStatefulSet(state.kube_statefulset_replicas, 3),
        ofStatefulSet(state.kube_statefulset_status_replicas_updated, 3),
      ),
      quiet(
        '30m',
        ofStatefulSet(state.kube_statefulset_status_replicas_ready, 3),
        ofStatefulSet(state.kube_statefulset_replicas, 3),
        ofStatefulSet(state.kube_statefulset_status_replicas_updated, 3),
      ),
    ],
  }),
  alert('KubeStatefulSetGenerationMismatch', {
    expr: promql`${state.kube_statefulset_status_observed_generation} != ${state.kube_statefulset_metadata_generation}`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} was changed, and nobody has taken note.',
    description: 'The controller manager has not looked at the last change of its spec: it is down, or far behind.',
    rehearsals: [
      fires(
        '20m',
        statefulset,
        ofStatefulSet(state.kube_statefulset_status_observed_generation, 1),
        ofStatefulSet(state.kube_statefulset_metadata_generation, 2),
      ),
      quiet(
        '30m',
        ofStatefulSet(state.kube_statefulset_status_observed_generation, '1 2x60'),
        ofStatefulSet(state.kube_statefulset_metadata_generation, 2),
      ),
    ],
  }),
  alert('KubeStatefulSetUpdateNotRolledOut', {
    thresholds: { window: { range: '5m', is: 'in which no pod was updated' } },
    expr: ({ window }) => promql`
      (
        max by (namespace, statefulset, job) (
          ${state.kube_statefulset_status_current_revision} unless ${state.kube_statefulset_status_update_revision}
        )
        * on (namespace, statefulset, job) (${state.kube_statefulset_replicas} != ${state.kube_statefulset_status_replicas_updated})
      )
      and on (namespace, statefulset) changes(${state.kube_statefulset_status_replicas_updated}[${window}]) == 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'The update of StatefulSet {{ $labels.namespace }}/{{ $labels.statefulset }} does not go on.',
    description: 'Some pods have the old revision, and none was replaced lately: one that was replaced may not become ready.',
    rehearsals: [
      fires(
        '20m',
        statefulset,
        series(state.kube_statefulset_status_current_revision, { ...statefulset, revision: 'db-1' }, '1x40'),
        series(state.kube_statefulset_status_update_revision, { ...statefulset, revision: 'db-2' }, '1x40'),
        ofStatefulSet(state.kube_statefulset_replicas, 3),
        ofStatefulSet(state.kube_statefulset_status_replicas_updated, 1),
      ),
      quiet(
        '30m',
        series(state.kube_statefulset_status_current_revision, { ...statefulset, revision: 'db-1' }, '1x40'),
        series(state.kube_statefulset_status_update_revision, { ...statefulset, revision: 'db-2' }, '1x40'),
        ofStatefulSet(state.kube_statefulset_replicas, 20),
        ofStatefulSet(state.kube_statefulset_status_replicas_updated, '0x3 2x3 4x3 6x3 8x3 10x3 12x3 14x3 16x3'),
      ),
    ],
  }),
] as const;
