import { alert } from '../../../model/rule';
import { isGone, isUnreachable } from './presence';

const component = 'control-plane';

const scheduler = { job: 'kube-scheduler', instance: '10.0.0.1:10259', component, what: 'scheduler' };

export const schedulerAlerts = [
  alert('KubeSchedulerDown', isGone({ ...scheduler, effect: 'New pods wait for a node; what runs goes on.' })),
  alert('KubeSchedulerInstanceUnreachable', isUnreachable(scheduler)),
] as const;

const controllerManager = { job: 'kube-controller-manager', instance: '10.0.0.1:10257', component, what: 'controller manager' };

export const controllerManagerAlerts = [
  alert(
    'KubeControllerManagerDown',
    isGone({
      ...controllerManager,
      effect: 'Nothing is scaled, replaced or cleaned up: a pod that dies is not made again.',
    }),
  ),
  alert('KubeControllerManagerInstanceUnreachable', isUnreachable(controllerManager)),
] as const;

const proxy = { job: 'kube-proxy', instance: '10.0.0.1:10249', component: 'nodes', what: 'kube-proxy' };

export const kubeProxyAlerts = [
  alert('KubeProxyDown', isGone({ ...proxy, effect: 'Services lead to the pods that they led to, and not to new ones.' })),
  alert('KubeProxyInstanceUnreachable', isUnreachable(proxy)),
] as const;
