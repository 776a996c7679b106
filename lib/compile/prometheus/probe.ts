import { namespaceOf } from '../../kubernetes/object';
import { authorizationSection, authorizationWithScrapeClass, basicAuthSection, bearerToken, oauth2Section, proxy } from './auth';
import type { CompileContext } from './context';
import type { Probe, ProbeSpec } from './crd/monitors';
import { type ConfigurationFields, nonEmptyText, omitUndefined } from './fields';
import { kubernetesDiscovery } from './kubernetes-sd';
import { honorTimestamps, scrapeFormats, scrapeLimits } from './limits';
import { copyTo, enforcedRules, jobNameRule, metricRules, type RelabelSection, relabelRules, selectorRules } from './relabel';
import { shardingRules } from './sharding';
import { safeTlsWithScrapeClass, tlsConfig } from './tls';

/** The scrape config of a Probe: a prober is asked about each target. */
export function compileProbe(probe: Probe, context: CompileContext): ConfigurationFields {
  const { spec } = probe;
  const namespace = namespaceOf(probe);
  const scrapeClass = context.scrapeClass(spec.scrapeClass);
  const { staticConfig, ingress } = spec.targets ?? {};
  const targets = staticConfig ? staticTargets(probe) : ingress ? ingressTargets(context, probe) : noTargets;
  const prober = spec.prober ?? {};
  const params = probeParams(spec);
  return omitUndefined({
    job_name: `probe/${namespace}/${probe.metadata.name}`,
    honor_timestamps: honorTimestamps(context, true),
    metrics_path: prober.path ?? '',
    scrape_interval: nonEmptyText(spec.interval),
    scrape_timeout: nonEmptyText(spec.scrapeTimeout),
    scheme: prober.scheme?.toLowerCase(),
    params: Object.keys(params).length ? params : undefined,
    ...scrapeLimits(context, spec),
    ...scrapeFormats(context, spec, scrapeClass),
    body_size_limit: context.since('body_size_limit', nonEmptyText(context.spec.enforcedBodySizeLimit)),
    ...proxy(context, namespace, prober),
    follow_redirects: context.since('follow_redirects', spec.followRedirects),
    enable_http2: context.since('enable_http2', spec.enableHttp2),
    tls_config: tlsConfig(context, namespace, safeTlsWithScrapeClass(spec.tlsConfig, scrapeClass)),
    ...targets.discovery,
    relabel_configs: [
      jobNameRule(),
      ...(spec.jobName ? [{ target_label: 'job', replacement: spec.jobName }] : []),
      ...targets.rules,
      ...(targets === noTargets
        ? []
        : [
            copyTo('__param_target', 'instance'),
            { target_label: '__address__', replacement: prober.url ?? '' },
            ...relabelRules(scrapeClass.relabelings),
            ...enforcedRules(context, probe, (staticConfig ?? ingress)!.relabelingConfigs),
          ]),
      ...shardingRules(context, '__param_target'),
    ],
    bearer_token_file: bearerToken(context, namespace, spec.bearerTokenSecret),
    basic_auth: basicAuthSection(context, namespace, spec.basicAuth),
    oauth2: oauth2Section(context, namespace, spec.oauth2),
    authorization: authorizationSection(context, namespace, authorizationWithScrapeClass(spec.authorization, scrapeClass)),
    metric_relabel_configs: metricRules(context, probe, spec.scrapeClass, spec.metricRelabelings),
  });
}

interface Targets {
  readonly discovery: ConfigurationFields;
  readonly rules: readonly RelabelSection[];
}

const noTargets: Targets = { discovery: {}, rules: [] };

function staticTargets(probe: Probe): Targets {
  const { static: targets = [], labels } = probe.spec.targets!.staticConfig!;
  return {
    discovery: { static_configs: [{ targets, labels: { namespace: namespaceOf(probe), ...labels } }] },
    rules: [copyTo('__address__', '__param_target')],
  };
}

/** One target for each host and path of the Ingresses. */
function ingressTargets(context: CompileContext, probe: Probe): Targets {
  const { selector, namespaceSelector } = probe.spec.targets!.ingress!;
  return {
    discovery: {
      kubernetes_sd_configs: kubernetesDiscovery(context, { role: 'ingress', namespace: namespaceOf(probe), namespaceSelector }),
    },
    rules: [
      ...selectorRules(selector, 'ingress'),
      {
        source_labels: ['__meta_kubernetes_ingress_scheme', '__address__', '__meta_kubernetes_ingress_path'],
        separator: ';',
        regex: '(.+);(.+);(.+)',
        target_label: '__param_target',
        replacement: '${1}://${2}${3}',
        action: 'replace',
      },
      copyTo('__meta_kubernetes_namespace', 'namespace'),
      copyTo('__meta_kubernetes_ingress_name', 'ingress'),
      {
        source_labels: ['__address__'],
        separator: ';',
        regex: '(.*)',
        target_label: '__tmp_ingress_address',
        replacement: '$1',
        action: 'replace',
      },
    ],
  };
}

/** The URL parameters; the module wins over a parameter of that name. */
function probeParams({ module, params }: ProbeSpec): Record<string, readonly string[]> {
  const all: Record<string, readonly string[]> = {};
  if (module) all.module = [module];
  for (const { name = '', values = [] } of params ?? []) if (!module || name !== 'module') all[name] = values;
  return all;
}
