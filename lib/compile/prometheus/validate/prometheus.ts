import { parseVersion, printVersion } from '../../../text/version';
import { secretSource } from '../assets';
import type { Context } from '../context';
import type { KeySelector } from '../crd/common';
import type {
  AlertmanagerEndpoint,
  AzureAd,
  Prometheus,
  PrometheusAgent,
  PrometheusSpec,
  RemoteRead,
  RemoteWrite,
  ScrapeClass,
} from '../crd/prometheus';
import { otlpFault } from '../otlp';
import { approximate } from '../quantity';
import { storageFault } from '../storage';
import { defaultPrometheusVersion } from '../versions';
import {
  authorizationFault,
  basicAuthFault,
  oauth2Fault,
  proxySecretsFault,
  safeAuthorizationFault,
  secretFault,
  sigv4Fault,
  tlsFault,
} from './credentials';
import { each, type Fault, fault, inside, labelled, unnumbered } from './fault';
import { isBasic, proxyShapeFault, tlsShapeFault } from './http';
import { timeoutFault } from './monitors';
import { relabelingsFault } from './relabel';
import { selectorFault } from './selectors';

/*
 * Why there is no configuration at all: what is wrong with the Prometheus object itself, in the operator's words.
 */

/** Why no version can be told, and so nothing compiled. */
export function versionFault({ spec }: Prometheus | PrometheusAgent): Fault | undefined {
  const text = spec.version?.trim() || defaultPrometheusVersion;
  const version = parseVersion(text);
  if (!version) return fault('spec.version', `failed to parse Prometheus version: ${JSON.stringify(text)}`);
  return version.major === 2 || version.major === 3 ? undefined : fault('spec.version', `unsupported Prometheus version "${text}"`);
}

/** What NewConfigGenerator checks. */
export function scrapeClassesFault(context: Context): Fault | undefined {
  const classes = context.spec.scrapeClasses ?? [];
  const found = each('spec.scrapeClasses', unnumbered, classes, (scrapeClass) => classFault(context, scrapeClass));
  if (found) return labelled('failed to parse scrape classes', found);
  return classes.filter((scrapeClass) => scrapeClass.default).length > 1
    ? fault('spec.scrapeClasses', 'failed to parse scrape classes: multiple default scrape classes defined')
    : undefined;
}

function classFault(context: Context, { name, relabelings, metricRelabelings, tlsConfig, authorization }: ScrapeClass): Fault | undefined {
  return (
    inside('relabelings', `invalid relabelings for scrapeClass ${name}`, relabelingsFault(context, relabelings)) ??
    inside('metricRelabelings', `invalid metric relabelings for scrapeClass ${name}`, relabelingsFault(context, metricRelabelings)) ??
    inside('tlsConfig', `invalid TLS config for scrapeClass ${name}`, tlsConfig && tlsShapeFault(tlsConfig, 'full')) ??
    inside(
      'authorization',
      `invalid authorization for scrapeClass ${name}`,
      authorization &&
        (authorization.credentials && authorization.credentialsFile
          ? fault('', 'authorization can not specify both "credentials" and "credentialsFile"')
          : isBasic(authorization)
            ? fault('type', 'authorization type cannot be set to "basic", use "basicAuth" instead')
            : undefined),
    )
  );
}

