import { fires, quiet } from '../../../model/rehearsal';
import { alert } from '../../../model/rule';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';
import { steady } from './steady';

const component = 'workloads';
const autoscaler = { namespace: 'shop', horizontalpodautoscaler: 'api' };
const budget = { namespace: 'shop', poddisruptionbudget: 'db' };
const ofAutoscaler = steady(autoscaler);
const ofBudget = steady(budget);

/** What scales workloads, and what protects them. */
export const autoscalingAlerts = [
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
