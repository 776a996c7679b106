import type { Context } from '../context';
import type { PodMonitor, Probe, ServiceMonitor, ServiceMonitorEndpoint } from '../crd/monitors';
import { sortedKeys } from '../fields';
import { selectsByRelabelling } from '../kubernetes-sd';
import { namespaceOf } from '../relabel';
import { basicAuthFault, oauth2Fault, proxySecretsFault, safeAuthorizationFault, secretFault, tlsFault } from './credentials';
import { parseDuration } from './duration';
import { each, type Fault, fault, inside, labelled } from './fault';
import { httpShapeFault, proxyShapeFault } from './http';
import { isLabelName, proberUrlFault } from './names';
import { relabelingsFault } from './relabel';
import { selectorFault } from './selectors';

/*
 * Why the operator leaves an object out: one fault anywhere, and none of its endpoints is scraped (pkg/prometheus/resource_selector.go).
 */

export function serviceMonitorFault(context: Context, monitor: ServiceMonitor): Fault | undefined {
  const { spec } = monitor;
  const namespace = namespaceOf(monitor);
  return (
    inside('selector', '', selectorFault(spec.selector)) ??
    mechanismFault(context, spec) ??
    each(
      'endpoints',
      'endpoints',
      spec.endpoints,
      (endpoint) =>
        (context.spec.arbitraryFSAccessThroughSMs?.deny ? fileAccessFault(endpoint) : undefined) ??
        httpShapeFault(endpoint, 'full') ??
        (endpoint.bearerTokenSecret?.name
          ? secretFault(context, namespace, 'bearerTokenSecret', 'bearerTokenSecret', endpoint.bearerTokenSecret)
          : undefined) ??
        labelled('basicAuth', basicAuthFault(context, namespace, endpoint.basicAuth)) ??
        labelled('tlsConfig', tlsFault(context, namespace, endpoint.tlsConfig, 'full')) ??
        labelled('oauth2', oauth2Fault(context, namespace, endpoint.oauth2)) ??
        labelled('authorization', safeAuthorizationFault(context, namespace, endpoint.authorization)) ??
        timingFault(context, 'interval', endpoint.interval, endpoint.scrapeTimeout) ??
        inside('relabelings', 'relabelConfigs', relabelingsFault(context, endpoint.relabelings)) ??
        inside('metricRelabelings', 'metricRelabelConfigs', relabelingsFault(context, endpoint.metricRelabelings)) ??
        proxySecretsFault(context, namespace, endpoint),
    ) ??
    scrapeClassFault(context, spec.scrapeClass)
  );
}

export function podMonitorFault(context: Context, monitor: PodMonitor): Fault | undefined {
  const { spec } = monitor;
  const namespace = namespaceOf(monitor);
  return (
    inside('selector', 'failed to parse label selector', selectorFault(spec.selector)) ??
    mechanismFault(context, spec) ??
    each(
      'podMetricsEndpoints',
      'endpoint',
      spec.podMetricsEndpoints,
      (endpoint) =>
        timingFault(context, 'interval', endpoint.interval, endpoint.scrapeTimeout) ??
        inside('relabelings', 'relabelConfigs', relabelingsFault(context, endpoint.relabelings)) ??
        inside('metricRelabelings', 'metricRelabelConfigs', relabelingsFault(context, endpoint.metricRelabelings)) ??
        httpShapeFault(endpoint, 'safe') ??
        (endpoint.bearerTokenSecret?.name && endpoint.bearerTokenSecret.key
          ? secretFault(context, namespace, 'bearerTokenSecret', 'bearerTokenSecret', endpoint.bearerTokenSecret)
          : undefined) ??
        labelled('basicAuth', basicAuthFault(context, namespace, endpoint.basicAuth)) ??
        labelled('tlsConfig', tlsFault(context, namespace, endpoint.tlsConfig, 'safe')) ??
        labelled('oauth2', oauth2Fault(context, namespace, endpoint.oauth2)) ??
        labelled('authorization', safeAuthorizationFault(context, namespace, endpoint.authorization)) ??
        labelled('proxyConfig', proxySecretsFault(context, namespace, endpoint)),
    ) ??
    scrapeClassFault(context, spec.scrapeClass)
  );
}

