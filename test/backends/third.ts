import type { Backend } from '../../lib';
import { alertmanagerConfigMap, alertmanagerPod } from '../../lib/backends/shared/alertmanager-pod';
import { compiledPrometheus, renderedConfiguration } from '../../lib/backends/shared/configuration';
import { ownConnections } from '../../lib/backends/shared/connections';
import { discoveryAccount } from '../../lib/backends/shared/discovery-rbac';
import { installationOf } from '../../lib/backends/shared/installation';
import { alertmanager, ownPrograms, programService, prometheus, prometheusUrl } from '../../lib/backends/shared/own-programs';
import { prometheusConfig } from '../../lib/backends/shared/prometheus-config';
import { prometheusPod } from '../../lib/backends/shared/prometheus-pod';
import { compiledRouting } from '../../lib/backends/shared/routing';
import { podGroupsOf } from '../../lib/manifests/pod-groups';
import { ephemeral } from '../../lib/manifests/storage';
import { daemonSet } from '../../lib/manifests/workload';

/** A backend as somebody adds it: a Prometheus on each node, which keeps what it scrapes while its pod runs. */
export const perNode = (): Backend => ({
  kind: 'backend',
  name: 'per-node',
  programs: ownPrograms(),
  prometheusUrl: prometheusUrl(),
  render(monitoring) {
    const storage = ephemeral('2Gi');
    const installation = installationOf(monitoring, { prometheus: { storage }, alertmanager: { storage } });
    const { context } = monitoring;
    const [compiled, routing] = [compiledPrometheus(installation), compiledRouting(installation, 'file')!];
    const config = prometheusConfig(monitoring, compiled);
    const configuration = renderedConfiguration(installation, compiled, routing);
    const prometheusPart = [...discoveryAccount(monitoring), ...config.configMaps, daemonSet(prometheusPod(installation, config))];
    const alertmanagerPart = [alertmanagerConfigMap(monitoring, routing), daemonSet(alertmanagerPod(installation, routing))];
    return {
      parts: {
        prometheus: [...prometheusPart, programService(context, prometheus)],
        alertmanager: [...alertmanagerPart, programService(context, alertmanager)],
      },
      pods: [...podGroupsOf('prometheus', prometheusPart), ...podGroupsOf('alertmanager', alertmanagerPart)],
      connections: ownConnections(installation, configuration),
      findings: [],
      configuration,
    };
  },
});
