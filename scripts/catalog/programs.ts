import type { Program } from './program';
import { kubeStateMetrics, kubeStateMetricsItself } from './programs/kube-state-metrics';
import { node } from './programs/node';

/** Every program that has a catalogue of its own. */
export const programs: readonly Program[] = [kubeStateMetrics, kubeStateMetricsItself, node];
