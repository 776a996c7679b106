import type { NamedObject } from '../../kubernetes/object';
import { selectorLabels } from '../../manifests/labels';
import type { Finding } from '../../model/finding';
import type { Labels } from '../../model/labels';
import type { Backend, ComponentRefusal, Monitoring, RenderedConfiguration, Rendering } from '../backend';
import { jobFinder } from '../shared/configuration';
import { scrapeConnections } from '../shared/connections';
import { prometheus } from '../shared/own-programs';
import { paced, timed } from './adapted';
import { withNamespace } from './alert-namespace';
import { dashboardConfigMaps } from './dashboards';
import type { Host } from './host';
import type { AttachOptions } from './options';
import { compiledMonitors } from './programs';
import { controlPlaneRefusal, ofWholeCluster } from './refusals';

/** The backend of a tenant: a stack that is attached to another one of the app. */
export const hostedBackend = (host: Host, options: AttachOptions): Backend => ({
  kind: 'backend',
  name: 'attach',
  programs: () => [],
  prometheusUrl: () => host.backend.prometheusUrl(host.namespace),
  refuses: (component) => refusalBy(host, component),
  adapted: (monitoring) => adapted(monitoring, options),
  render: (monitoring) => render(monitoring, host, options),
});

function refusalBy({ path, components }: Host, component: string): ComponentRefusal | undefined {
  const general = controlPlaneRefusal(component, `the stack ${path}`);
  if (general !== undefined) return general;
  if (!ofWholeCluster.has(component) || !components().includes(component)) return undefined;
  return {
    message: `the stack ${path} has ${component} already`,
    hint: 'Leave it out: queries may read its metrics, and its Grafana shows the dashboards.',
  };
}

function adapted(monitoring: Monitoring, { limits }: AttachOptions): Monitoring {
  const { context, scrapes, groups, scrapeInterval, evaluationInterval, routing } = monitoring;
  const evaluated = paced(groups, evaluationInterval);
  return {
    ...monitoring,
    scrapes: scrapes.map((scrape) => timed(scrape, scrapeInterval, limits)),
    groups: routing === undefined ? evaluated : withNamespace(evaluated, context.namespace, []),
  };
}

function render(monitoring: Monitoring, host: Host, { labels = {}, dashboards = {} }: AttachOptions): Rendering {
  const parts = host.backend.tenantParts?.(monitoring, host.isRouted) ?? {};
  const maps = dashboardConfigMaps(monitoring, undefined, dashboards);
  const monitors = monitoring.scrapes.map(({ monitor }) => monitor);
  // What the checks read is made by the host.
  const configuration: RenderedConfiguration = {
    externalLabels: {},
    jobsOf: jobFinder(compiledMonitors(anyPrometheus(host), monitors).config),
  };
  return {
    parts: {
      ...Object.fromEntries(Object.entries(parts).map(([part, objects]) => [part, objects.map((object) => labelled(object, labels))])),
      ...(maps.length > 0 && { grafana: maps }),
    },
    pods: [],
    peers: [
      {
        component: prometheus.name,
        name: prometheus.name,
        namespace: host.namespace,
        labels: selectorLabels(prometheus.name),
        selector: selectorLabels(prometheus.name),
      },
    ],
    connections: scrapeConnections(monitoring, configuration),
    findings: notTakenBy(host, monitoring, labels, parts),
    configuration,
  };
}

const anyPrometheus = ({ namespace }: Host): NamedObject => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Prometheus',
  metadata: { name: prometheus.name, namespace },
  spec: {},
});

const labelled = (object: NamedObject, labels: Labels): NamedObject => ({
  ...object,
  metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...labels } },
});

function notTakenBy(host: Host, { routing }: Monitoring, labels: Labels, parts: Rendering['parts']): readonly Finding[] {
  const { path, backend, isRouted } = host;
  const found: Finding[] = [];
  const tell = (severity: Finding['severity'], message: string, hint: string) =>
    found.push({ check: 'not-taken', severity, message, hint });
  if (backend.tenantParts === undefined) {
    tell('error', `the backend ${backend.name} of the stack ${path} takes no other stacks`, 'Give the host standalone() or operator().');
  }
  if (routing !== undefined && !isRouted) {
    tell(
      'error',
      `routing: the stack ${path} has no routing, and so runs no Alertmanager`,
      `Give ${path} a routing, or leave this one out.`,
    );
  }
  if (Object.keys(labels).length > 0 && Object.keys(parts).length === 0) {
    tell(
      'warning',
      `labels: nothing is written that they could be on, since ${path} has all that this stack watches in its configuration`,
      'Leave them out.',
    );
  }
  return found;
}
