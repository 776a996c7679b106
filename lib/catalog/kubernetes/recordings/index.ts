import { containerRecordings } from './containers';
import { podPlaces } from './places';
import { kubeletRecordings } from './quantiles';
import { workloadRecordings } from './workloads';

/** What is made of the kubelets' and kube-state-metrics' series. */
export const kubernetesRecordings = [podPlaces, ...containerRecordings, ...workloadRecordings, ...kubeletRecordings] as const;
