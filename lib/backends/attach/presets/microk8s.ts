import type { InstalledStack } from '../installed-stack';
import { kubePrometheusStack } from './kube-prometheus-stack';

/** The addon `observability` of MicroK8s: the chart kube-prometheus-stack. MicroK8s keeps its state in dqlite, and runs no pods of kube-proxy. */
export const microk8sObservability = (): InstalledStack =>
  kubePrometheusStack({ release: 'kube-prom-stack', namespace: 'observability', without: ['kubeEtcd', 'kubeProxy'] });
