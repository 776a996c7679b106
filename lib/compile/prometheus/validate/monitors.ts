import { namespaceOf } from '../../../kubernetes/object';
import { readDuration } from '../../../text/duration';
import type { CompileContext } from '../context';
import type { PodMonitor, Probe, ServiceMonitor, ServiceMonitorEndpoint } from '../crd/monitors';
import { sortedKeys } from '../fields';
import { selectsByRelabelling } from '../kubernetes-sd';
import { basicAuthProblem, oauth2Problem, proxySecretsProblem, safeAuthorizationProblem, secretProblem, tlsProblem } from './credentials';
import { durationRefusal } from './duration';
import { each, type FieldProblem, fieldProblem, insideOf, labelled } from './field-problem';
import { httpShapeProblem, proxyShapeProblem } from './http';
import { isLabelName, proberUrlProblem } from './names';
import { relabelingsProblem } from './relabel';
import { selectorProblem } from './selectors';

/*
 * Why the operator leaves an object out: one problem anywhere, and none of its endpoints is scraped (pkg/prometheus/resource_selector.go).
 */

export function serviceMonitorProblem(context: CompileContext, monitor: ServiceMonitor): FieldProblem | undefined {
  const { spec } = monitor;
  const namespace = namespaceOf(monitor);
  return (
    insideOf('selector', '', selectorProblem(spec.selector)) ??
    mechanismProblem(context, spec) ??
    each(
      'endpoints',
      'endpoints',
      spec.endpoints,
      (endpoint) =>
        (context.spec.arbitraryFSAccessThroughSMs?.deny ? fileAccessProblem(endpoint) : undefined) ??
        httpShapeProblem(endpoint, 'full') ??
        (endpoint.bearerTokenSecret?.name
          ? secretProblem(context, namespace, 'bearerTokenSecret', 'bearerTokenSecret', endpoint.bearerTokenSecret)
          : undefined) ??
        labelled('basicAuth', basicAuthProblem(context, namespace, endpoint.basicAuth)) ??
        labelled('tlsConfig', tlsProblem(context, namespace, endpoint.tlsConfig, 'full')) ??
        labelled('oauth2', oauth2Problem(context, namespace, endpoint.oauth2)) ??
        labelled('authorization', safeAuthorizationProblem(context, namespace, endpoint.authorization)) ??
        timingProblem(context, 'interval', endpoint.interval, endpoint.scrapeTimeout) ??
        insideOf('relabelings', 'relabelConfigs', relabelingsProblem(context, endpoint.relabelings)) ??
        insideOf('metricRelabelings', 'metricRelabelConfigs', relabelingsProblem(context, endpoint.metricRelabelings)) ??
        proxySecretsProblem(context, namespace, endpoint),
    ) ??
    scrapeClassProblem(context, spec.scrapeClass)
  );
}

export function podMonitorProblem(context: CompileContext, monitor: PodMonitor): FieldProblem | undefined {
  const { spec } = monitor;
  const namespace = namespaceOf(monitor);
  return (
    insideOf('selector', 'failed to parse label selector', selectorProblem(spec.selector)) ??
    mechanismProblem(context, spec) ??
    each(
      'podMetricsEndpoints',
      'endpoint',
      spec.podMetricsEndpoints,
      (endpoint) =>
        timingProblem(context, 'interval', endpoint.interval, endpoint.scrapeTimeout) ??
        insideOf('relabelings', 'relabelConfigs', relabelingsProblem(context, endpoint.relabelings)) ??
        insideOf('metricRelabelings', 'metricRelabelConfigs', relabelingsProblem(context, endpoint.metricRelabelings)) ??
        httpShapeProblem(endpoint, 'safe') ??
        (endpoint.bearerTokenSecret?.name && endpoint.bearerTokenSecret.key
          ? secretProblem(context, namespace, 'bearerTokenSecret', 'bearerTokenSecret', endpoint.bearerTokenSecret)
          : undefined) ??
        labelled('basicAuth', basicAuthProblem(context, namespace, endpoint.basicAuth)) ??
        labelled('tlsConfig', tlsProblem(context, namespace, endpoint.tlsConfig, 'safe')) ??
        labelled('oauth2', oauth2Problem(context, namespace, endpoint.oauth2)) ??
        labelled('authorization', safeAuthorizationProblem(context, namespace, endpoint.authorization)) ??
        labelled('proxyConfig', proxySecretsProblem(context, namespace, endpoint)),
    ) ??
    scrapeClassProblem(context, spec.scrapeClass)
  );
}