/** What is checked before a configuration is generated: the Secrets that the object refers to, and what excludes each other. */
export function prometheusFault(context: Context, prometheus: Prometheus | PrometheusAgent): Fault | undefined {
  const { namespace } = context;
  const spec: PrometheusSpec = prometheus.spec;
  const isServer = prometheus.kind === 'Prometheus';
  return inside(
    'spec',
    '',
    modeFault(context, prometheus) ??
      selectorsFault(spec, isServer) ??
      (isServer ? unmanagedFault(spec) : undefined) ??
      (isServer ? each('remoteRead', 'remoteRead', spec.remoteRead, (remote) => remoteFault(context, remote)) : undefined) ??
      each('remoteWrite', 'remoteWrite', spec.remoteWrite, (remote) => remoteWriteFault(context, remote) ?? remoteFault(context, remote)) ??
      inside(
        'apiserverConfig',
        'apiserver config',
        spec.apiserverConfig &&
          (basicAuthFault(context, namespace, spec.apiserverConfig.basicAuth) ??
            authorizationFault(context, namespace, spec.apiserverConfig.authorization) ??
            tlsFault(context, namespace, spec.apiserverConfig.tlsConfig, 'full') ??
            proxySecretsFault(context, namespace, spec.apiserverConfig)),
      ) ??
      (isServer
        ? each(
            'alerting.alertmanagers',
            (index) => `alertmanager ${index}`,
            spec.alerting?.alertmanagers,
            (endpoint) => alertmanagerFault(context, endpoint),
          )
        : undefined) ??
      each('scrapeClasses', unnumbered, spec.scrapeClasses, ({ name, tlsConfig }) =>
        labelled(`failed to process scrape classes: scrape class "${name}"`, tlsFault(context, namespace, tlsConfig, 'full')),
      ) ??
      additionalFault(context, 'additionalScrapeConfigs', 'additional scrape configs', spec.additionalScrapeConfigs) ??
      (isServer
        ? (additionalFault(
            context,
            'additionalAlertRelabelConfigs',
            'additional alert relabel configs',
            spec.additionalAlertRelabelConfigs,
          ) ??
          additionalFault(context, 'additionalAlertManagerConfigs', 'additional alert manager configs', spec.additionalAlertManagerConfigs))
        : undefined),
  );
}

/** What is checked while a configuration is generated. */
export function generationFault(context: Context, prometheus: Prometheus | PrometheusAgent): Fault | undefined {
  const { spec } = context;
  const isServer = prometheus.kind === 'Prometheus';
  const storage = fault('tsdb', storageFault(spec));
  const ratio = approximate(spec.tracingConfig?.samplingFraction) ?? 0;
  return inside(
    'spec',
    '',
    fault('scrapeTimeout', spec.scrapeTimeout ? timeoutFault(spec.scrapeTimeout, spec.scrapeInterval ?? '') : undefined) ??
      (isServer ? labelled('generating storage_settings configuration failed', storage) : storage) ??
      labelled('failed to generate OTLP configuration', fault('otlp', otlpFault(context))) ??
      inside(
        'tracingConfig',
        'failed to generate tracing configuration',
        inside('tlsConfig', '', spec.tracingConfig?.tlsConfig && tlsShapeFault(spec.tracingConfig.tlsConfig, 'full')) ??
          (ratio < 0 || ratio > 1 ? fault('samplingFraction', '`samplingFraction` must be between 0 and 1') : undefined),
      ),
  );
}

function modeFault(context: Context, { kind, spec }: Prometheus | PrometheusAgent): Fault | undefined {
  return kind === 'PrometheusAgent' && (spec as PrometheusAgent['spec']).mode === 'DaemonSet' && !context.daemonSet
    ? fault('mode', "feature gate for Prometheus Agent's DaemonSet mode is not enabled")
    : undefined;
}

const selected = ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig'] as const;

function selectorsFault(spec: PrometheusSpec, isServer: boolean): Fault | undefined {
  for (const kind of [...selected, ...(isServer ? (['rule'] as const) : [])]) {
    const found =
      inside(
        `${kind}NamespaceSelector`,
        'failed to convert namespace label selector to selector',
        selectorFault(spec[`${kind}NamespaceSelector`]),
      ) ??
      inside(`${kind}Selector`, kind === 'rule' ? 'convert rule label selector to selector' : '', selectorFault(spec[`${kind}Selector`]));
    if (found) return found;
  }
  return undefined;
}

function unmanagedFault(spec: PrometheusSpec): Fault | undefined {
  return spec.serviceMonitorSelector || spec.podMonitorSelector || spec.probeSelector || spec.scrapeConfigSelector
    ? undefined
    : fault(
        '',
        "the operator doesn't manage the Prometheus configuration secret because neither serviceMonitorSelector " +
          'nor podMonitorSelector, nor probeSelector, nor scrapeConfigSelector is specified',
      );
}

function remoteFault(context: Context, remote: RemoteRead | RemoteWrite): Fault | undefined {
  const { namespace } = context;
  return (
    basicAuthFault(context, namespace, remote.basicAuth) ??
    oauth2Fault(context, namespace, remote.oauth2) ??
    tlsFault(context, namespace, remote.tlsConfig, 'full') ??
    authorizationFault(context, namespace, remote.authorization) ??
    proxyShapeFault(remote) ??
    proxySecretsFault(context, namespace, remote)
  );
}

