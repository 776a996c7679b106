import { document } from '../documents';
import type { Program } from '../program';
import { ofEveryGoProgram } from './client-libraries';

export const grafana: Program = {
  name: 'grafana',
  program: 'grafana',
  version: '12',
  doc: { source: 'grafana/grafana, its source (documents/grafana.tsv)', metrics: async () => [...document('grafana'), ...ofEveryGoProgram()] },
  // Grafana has no list of its metrics, and carries an API server and many libraries that register their own.
  open: [
    'access_', 'aggregator_', 'apiserver_', 'authentication_', 'authorization_', 'cache_', 'etcd_', 'field_validation_', 'go_', 'grafana_', 'grpc_', 'http_',
    'hidden_metrics', 'disabled_metrics', 'registered_metrics', 'iam_', 'index_', 'kubernetes_', 'net_conntrack_', 'plugins_', 'process_', 'prometheus_template_',
    'rest_client_', 'storage_', 'workqueue_',
  ],
};