export function probeProblem(context: CompileContext, probe: Probe): FieldProblem | undefined {
  const { spec } = probe;
  const namespace = namespaceOf(probe);
  const { staticConfig, ingress } = spec.targets ?? {};
  const prober = spec.prober ?? {};
  return (
    scrapeClassProblem(context, spec.scrapeClass) ??
    (staticConfig || ingress
      ? undefined
      : fieldProblem('targets', 'at least one of .spec.targets.staticConfig and .spec.targets.ingress is required')) ??
    secretProblem(context, namespace, 'bearerTokenSecret', 'bearerTokenSecret', spec.bearerTokenSecret) ??
    labelled('basicAuth', basicAuthProblem(context, namespace, spec.basicAuth)) ??
    labelled('tlsConfig', tlsProblem(context, namespace, spec.tlsConfig, 'safe')) ??
    labelled('authorization', safeAuthorizationProblem(context, namespace, spec.authorization)) ??
    labelled('oauth2', oauth2Problem(context, namespace, spec.oauth2)) ??
    timingProblem(context, 'interval', spec.interval, spec.scrapeTimeout) ??
    insideOf('metricRelabelings', 'metricRelabelConfigs', relabelingsProblem(context, spec.metricRelabelings)) ??
    insideOf('targets.staticConfig.labels', 'targets.staticConfig.labels', staticLabelsProblem(context, staticConfig?.labels)) ??
    insideOf(
      'targets.staticConfig.relabelingConfigs',
      'targets.staticConfig.relabelConfigs',
      relabelingsProblem(context, staticConfig?.relabelingConfigs),
    ) ??
    insideOf(
      'targets.ingress.relabelingConfigs',
      'targets.ingress.relabelConfigs',
      relabelingsProblem(context, ingress?.relabelingConfigs),
    ) ??
    insideOf('prober', 'proxy configuration', proxyShapeProblem(prober) ?? proxySecretsProblem(context, namespace, prober)) ??
    insideOf(
      'prober.url',
      `"${prober.url ?? ''}" url specified in proberSpec is invalid, it should be of the format \`hostname\` or \`hostname:port\``,
      fieldProblem('', proberUrlProblem(prober.url ?? '')),
    )
  );
}

function mechanismProblem(
  { supports }: CompileContext,
  { selectorMechanism }: ServiceMonitor['spec'] | PodMonitor['spec'],
): FieldProblem | undefined {
  return selectsByRelabelling(selectorMechanism) || supports('kubernetes_selectors')
    ? undefined
    : fieldProblem('selectorMechanism', 'RoleSelector selectorMechanism is only supported in Prometheus 2.17.0 and newer');
}

function fileAccessProblem({ bearerTokenFile, tlsConfig }: ServiceMonitorEndpoint): FieldProblem | undefined {
  if (bearerTokenFile) {
    return fieldProblem('bearerTokenFile', 'it accesses file system via bearer token file which Prometheus specification prohibits');
  }
  return tlsConfig?.caFile || tlsConfig?.certFile || tlsConfig?.keyFile
    ? fieldProblem('tlsConfig', 'it accesses file system via tls config which Prometheus specification prohibits')
    : undefined;
}

/** A scrape must end before the next begins; without an interval of its own, the global one counts. */
export function timingProblem(
  { spec }: CompileContext,
  path: string,
  interval: string | undefined,
  timeout: string | undefined,
): FieldProblem | undefined {
  return fieldProblem(path, timeout ? timeoutProblem(timeout, interval || (spec.scrapeInterval ?? '')) : undefined);
}

export function timeoutProblem(timeout: string, interval: string): string | undefined {
  const [longest, wanted] = [readDuration(interval), readDuration(timeout)];
  if ('code' in longest) return `invalid scrapeInterval "${interval}": ${durationRefusal(interval)}`;
  if ('code' in wanted) return `invalid scrapeTimeout: "${timeout}": ${durationRefusal(timeout)}`;
  return wanted.nanoseconds > longest.nanoseconds ? `scrapeTimeout "${timeout}" greater than scrapeInterval "${interval}"` : undefined;
}

export function scrapeClassProblem(
  { spec }: CompileContext,
  name: string | undefined,
  label = 'scrapeClassName',
): FieldProblem | undefined {
  return !name || spec.scrapeClasses?.some((scrapeClass) => scrapeClass.name === name)
    ? undefined
    : insideOf('scrapeClass', label, fieldProblem('', `scrapeClass "${name}" not found in Prometheus scrapeClasses`));
}

export function staticLabelsProblem(
  context: CompileContext,
  labels: Readonly<Record<string, string>> | undefined,
): FieldProblem | undefined {
  const wrong = sortedKeys(labels).find((label) => !isLabelName(label, context));
  return wrong === undefined ? undefined : fieldProblem(`[${JSON.stringify(wrong)}]`, `invalid label "${wrong}"`);
}
