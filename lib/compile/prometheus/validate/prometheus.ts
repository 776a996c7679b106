import { quantityValue } from '../../../text/bytes';
import { parseVersion, printVersion } from '../../../text/version';
import { secretSource } from '../assets';
import type { CompileContext } from '../context';
import type { KeySelector } from '../crd/common';
import type {
  AlertmanagerEndpoint,
  AzureAd,
  Prometheus,
  PrometheusAgent,
  PrometheusSpec,
  RemoteReadSpec,
  RemoteWriteSpec,
  ScrapeClass,
} from '../crd/prometheus';
import { otlpProblem } from '../otlp';
import { storageProblem } from '../storage';
import { defaultPrometheusVersion } from '../versions';
import {
  authorizationProblem,
  basicAuthProblem,
  oauth2Problem,
  proxySecretsProblem,
  safeAuthorizationProblem,
  secretProblem,
  sigv4Problem,
  tlsProblem,
} from './credentials';
import { each, type FieldProblem, fieldProblem, insideOf, labelled, unnumbered } from './field-problem';
import { isBasic, proxyShapeProblem, tlsShapeProblem } from './http';
import { timeoutProblem } from './monitors';
import { relabelingsProblem } from './relabel';
import { selectorProblem } from './selectors';

/*
 * Why there is no configuration at all: what is wrong with the Prometheus object itself, in the operator's words.
 */

/** Why no version can be told, and so nothing compiled. */
export function versionProblem({ spec }: Prometheus | PrometheusAgent): FieldProblem | undefined {
  const text = spec.version?.trim() || defaultPrometheusVersion;
  const version = parseVersion(text);
  if (!version) return fieldProblem('spec.version', `failed to parse Prometheus version: ${JSON.stringify(text)}`);
  return version.major === 2 || version.major === 3 ? undefined : fieldProblem('spec.version', `unsupported Prometheus version "${text}"`);
}

/** What NewConfigGenerator checks. */
export function scrapeClassesProblem(context: CompileContext): FieldProblem | undefined {
  const classes = context.spec.scrapeClasses ?? [];
  const found = each('spec.scrapeClasses', unnumbered, classes, (scrapeClass) => classProblem(context, scrapeClass));
  if (found) return labelled('failed to parse scrape classes', found);
  return classes.filter((scrapeClass) => scrapeClass.default).length > 1
    ? fieldProblem('spec.scrapeClasses', 'failed to parse scrape classes: multiple default scrape classes defined')
    : undefined;
}

function classProblem(
  context: CompileContext,
  { name, relabelings, metricRelabelings, tlsConfig, authorization }: ScrapeClass,
): FieldProblem | undefined {
  return (
    insideOf('relabelings', `invalid relabelings for scrapeClass ${name}`, relabelingsProblem(context, relabelings)) ??
    insideOf('metricRelabelings', `invalid metric relabelings for scrapeClass ${name}`, relabelingsProblem(context, metricRelabelings)) ??
    insideOf('tlsConfig', `invalid TLS config for scrapeClass ${name}`, tlsConfig && tlsShapeProblem(tlsConfig, 'full')) ??
    insideOf(
      'authorization',
      `invalid authorization for scrapeClass ${name}`,
      authorization &&
        (authorization.credentials && authorization.credentialsFile
          ? fieldProblem('', 'authorization can not specify both "credentials" and "credentialsFile"')
          : isBasic(authorization)
            ? fieldProblem('type', 'authorization type cannot be set to "basic", use "basicAuth" instead')
            : undefined),
    )
  );
}

