import type { Program } from './program';
import { alertmanager } from './programs/alertmanager';
import { blackbox, blackboxItself } from './programs/blackbox';
import { cadvisor, kubeletCadvisor } from './programs/cadvisor';
import { clientLibraries } from './programs/client-libraries';
import { configReloader } from './programs/config-reloader';
import { controlPlane } from './programs/control-plane';
import { elasticsearch } from './programs/elasticsearch';
import { grafana } from './programs/grafana';
import { haproxy } from './programs/haproxy';
import { kubeStateMetrics, kubeStateMetricsItself } from './programs/kube-state-metrics';
import { minio } from './programs/minio';
import { mysql } from './programs/mysql';
import { nginx } from './programs/nginx';
import { node } from './programs/node';
import { postgres } from './programs/postgres';
import { prometheus } from './programs/prometheus';
import { pushgateway } from './programs/pushgateway';
import { redis } from './programs/redis';
import { traefik } from './programs/traefik';

/** Every program that has a catalogue of its own. */
export const programs: readonly Program[] = [
  ...clientLibraries, // first: other programs take them up
  ...controlPlane,
  alertmanager,
  blackbox,
  blackboxItself,
  cadvisor,
  configReloader,
  elasticsearch,
  grafana,
  haproxy,
  kubeStateMetrics,
  kubeStateMetricsItself,
  kubeletCadvisor,
  minio,
  mysql,
  nginx,
  node,
  postgres,
  prometheus,
  pushgateway,
  redis,
  traefik,
];
