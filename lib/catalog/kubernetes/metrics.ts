import { catalogs } from '../catalogs';
import { metricsOf } from '../source';

/** Containers, as the kubelet's cAdvisor sees them. */
export const cadvisor = metricsOf(catalogs['kubelet-cadvisor']);
/** Objects, as kube-state-metrics sees them. */
export const state = metricsOf(catalogs['kube-state-metrics']);