/** What is checked before a configuration is generated: the Secrets that the object refers to, and what excludes each other. */
export function prometheusProblem(context: CompileContext, prometheus: Prometheus | PrometheusAgent): FieldProblem | undefined {
  const { namespace } = context;
  const spec: PrometheusSpec = prometheus.spec;
  const isServer = prometheus.kind === 'Prometheus';
  return insideOf(
    'spec',
    '',
    modeProblem(context, prometheus) ??
      selectorsProblem(spec, isServer) ??
      (isServer ? unmanagedProblem(spec) : undefined) ??
      (isServer ? each('remoteRead', 'remoteRead', spec.remoteRead, (remote) => remoteProblem(context, remote)) : undefined) ??
      each(
        'remoteWrite',
        'remoteWrite',
        spec.remoteWrite,
        (remote) => remoteWriteProblem(context, remote) ?? remoteProblem(context, remote),
      ) ??
      insideOf(
        'apiserverConfig',
        'apiserver config',
        spec.apiserverConfig &&
          (basicAuthProblem(context, namespace, spec.apiserverConfig.basicAuth) ??
            authorizationProblem(context, namespace, spec.apiserverConfig.authorization) ??
            tlsProblem(context, namespace, spec.apiserverConfig.tlsConfig, 'full') ??
            proxySecretsProblem(context, namespace, spec.apiserverConfig)),
      ) ??
      (isServer
        ? each(
            'alerting.alertmanagers',
            (index) => `alertmanager ${index}`,
            spec.alerting?.alertmanagers,
            (endpoint) => alertmanagerProblem(context, endpoint),
          )
        : undefined) ??
      each('scrapeClasses', unnumbered, spec.scrapeClasses, ({ name, tlsConfig }) =>
        labelled(`failed to process scrape classes: scrape class "${name}"`, tlsProblem(context, namespace, tlsConfig, 'full')),
      ) ??
      additionalProblem(context, 'additionalScrapeConfigs', 'additional scrape configs', spec.additionalScrapeConfigs) ??
      (isServer
        ? (additionalProblem(
            context,
            'additionalAlertRelabelConfigs',
            'additional alert relabel configs',
            spec.additionalAlertRelabelConfigs,
          ) ??
          additionalProblem(
            context,
            'additionalAlertManagerConfigs',
            'additional alert manager configs',
            spec.additionalAlertManagerConfigs,
          ))
        : undefined),
  );
}

/** What is checked while a configuration is generated. */
export function generationProblem(context: CompileContext, prometheus: Prometheus | PrometheusAgent): FieldProblem | undefined {
  const { spec } = context;
  const isServer = prometheus.kind === 'Prometheus';
  const storage = fieldProblem('tsdb', storageProblem(spec));
  const ratio = quantityValue(spec.tracingConfig?.samplingFraction) ?? 0;
  return insideOf(
    'spec',
    '',
    fieldProblem('scrapeTimeout', spec.scrapeTimeout ? timeoutProblem(spec.scrapeTimeout, spec.scrapeInterval ?? '') : undefined) ??
      (isServer ? labelled('generating storage_settings configuration failed', storage) : storage) ??
      labelled('failed to generate OTLP configuration', fieldProblem('otlp', otlpProblem(context))) ??
      insideOf(
        'tracingConfig',
        'failed to generate tracing configuration',
        insideOf('tlsConfig', '', spec.tracingConfig?.tlsConfig && tlsShapeProblem(spec.tracingConfig.tlsConfig, 'full')) ??
          (ratio < 0 || ratio > 1 ? fieldProblem('samplingFraction', '`samplingFraction` must be between 0 and 1') : undefined),
      ),
  );
}

function modeProblem(context: CompileContext, { kind, spec }: Prometheus | PrometheusAgent): FieldProblem | undefined {
  return kind === 'PrometheusAgent' && (spec as PrometheusAgent['spec']).mode === 'DaemonSet' && !context.daemonSet
    ? fieldProblem('mode', "feature gate for Prometheus Agent's DaemonSet mode is not enabled")
    : undefined;
}

const selected = ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig'] as const;

function selectorsProblem(spec: PrometheusSpec, isServer: boolean): FieldProblem | undefined {
  for (const kind of [...selected, ...(isServer ? (['rule'] as const) : [])]) {
    const found =
      insideOf(
        `${kind}NamespaceSelector`,
        'failed to convert namespace label selector to selector',
        selectorProblem(spec[`${kind}NamespaceSelector`]),
      ) ??
      insideOf(
        `${kind}Selector`,
        kind === 'rule' ? 'convert rule label selector to selector' : '',
        selectorProblem(spec[`${kind}Selector`]),
      );
    if (found) return found;
  }
  return undefined;
}

function unmanagedProblem(spec: PrometheusSpec): FieldProblem | undefined {
  return spec.serviceMonitorSelector || spec.podMonitorSelector || spec.probeSelector || spec.scrapeConfigSelector
    ? undefined
    : fieldProblem(
        '',
        "the operator doesn't manage the Prometheus configuration secret because neither serviceMonitorSelector " +
          'nor podMonitorSelector, nor probeSelector, nor scrapeConfigSelector is specified',
      );
}

function remoteProblem(context: CompileContext, remote: RemoteReadSpec | RemoteWriteSpec): FieldProblem | undefined {
  const { namespace } = context;
  return (
    basicAuthProblem(context, namespace, remote.basicAuth) ??
    oauth2Problem(context, namespace, remote.oauth2) ??
    tlsProblem(context, namespace, remote.tlsConfig, 'full') ??
    authorizationProblem(context, namespace, remote.authorization) ??
    proxyShapeProblem(remote) ??
    proxySecretsProblem(context, namespace, remote)
  );
}