export function probeFault(context: Context, probe: Probe): Fault | undefined {
  const { spec } = probe;
  const namespace = namespaceOf(probe);
  const { staticConfig, ingress } = spec.targets ?? {};
  const prober = spec.prober ?? {};
  return (
    scrapeClassFault(context, spec.scrapeClass) ??
    (staticConfig || ingress
      ? undefined
      : fault('targets', 'at least one of .spec.targets.staticConfig and .spec.targets.ingress is required')) ??
    secretFault(context, namespace, 'bearerTokenSecret', 'bearerTokenSecret', spec.bearerTokenSecret) ??
    labelled('basicAuth', basicAuthFault(context, namespace, spec.basicAuth)) ??
    labelled('tlsConfig', tlsFault(context, namespace, spec.tlsConfig, 'safe')) ??
    labelled('authorization', safeAuthorizationFault(context, namespace, spec.authorization)) ??
    labelled('oauth2', oauth2Fault(context, namespace, spec.oauth2)) ??
    timingFault(context, 'interval', spec.interval, spec.scrapeTimeout) ??
    inside('metricRelabelings', 'metricRelabelConfigs', relabelingsFault(context, spec.metricRelabelings)) ??
    inside('targets.staticConfig.labels', 'targets.staticConfig.labels', staticLabelsFault(context, staticConfig?.labels)) ??
    inside(
      'targets.staticConfig.relabelingConfigs',
      'targets.staticConfig.relabelConfigs',
      relabelingsFault(context, staticConfig?.relabelingConfigs),
    ) ??
    inside('targets.ingress.relabelingConfigs', 'targets.ingress.relabelConfigs', relabelingsFault(context, ingress?.relabelingConfigs)) ??
    inside('prober', 'proxy configuration', proxyShapeFault(prober) ?? proxySecretsFault(context, namespace, prober)) ??
    inside(
      'prober.url',
      `"${prober.url ?? ''}" url specified in proberSpec is invalid, it should be of the format \`hostname\` or \`hostname:port\``,
      fault('', proberUrlFault(prober.url ?? '')),
    )
  );
}

function mechanismFault({ supports }: Context, { selectorMechanism }: ServiceMonitor['spec'] | PodMonitor['spec']): Fault | undefined {
  return selectsByRelabelling(selectorMechanism) || supports('kubernetes_selectors')
    ? undefined
    : fault('selectorMechanism', 'RoleSelector selectorMechanism is only supported in Prometheus 2.17.0 and newer');
}

function fileAccessFault({ bearerTokenFile, tlsConfig }: ServiceMonitorEndpoint): Fault | undefined {
  if (bearerTokenFile) {
    return fault('bearerTokenFile', 'it accesses file system via bearer token file which Prometheus specification prohibits');
  }
  return tlsConfig?.caFile || tlsConfig?.certFile || tlsConfig?.keyFile
    ? fault('tlsConfig', 'it accesses file system via tls config which Prometheus specification prohibits')
    : undefined;
}

/** A scrape must end before the next begins; without an interval of its own, the global one counts. */
export function timingFault({ spec }: Context, path: string, interval: string | undefined, timeout: string | undefined): Fault | undefined {
  return fault(path, timeout ? timeoutFault(timeout, interval || (spec.scrapeInterval ?? '')) : undefined);
}

export function timeoutFault(timeout: string, interval: string): string | undefined {
  const longest = parseDuration(interval);
  if (typeof longest === 'string') return `invalid scrapeInterval "${interval}": ${longest}`;
  const wanted = parseDuration(timeout);
  if (typeof wanted === 'string') return `invalid scrapeTimeout: "${timeout}": ${wanted}`;
  return wanted > longest ? `scrapeTimeout "${timeout}" greater than scrapeInterval "${interval}"` : undefined;
}

export function scrapeClassFault({ spec }: Context, name: string | undefined, label = 'scrapeClassName'): Fault | undefined {
  return !name || spec.scrapeClasses?.some((scrapeClass) => scrapeClass.name === name)
    ? undefined
    : inside('scrapeClass', label, fault('', `scrapeClass "${name}" not found in Prometheus scrapeClasses`));
}

export function staticLabelsFault(context: Context, labels: Readonly<Record<string, string>> | undefined): Fault | undefined {
  const wrong = sortedKeys(labels).find((label) => !isLabelName(label, context));
  return wrong === undefined ? undefined : fault(`[${JSON.stringify(wrong)}]`, `invalid label "${wrong}"`);
}
