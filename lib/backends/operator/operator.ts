import type { NamedObject } from '../../kubernetes/object';
import { selectorLabels } from '../../manifests/labels';
import type { PodGroup } from '../../manifests/pod-groups';
import type { Backend, Monitoring, Rendering } from '../backend';
import { crdFiles } from '../crds';
import { alertmanagerFlags } from '../shared/alertmanager-pod';
import { compiledPrometheus, renderedConfiguration } from '../shared/configuration';
import { ownConnections } from '../shared/connections';
import { alertmanagerConfigObject, alertmanagerObject, prometheusObject, prometheusRule } from '../shared/custom-resources';
import { alertmanagerAccount, discoveryAccount } from '../shared/discovery-rbac';
import { installationOf } from '../shared/installation';
import { programsKind } from '../shared/option-kinds';
import { alertmanager, ownPrograms, programService, prometheus, prometheusUrl } from '../shared/own-programs';
import { prometheusFlags } from '../shared/prometheus-flags';
import type { ProgramProps } from '../shared/props';
import { flagRejections } from '../shared/rejections';
import { compiledRouting } from '../shared/routing';
import { templateConfigMaps } from '../shared/templates';
import { tenantObjects, withTenants } from '../shared/tenants';
import { versionFindings } from '../shared/version-findings';
import { configReloaders } from './reloaders';

export type OperatorProps = ProgramProps;

/** For clusters that run prometheus-operator: its own objects, which it turns into Prometheus, Alertmanager and their configuration. */
export function operator(props: OperatorProps = {}): Backend {
  return {
    kind: 'backend',
    name: 'operator',
    problems: programsKind(props, ''),
    programs: (routed) => [...ownPrograms(routed), ...configReloaders(routed)],
    prometheusUrl,
    render: (monitoring) => render(monitoring, props),
    tenantParts: tenantObjects,
  };
}

function render(monitoring: Monitoring, props: OperatorProps): Rendering {
  const installation = installationOf(withTenants(monitoring), props);
  const routing = compiledRouting(installation, 'custom-resources');
  const configuration = renderedConfiguration(installation, compiledPrometheus(installation), routing);
  const routed = monitoring.routing !== undefined;
  const { context, groups, scrapes } = monitoring;
  const parts: Record<string, readonly NamedObject[]> = {
    prometheus: [
      ...discoveryAccount(installation),
      prometheusObject(installation),
      programService(context, prometheus),
      ...groups.map((group) => prometheusRule(group, monitoring)),
      ...scrapes.map(({ monitor }) => monitor),
    ],
    ...(routed && {
      alertmanager: [
        alertmanagerAccount(monitoring),
        alertmanagerConfigObject(monitoring),
        alertmanagerObject(installation),
        ...templateConfigMaps(monitoring),
        programService(context, alertmanager),
      ],
    }),
  };
  return {
    parts,
    pods: Object.keys(parts).map((name) => podsOf(name, context.namespace)),
    connections: ownConnections(installation, configuration),
    setup: crdFiles(),
    findings: [
      ...(routing?.findings ?? []),
      ...versionFindings(installation),
      ...flagRejections('prometheus', prometheusFlags(installation), installation.prometheus),
      ...flagRejections('alertmanager', alertmanagerFlags(installation.alertmanager), installation.alertmanager),
    ],
    configuration,
  };
}

/** The operator gives the pods of an object the labels of its podMetadata. */
const podsOf = (name: string, namespace: string): PodGroup => ({
  component: name,
  name,
  namespace,
  labels: selectorLabels(name),
  selector: selectorLabels(name),
});
