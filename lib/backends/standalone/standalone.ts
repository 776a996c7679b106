import type { NamedObject } from '../../kubernetes/object';
import { podGroupsOf } from '../../manifests/pod-groups';
import { peerService } from '../../manifests/workload';
import type { Backend, Monitoring, Rendering } from '../backend';
import { alertmanagerClaim, alertmanagerConfigMap, alertmanagerFlags, alertmanagerPod } from '../shared/alertmanager-pod';
import { compiledPrometheus, renderedConfiguration } from '../shared/configuration';
import { ownConnections } from '../shared/connections';
import { alertmanagerAccount, discoveryAccount } from '../shared/discovery-rbac';
import { installationOf } from '../shared/installation';
import { programsKind } from '../shared/option-kinds';
import { alertmanager, ownPrograms, programService, prometheus, prometheusUrl } from '../shared/own-programs';
import { prometheusConfig } from '../shared/prometheus-config';
import { prometheusFlags } from '../shared/prometheus-flags';
import { prometheusClaim, prometheusPod } from '../shared/prometheus-pod';
import { alertmanagerStorage, type ProgramProps, prometheusStorage } from '../shared/props';
import { plainRefusals } from '../shared/refused-options';
import { alertmanagerRejections, flagRejections, prometheusRejections } from '../shared/rejections';
import { compiledRouting } from '../shared/routing';
import { templateConfigMaps } from '../shared/templates';
import { movedSecrets, withTenants } from '../shared/tenants';
import { thanosFindings, thanosPorts } from '../shared/thanos';
import { reloadFindings, versionFindings } from '../shared/version-findings';
import { workloadObjects } from './workloads';

export type StandaloneProps = ProgramProps;

/** For any cluster: Prometheus and Alertmanager as Deployments that read their configuration from ConfigMaps. Nothing else is needed. */
export function standalone(props: StandaloneProps = {}): Backend {
  return {
    kind: 'backend',
    name: 'standalone',
    problems: programsKind(props, ''),
    programs: ownPrograms(props),
    prometheusUrl: prometheusUrl(props),
    render: (monitoring) => render(monitoring, props),
    // All that they watch is in the configuration of Prometheus and Alertmanager.
    tenantParts: () => ({}),
  };
}

function render(monitoring: Monitoring, props: StandaloneProps): Rendering {
  const installation = installationOf(withTenants(monitoring), props);
  const { context } = monitoring;
  const compiled = compiledPrometheus(installation);
  const routing = compiledRouting(installation, 'file');
  const config = prometheusConfig(monitoring, compiled);
  const configuration = renderedConfiguration(installation, compiled, routing);
  const parts: Record<string, readonly NamedObject[]> = {
    prometheus: [
      ...discoveryAccount(installation),
      ...config.configMaps,
      ...workloadObjects({
        program: prometheus,
        options: installation.prometheus,
        plan: prometheusPod(installation, config),
        storage: prometheusStorage(installation.prometheus),
        claim: prometheusClaim,
      }),
      programService(context, prometheus, installation.prometheus),
      ...(installation.prometheus.thanos
        ? [peerService('prometheus-thanos', context.namespace, prometheus.name, { grpc: thanosPorts.grpc })]
        : []),
    ],
    ...(routing && {
      alertmanager: [
        alertmanagerAccount(monitoring),
        alertmanagerConfigMap(monitoring, routing),
        ...templateConfigMaps(monitoring),
        ...workloadObjects({
          program: alertmanager,
          options: installation.alertmanager,
          plan: alertmanagerPod(installation, routing),
          storage: alertmanagerStorage(installation.alertmanager),
          claim: alertmanagerClaim,
        }),
        programService(context, alertmanager, installation.alertmanager),
      ],
    }),
  };
  return {
    parts,
    pods: Object.entries(parts).flatMap(([part, objects]) => podGroupsOf(part, objects)),
    connections: ownConnections(installation, configuration),
    findings: [
      ...(routing?.findings ?? []),
      ...(routing ? movedSecrets(installation, routing) : []),
      ...prometheusRejections(compiled),
      ...(routing ? alertmanagerRejections(routing) : []),
      ...versionFindings(installation),
      ...reloadFindings(installation),
      ...flagRejections('prometheus', prometheusFlags(installation), installation.prometheus),
      ...flagRejections('alertmanager', alertmanagerFlags(installation), installation.alertmanager),
      ...plainRefusals(installation),
      ...thanosFindings(installation),
    ],
    configuration,
  };
}
