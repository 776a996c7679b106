import type { Backend, Monitoring, Rendering } from '../backend';
import { resourcesOf } from '../resources';
import { renderAlertmanager } from './alertmanager';
import { renderPrometheus } from './prometheus';

/** For any cluster: Prometheus and Alertmanager as Deployments that read their configuration from ConfigMaps. Nothing else is needed. */
export function standalone(): Backend {
  return { name: 'standalone', render };
}

function render(monitoring: Monitoring): Rendering {
  const resources = resourcesOf(monitoring);
  const prometheus = renderPrometheus(monitoring);
  const alertmanager = resources.alertmanager === undefined ? undefined : renderAlertmanager(monitoring, resources);
  return {
    parts: { prometheus: prometheus.objects, ...(alertmanager && { alertmanager: alertmanager.objects }) },
    findings: [...prometheus.findings, ...(alertmanager?.findings ?? [])],
  };
}
