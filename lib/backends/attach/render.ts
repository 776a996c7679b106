import { rightsOf } from '../../analysis/rights';
import { textAt, textsAt, valueAt } from '../../kubernetes/access';
import { type NamedObject, namespaceOf, referenceText } from '../../kubernetes/object';
import { namespacedGrant } from '../../manifests/rbac';
import type { Labels } from '../../model/labels';
import type { Installed, Monitoring, RenderedConfiguration, Rendering } from '../backend';
import { jobFinder } from '../shared/configuration';
import { scrapeConnections } from '../shared/connections';
import { prometheusRule } from '../shared/custom-resources';
import { lackFindings } from '../shared/custom-routing';
import { discoveryRules, targetNamespaces } from '../shared/discovery-rbac';
import { foreignTemplates } from '../shared/templates';
import { dashboardConfigMaps, sidecarIn } from './dashboards';
import { notTaken } from './not-taken';
import type { AttachOptions } from './options';
import { compiledMonitors, prometheusIn, prometheusPods } from './programs';
import { alertmanagerConfig, alertmanagerIn, attachedRouting } from './routing';
import { asSelected } from './selected';

/** What a stack writes for one that is installed: monitors, rules, an AlertmanagerConfig and dashboards, and what they need. */
export function render(monitoring: Monitoring, installed: Installed, options: AttachOptions): Rendering {
  const { scrapes, groups } = monitoring;
  const labels: Labels = options.labels ?? {};
  const prometheus = prometheusIn(installed);
  const alertmanager = alertmanagerIn(installed);
  const sidecar = sidecarIn(installed);
  const monitors = scrapes.map(({ monitor }) => monitor);
  const routed = monitoring.routing && alertmanager && alertmanagerConfig(monitoring, installed, labels);
  const dashboards = dashboardConfigMaps(monitoring, sidecar, options.dashboards ?? {});
  const compiled = prometheus && compiledMonitors(prometheus, monitors);
  const read = routed && alertmanager && attachedRouting(monitoring, routed, alertmanager);
  const configuration: RenderedConfiguration = {
    externalLabels: textsAt(prometheus, 'spec', 'externalLabels'),
    jobsOf: jobFinder(compiled?.config ?? {}),
    ...(read && { routing: read }),
    installed,
  };
  const parts = {
    prometheus: [
      ...(prometheus === undefined ? [] : grants(monitors, prometheus, installed)),
      ...groups.map((group) => asSelected(prometheusRule(group, monitoring), installed, labels)),
      ...monitors,
    ],
    alertmanager: routed ? [routed] : [],
    grafana: dashboards,
  };
  return {
    parts: Object.fromEntries(Object.entries(parts).filter(([, objects]) => objects.length > 0)),
    pods: [],
    peers: prometheusPods(installed),
    connections: scrapeConnections(monitoring, configuration),
    findings: [
      ...notTaken(monitoring, { installed, prometheus, alertmanager, sidecar }),
      ...(read === undefined ? [] : [...read.findings, ...lackFindings(monitoring), ...foreignTemplates(monitoring, installed.title)]),
      ...(compiled?.rejected ?? [])
        .filter(({ object }) => monitors.some(({ kind, metadata }) => kind === object.kind && metadata.name === object.name))
        .map(({ object, path, message }) => ({
          check: 'refused-object' as const,
          severity: 'error' as const,
          object: referenceText(object),
          message: `${installed.title} does not take it${path && `, at ${path}`}: ${message}`,
          hint: 'Correct what stands there.',
        })),
    ],
    configuration,
  };
}

/** What the installed Prometheus surely may not do yet where it is to look for targets. */
function grants(monitors: readonly NamedObject[], prometheus: NamedObject, { objects }: Installed): readonly NamedObject[] {
  const account = textAt(prometheus, 'spec', 'serviceAccountName') ?? 'default';
  const accountNamespace = namespaceOf(prometheus);
  const may = rightsOf({ objects: objects.map((object) => ({ object, place: {} })) })(accountNamespace, account);
  if (may === undefined) return [];
  const namespaces =
    valueAt(prometheus, 'spec', 'ignoreNamespaceSelectors') === true ? monitors.map(namespaceOf) : monitors.flatMap(targetNamespaces);
  const lacks = (namespace: string) =>
    discoveryRules.some(({ apiGroups, resources = [] }) =>
      resources.some((name) => ['list', 'watch'].some((verb) => may(verb, { group: apiGroups?.[0] ?? '', name }, namespace) === false)),
    );
  return [...new Set(namespaces)]
    .filter(lacks)
    .sort()
    .flatMap((namespace) => namespacedGrant(namespace, { account, accountNamespace, rules: discoveryRules }));
}
