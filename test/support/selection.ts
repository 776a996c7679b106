import { compilePrometheus } from '../../lib/compile/prometheus/compile';
import type { LabelSelector } from '../../lib/kubernetes/label-selector';

/** The names of the ServiceMonitors that a Prometheus with this selector gets into its configuration, sorted. */
export function serviceMonitorSelection(
  monitors: readonly { readonly name: string; readonly labels: Readonly<Record<string, string>> }[],
  serviceMonitorSelector: LabelSelector,
): readonly string[] {
  const apiVersion = 'monitoring.coreos.com/v1';
  const prometheus = { apiVersion, kind: 'Prometheus', metadata: { name: 'p', namespace: 'x' }, spec: { serviceMonitorSelector } };
  const objects = monitors.map(({ name, labels }) => ({
    apiVersion,
    kind: 'ServiceMonitor',
    metadata: { name, namespace: 'x', labels },
    spec: { selector: {}, endpoints: [{ port: 'a' }] },
  }));
  const { config } = compilePrometheus({ prometheus, objects });
  return (config.scrape_configs as readonly { readonly job_name: string }[]).map((job) => job.job_name.split('/')[2]!).sort();
}
