import type { Metric } from '../../../model/metric';
import { fires, quiet, series } from '../../../model/rehearsal';
import { alert } from '../../../model/rule';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';

const component = 'workloads';
const deployment = { namespace: 'shop', deployment: 'api' };
const statefulset = { namespace: 'shop', statefulset: 'db' };
const daemonset = { namespace: 'shop', daemonset: 'agent' };
const autoscaler = { namespace: 'shop', horizontalpodautoscaler: 'api' };
const budget = { namespace: 'shop', poddisruptionbudget: 'db' };

/** Series of one object that stay as they are. */
const steady =
  (labels: Readonly<Record<string, string>>, minutes = 60) =>
  (metric: Metric, value: number | string) =>
    series(metric, labels, typeof value === 'number' ? `${value}x${minutes}` : value);

const ofDeployment = steady(deployment);
const ofStatefulSet = steady(statefulset);
const ofDaemonSet = steady(daemonset);
const ofAutoscaler = steady(autoscaler);
const ofBudget = steady(budget);

/** Deployments, StatefulSets, DaemonSets and what scales and protects them. */
export const workloadAlerts = [
  alert('KubeDeploymentGenerationMismatch', {
    expr: promql`${state.kube_deployment_status_observed_generation} != ${state.kube_deployment_metadata_generation}`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'Deployment {{ $labels.namespace }}/{{ $labels.deployment }} was changed, and nobody has taken note.',
    description: 'The controller manager has not looked at the last change of its spec: it is down, or far behind.',
    rehearsals: [
      fires(
        '20m',
        deployment,
        ofDeployment(state.kube_deployment_status_observed_generation, 3),
        ofDeployment(state.kube_deployment_metadata_generation, 4),
      ),
      quiet(
        '30m',
        ofDeployment(state.kube_deployment_status_observed_generation, '3x2 4x60'),
        ofDeployment(state.kube_deployment_metadata_generation, 4),
      ),
    ],
  }),
  alert('KubeDeploymentReplicasMismatch', {
    thresholds: { window: { range: '10m', is: 'in which no pod was added or updated' } },
    expr: ({ window }) => promql`
      (${state.kube_deployment_spec_replicas} > ${state.kube_deployment_status_replicas_available})
      and changes(${state.kube_deployment_status_replicas_updated}[${window}]) == 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'Deployment {{ $labels.namespace }}/{{ $labels.deployment }} lacks pods.',
    description: 'Fewer pods are available than it should have, and it does not move: nothing was updated lately.',
    rehearsals: [
      fires(
        '20m',
        deployment,
        ofDeployment(state.kube_deployment_spec_replicas, 3),
        ofDeployment(state.kube_deployment_status_replicas_available, 2),
        ofDeployment(state.kube_deployment_status_replicas_updated, 3),
      ),
      quiet(
        '30m',
        ofDeployment(state.kube_deployment_spec_replicas, 3),
        ofDeployment(state.kube_deployment_status_replicas_available, 3),
        ofDeployment(state.kube_deployment_status_replicas_updated, 3),
      ),
      // A rolling update that takes long, and goes on.
      quiet(
        '30m',
        ofDeployment(state.kube_deployment_spec_replicas, 30),
        ofDeployment(state.kube_deployment_status_replicas_available, 28),
        ofDeployment(state.kube_deployment_status_replicas_updated, '0x4 5x4 10x4 15x4 20x4 25x4 30x4'),
      ),
    ],
  }),
  alert('KubeDeploymentRolloutStuck', {
    expr: promql`${state.kube_deployment_status_condition}{condition="Progressing", status="false"} != 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'The rollout of deployment {{ $labels.namespace }}/{{ $labels.deployment }} is stuck.',
    description: 'It made no progress within its `progressDeadlineSeconds`. The old pods go on serving.',
    rehearsals: [
      fires(
        '20m',
        { ...deployment, condition: 'Progressing', status: 'false' },
        series(state.kube_deployment_status_condition, { ...deployment, condition: 'Progressing', status: 'false' }, '1x40'),
      ),
      quiet(
        '30m',
        series(state.kube_deployment_status_condition, { ...deployment, condition: 'Progressing', status: 'false' }, '1x5 0x40'),
      ),
    ],
  }),
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
        max by (namespace, statefulset) (
          ${state.kube_statefulset_status_current_revision} unless ${state.kube_statefulset_status_update_revision}
        )
        * on (namespace, statefulset) (${state.kube_statefulset_replicas} != ${state.kube_statefulset_status_replicas_updated})
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
  alert('KubeHpaReplicasMismatch', {
    thresholds: { window: { range: '15m', is: 'in which the number of pods did not change' } },
    expr: ({ window }) => promql`
      (${state.kube_horizontalpodautoscaler_status_desired_replicas} != ${state.kube_horizontalpodautoscaler_status_current_replicas})
      and (${state.kube_horizontalpodautoscaler_status_current_replicas} > ${state.kube_horizontalpodautoscaler_spec_min_replicas})
      and (${state.kube_horizontalpodautoscaler_status_current_replicas} < ${state.kube_horizontalpodautoscaler_spec_max_replicas})
      and changes(${state.kube_horizontalpodautoscaler_status_current_replicas}[${window}]) == 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'Autoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} wants another number of pods and does not get it.',
    description: 'The number is within its bounds and has not changed: there is no room, or a quota refuses the pods.',
    rehearsals: [
      fires(
        '20m',
        autoscaler,
        ofAutoscaler(state.kube_horizontalpodautoscaler_status_desired_replicas, 6),
        ofAutoscaler(state.kube_horizontalpodautoscaler_status_current_replicas, 4),
        ofAutoscaler(state.kube_horizontalpodautoscaler_spec_min_replicas, 2),
        ofAutoscaler(state.kube_horizontalpodautoscaler_spec_max_replicas, 10),
      ),
      // It follows the load all the time.
      quiet(
        '40m',
        ofAutoscaler(state.kube_horizontalpodautoscaler_status_desired_replicas, '5x9 6x9 7x9 8x9 9x20'),
        ofAutoscaler(state.kube_horizontalpodautoscaler_status_current_replicas, '4x9 5x9 6x9 7x9 8x20'),
        ofAutoscaler(state.kube_horizontalpodautoscaler_spec_min_replicas, 2),
        ofAutoscaler(state.kube_horizontalpodautoscaler_spec_max_replicas, 10),
      ),
    ],
  }),
  alert('KubeHpaMaxedOut', {
    expr: promql`
      ${state.kube_horizontalpodautoscaler_status_current_replicas} == ${state.kube_horizontalpodautoscaler_spec_max_replicas}
      and ${state.kube_horizontalpodautoscaler_spec_min_replicas} != ${state.kube_horizontalpodautoscaler_spec_max_replicas}`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'Autoscaler {{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has reached its {{ $value }} pods.',
    description: 'It cannot add more, whatever the load.',
    rehearsals: [
      fires(
        '20m',
        autoscaler,
        ofAutoscaler(state.kube_horizontalpodautoscaler_status_current_replicas, 10),
        ofAutoscaler(state.kube_horizontalpodautoscaler_spec_min_replicas, 2),
        ofAutoscaler(state.kube_horizontalpodautoscaler_spec_max_replicas, 10),
      ),
      quiet(
        '30m',
        ofAutoscaler(state.kube_horizontalpodautoscaler_status_current_replicas, 9),
        ofAutoscaler(state.kube_horizontalpodautoscaler_spec_min_replicas, 2),
        ofAutoscaler(state.kube_horizontalpodautoscaler_spec_max_replicas, 10),
      ),
      // One that has one number only.
      quiet(
        '30m',
        ofAutoscaler(state.kube_horizontalpodautoscaler_status_current_replicas, 3),
        ofAutoscaler(state.kube_horizontalpodautoscaler_spec_min_replicas, 3),
        ofAutoscaler(state.kube_horizontalpodautoscaler_spec_max_replicas, 3),
      ),
    ],
  }),
  alert('KubePdbNotEnoughHealthyPods', {
    expr: promql`${state.kube_poddisruptionbudget_status_desired_healthy} - ${state.kube_poddisruptionbudget_status_current_healthy} > 0`,
    for: '15m',
    severity: 'warning',
    component,
    summary: 'PodDisruptionBudget {{ $labels.namespace }}/{{ $labels.poddisruptionbudget }} lacks {{ $value }} healthy pods.',
    description: 'Nobody may evict its pods now: the drain of a node waits.',
    rehearsals: [
      fires(
        '20m',
        budget,
        ofBudget(state.kube_poddisruptionbudget_status_desired_healthy, 2),
        ofBudget(state.kube_poddisruptionbudget_status_current_healthy, 1),
      ),
      quiet(
        '30m',
        ofBudget(state.kube_poddisruptionbudget_status_desired_healthy, 2),
        ofBudget(state.kube_poddisruptionbudget_status_current_healthy, '1x5 2x60'),
      ),
    ],
  }),
] as const;