function remoteWriteFault(context: Context, remote: RemoteWrite): Fault | undefined {
  return (
    exclusiveFault(remote, ['authorization', 'azureAd', 'basicAuth', 'oauth2', 'sigv4']) ??
    inside('azureAd', '', remote.azureAd && azureFault(context, remote.azureAd)) ??
    sigv4Fault(context, context.namespace, remote.sigv4) ??
    inside(
      'azureAd.oauth',
      '',
      remote.azureAd?.oauth &&
        secretFault(
          context,
          context.namespace,
          'clientSecret',
          'failed to read AzureOAuth clientSecret',
          remote.azureAd.oauth.clientSecret ?? {},
        ),
    )
  );
}

function exclusiveFault<Name extends string>(object: Partial<Record<Name, unknown>>, names: readonly Name[]): Fault | undefined {
  const given = names.filter((name) => object[name]);
  return given.length < 2
    ? undefined
    : fault('', `${given.map((name) => `"${name}"`).join(' and ')} can't be set at the same time, at most one of them must be defined`);
}

const azureWays = { managedIdentity: 'Managed Identity', oauth: 'OAuth', sdk: 'SDK', workloadIdentity: 'Workload Identity' } as const;

function azureFault({ supports, version }: Context, azure: AzureAd): Fault | undefined {
  const [first, second] = (Object.keys(azureWays) as (keyof typeof azureWays)[]).filter((way) => azure[way]);
  if (!first) {
    return fault('', 'must provide Azure Managed Identity, Azure OAuth, Azure SDK, or Azure Workload Identity in the Azure AD config');
  }
  if (second) return fault('', `cannot provide both Azure ${azureWays[first]} and Azure ${azureWays[second]} in the Azure AD config`);
  const { managedIdentity, oauth, sdk, workloadIdentity } = azure;
  if (managedIdentity && !managedIdentity.clientId && !supports('azuread.managed_identity_without_client'))
    return fault(
      'managedIdentity.clientId',
      `managedIdentidy: clientId is required with Prometheus < 3.5.0, current = ${printVersion(version)}`,
    );
  if (oauth && !supports('azuread.oauth')) return fault('oauth', 'azureAD.oauth requires Prometheus >= v2.48.0');
  if (oauth && !isUuid(oauth.clientId)) return fault('oauth.clientId', 'the provided Azure OAuth clientId is invalid');
  if (sdk && !supports('azuread.sdk')) return fault('sdk', 'azureAD.sdk requires Prometheus >= v2.52.0');
  if (!workloadIdentity) return undefined;
  if (!supports('azuread.workload_identity')) return fault('workloadIdentity', 'azureAD.workloadIdentity requires Prometheus >= v3.7.0');
  for (const field of ['clientId', 'tenantId'] as const)
    if (!isUuid(workloadIdentity[field])) {
      return fault(`workloadIdentity.${field}`, `the provided Azure Workload Identity ${field} is invalid`);
    }
  return undefined;
}

/** In the notations that github.com/google/uuid reads. */
function isUuid(text = ''): boolean {
  const bare = text.replace(/^urn:uuid:/i, '').replace(/^\{(.*)\}$/, '$1');
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{32}$/i.test(bare);
}

function alertmanagerFault(context: Context, endpoint: AlertmanagerEndpoint): Fault | undefined {
  const { namespace } = context;
  return (
    exclusiveFault(endpoint, ['bearerTokenFile', 'authorization', 'basicAuth', 'sigv4']) ??
    inside('relabelings', 'invalid relabelings', relabelingsFault(context, endpoint.relabelings)) ??
    inside('alertRelabelings', 'invalid alertRelabelings', relabelingsFault(context, endpoint.alertRelabelings)) ??
    basicAuthFault(context, namespace, endpoint.basicAuth) ??
    safeAuthorizationFault(context, namespace, endpoint.authorization) ??
    sigv4Fault(context, namespace, endpoint.sigv4) ??
    tlsFault(context, namespace, endpoint.tlsConfig, 'full') ??
    proxySecretsFault(context, namespace, endpoint)
  );
}

/** A Secret with configuration that a user wrote must be there, unless it is optional. */
function additionalFault(
  { references, namespace }: Context,
  path: string,
  what: string,
  selector: KeySelector | undefined,
): Fault | undefined {
  if (!selector || selector.optional) return undefined;
  const reason = references.fault(secretSource(namespace, selector));
  return fault(path, reason && `loading ${what} from Secret failed: ${reason}`);
}
