import { autoscalingAlerts } from './autoscaling';
import { daemonSetAlerts } from './daemonsets';
import { deploymentAlerts } from './deployments';
import { statefulSetAlerts } from './statefulsets';

/** Deployments, StatefulSets, DaemonSets and what scales and protects them. */
export const workloadAlerts = [...deploymentAlerts, ...statefulSetAlerts, ...daemonSetAlerts, ...autoscalingAlerts] as const;
