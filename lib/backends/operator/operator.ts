import type { NamedObject } from '../../kubernetes/object';
import { disruptionBudgets } from '../../manifests/disruption';
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
import { operatorKind } from '../shared/option-kinds';
import { alertmanager, ownPrograms, programService, prometheus, prometheusUrl } from '../shared/own-programs';
import { prometheusFlags } from '../shared/prometheus-flags';
import type { ProgramProps, Selects } from '../shared/props';
import { operatorRefusals } from '../shared/refused-options';
import { flagRejections, objectRejections } from '../shared/rejections';
import { compiledRouting } from '../shared/routing';
import { scrapeConfigsSecret } from '../shared/scrape-configs';
import { selectedObject, selectedScrape } from '../shared/selects';
import { templateConfigMaps } from '../shared/templates';
import { tenantObjects, withTenants } from '../shared/tenants';
import { thanosFindings } from '../shared/thanos';
import { versionFindings } from '../shared/version-findings';
import { configReloaders } from './reloaders';

export interface OperatorProps extends ProgramProps {
  /** Monitors and rules of others that Prometheus reads too. @default - what this app writes */
  readonly selects?: Selects;
}

/** For clusters that run prometheus-operator: its own objects, which it turns into Prometheus, Alertmanager and their configuration. */
export function operator(props: OperatorProps = {}): Backend {
  return {
    kind: 'backend',
    name: 'operator',
    problems: operatorKind(props, ''),
    programs: (routed) => [...ownPrograms(props)(routed), ...configReloaders(routed)],
    prometheusUrl: prometheusUrl(props),
    render: (monitoring) => render(monitoring, props),
    adapted: (monitoring) => ({ ...monitoring, scrapes: monitoring.scrapes.map((scrape) => selectedScrape(scrape, props.selects)) }),
    tenantParts: (tenant, isRouted) => {
      const parts = tenantObjects(tenant, isRouted);
      return { ...parts, prometheus: (parts.prometheus ?? []).map((object) => selectedObject(object, props.selects)) };
    },
  };
}

function render(monitoring: Monitoring, props: OperatorProps): Rendering {
  const installation = installationOf(withTenants(monitoring), props);
  const routing = compiledRouting(installation, 'custom-resources');
  const compiled = compiledPrometheus(installation);
  const configuration = renderedConfiguration(installation, compiled, routing);
  const routed = monitoring.routing !== undefined;
  const { context, groups, scrapes } = monitoring;
  const parts: Record<string, readonly NamedObject[]> = {
    prometheus: [
      ...discoveryAccount(installation),
      prometheusObject(installation),
      ...disruptionBudgets(prometheus.name, context.namespace, installation.prometheus),
      programService(context, prometheus, installation.prometheus),
      ...scrapeConfigsSecret(installation),
      ...groups.map((group) => selectedObject(prometheusRule(group, monitoring), props.selects)),
      ...scrapes.map(({ monitor }) => monitor),
    ],
    ...(routed && {
      alertmanager: [
        alertmanagerAccount(monitoring),
        alertmanagerConfigObject(monitoring),
        alertmanagerObject(installation),
        ...templateConfigMaps(monitoring),
        ...disruptionBudgets(alertmanager.name, context.namespace, installation.alertmanager),
        programService(context, alertmanager, installation.alertmanager),
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
      ...objectRejections(compiled),
      ...versionFindings(installation),
      ...flagRejections('prometheus', prometheusFlags(installation), installation.prometheus),
      ...flagRejections('alertmanager', alertmanagerFlags(installation), installation.alertmanager),
      ...operatorRefusals(installation),
      ...thanosFindings(installation),
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