function remoteWriteProblem(context: CompileContext, remote: RemoteWriteSpec): FieldProblem | undefined {
  return (
    exclusiveProblem(remote, ['authorization', 'azureAd', 'basicAuth', 'oauth2', 'sigv4']) ??
    insideOf('azureAd', '', remote.azureAd && azureProblem(context, remote.azureAd)) ??
    sigv4Problem(context, context.namespace, remote.sigv4) ??
    insideOf(
      'azureAd.oauth',
      '',
      remote.azureAd?.oauth &&
        secretProblem(
          context,
          context.namespace,
          'clientSecret',
          'failed to read AzureOAuth clientSecret',
          remote.azureAd.oauth.clientSecret ?? {},
        ),
    )
  );
}

function exclusiveProblem<Name extends string>(object: Partial<Record<Name, unknown>>, names: readonly Name[]): FieldProblem | undefined {
  const given = names.filter((name) => object[name]);
  return given.length < 2
    ? undefined
    : fieldProblem(
        '',
        `${given.map((name) => `"${name}"`).join(' and ')} can't be set at the same time, at most one of them must be defined`,
      );
}

const azureWays = { managedIdentity: 'Managed Identity', oauth: 'OAuth', sdk: 'SDK', workloadIdentity: 'Workload Identity' } as const;

function azureProblem({ supports, version }: CompileContext, azure: AzureAd): FieldProblem | undefined {
  const [first, second] = (Object.keys(azureWays) as (keyof typeof azureWays)[]).filter((way) => azure[way]);
  if (!first) {
    return fieldProblem(
      '',
      'must provide Azure Managed Identity, Azure OAuth, Azure SDK, or Azure Workload Identity in the Azure AD config',
    );
  }
  if (second)
    return fieldProblem('', `cannot provide both Azure ${azureWays[first]} and Azure ${azureWays[second]} in the Azure AD config`);
  const { managedIdentity, oauth, sdk, workloadIdentity } = azure;
  if (managedIdentity && !managedIdentity.clientId && !supports('azuread.managed_identity_without_client'))
    return fieldProblem(
      'managedIdentity.clientId',
      `managedIdentidy: clientId is required with Prometheus < 3.5.0, current = ${printVersion(version)}`,
    );
  if (oauth && !supports('azuread.oauth')) return fieldProblem('oauth', 'azureAD.oauth requires Prometheus >= v2.48.0');
  if (oauth && !isUuid(oauth.clientId)) return fieldProblem('oauth.clientId', 'the provided Azure OAuth clientId is invalid');
  if (sdk && !supports('azuread.sdk')) return fieldProblem('sdk', 'azureAD.sdk requires Prometheus >= v2.52.0');
  if (!workloadIdentity) return undefined;
  if (!supports('azuread.workload_identity'))
    return fieldProblem('workloadIdentity', 'azureAD.workloadIdentity requires Prometheus >= v3.7.0');
  for (const field of ['clientId', 'tenantId'] as const)
    if (!isUuid(workloadIdentity[field])) {
      return fieldProblem(`workloadIdentity.${field}`, `the provided Azure Workload Identity ${field} is invalid`);
    }
  return undefined;
}

/** In the notations that github.com/google/uuid reads. */
function isUuid(text = ''): boolean {
  const bare = text.replace(/^urn:uuid:/i, '').replace(/^\{(.*)\}$/, '$1');
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$|^[0-9a-f]{32}$/i.test(bare);
}

function alertmanagerProblem(context: CompileContext, endpoint: AlertmanagerEndpoint): FieldProblem | undefined {
  const { namespace } = context;
  return (
    exclusiveProblem(endpoint, ['bearerTokenFile', 'authorization', 'basicAuth', 'sigv4']) ??
    insideOf('relabelings', 'invalid relabelings', relabelingsProblem(context, endpoint.relabelings)) ??
    insideOf('alertRelabelings', 'invalid alertRelabelings', relabelingsProblem(context, endpoint.alertRelabelings)) ??
    basicAuthProblem(context, namespace, endpoint.basicAuth) ??
    safeAuthorizationProblem(context, namespace, endpoint.authorization) ??
    sigv4Problem(context, namespace, endpoint.sigv4) ??
    tlsProblem(context, namespace, endpoint.tlsConfig, 'full') ??
    proxySecretsProblem(context, namespace, endpoint)
  );
}

/** A Secret with configuration that a user wrote must be there, unless it is optional. */
function additionalProblem(
  { references, namespace }: CompileContext,
  path: string,
  what: string,
  selector: KeySelector | undefined,
): FieldProblem | undefined {
  if (!selector || selector.optional) return undefined;
  const reason = references.problem(secretSource(namespace, selector));
  return fieldProblem(path, reason && `loading ${what} from Secret failed: ${reason}`);
}
