import { fires, quiet, series } from '../../../model/rehearsal';
import { alert } from '../../../model/rule';
import { promql } from '../../../promql/tag';
import { state } from '../metrics';
import { steady } from './steady';

const component = 'workloads';
const deployment = { namespace: 'shop', deployment: 'api' };
const ofDeployment = steady(deployment);

/** Deployments. */
export const deploymentAlerts = [
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
] as const;
