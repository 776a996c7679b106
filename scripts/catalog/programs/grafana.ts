import { document } from '../documents';
import type { Program } from '../program';
import { ofEveryGoProgram } from './client-libraries';

export const grafana: Program = {
  name: 'grafana',
  program: 'grafana',
  version: '12',
  doc: {
    source: 'grafana/grafana, its source (documents/grafana.tsv)',
    metrics: async () => [...document('grafana'), ...ofEveryGoProgram()],
  },
  // Grafana has no list of its metrics. It also carries an API server; the names of that (apiserver_, workqueue_ ...) are left out, because
  // whoever reads them means the cluster's, and should hear of it where no target has them.
  open: ['access_', 'go_', 'grafana_', 'net_conntrack_', 'plugins_', 'process_', 'prometheus_template_'],
};
