import type { Program } from './program';
import { alertmanager } from './programs/alertmanager';
import { cadvisor, kubeletCadvisor } from './programs/cadvisor';
import { clientLibraries } from './programs/client-libraries';
import { configReloader } from './programs/config-reloader';
import { controlPlane } from './programs/control-plane';
import { grafana } from './programs/grafana';
import { kubeStateMetrics, kubeStateMetricsItself } from './programs/kube-state-metrics';
import { node } from './programs/node';
import { prometheus } from './programs/prometheus';

/** Every program that has a catalogue of its own. */
export const programs: readonly Program[] = [
  ...clientLibraries, // first: other programs take them up
  ...controlPlane, alertmanager, cadvisor, configReloader, grafana, kubeStateMetrics, kubeStateMetricsItself, kubeletCadvisor, node, prometheus,
];
