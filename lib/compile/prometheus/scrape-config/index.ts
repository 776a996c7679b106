import { namespaceOf } from '../../../kubernetes/object';
import { authorizationSection, authorizationWithScrapeClass, basicAuthSection, oauth2Section, proxy } from '../auth';
import type { CompileContext } from '../context';
import type { Discoveries, ScrapeConfig } from '../crd/scrape-config';
import { type ConfigurationFields, omitUndefined, sorted } from '../fields';
import { bodySizeLimit, honorLabels, honorTimestamps, scrapeFormats, scrapeLimits } from '../limits';
import { nameSchemes } from '../name-schemes';
import { enforcedRules, jobNameRule, metricRules, relabelRules } from '../relabel';
import { shardingRulesIfMissing } from '../sharding';
import { safeTlsWithScrapeClass, tlsConfig } from '../tls';
import * as clouds from './clouds';
import * as general from './general';
import type { DiscoverySection, Scope } from './scope';

type ConfigOf<Field extends keyof Discoveries> = NonNullable<Discoveries[Field]>[number];

/** Every service discovery: the field of the ScrapeConfig, Prometheus' name for it, and how an entry is written. */
const discoveries: { readonly [Field in keyof Required<Discoveries>]: readonly [name: string, write: DiscoverySection<ConfigOf<Field>>] } =
  {
    staticConfigs: ['static_configs', general.listedTargets],
    fileSDConfigs: ['file_sd_configs', general.file],
    httpSDConfigs: ['http_sd_configs', general.httpDiscovery],
    kubernetesSDConfigs: ['kubernetes_sd_configs', general.kubernetes],
    consulSDConfigs: ['consul_sd_configs', general.consul],
    dnsSDConfigs: ['dns_sd_configs', general.dns],
    ec2SDConfigs: ['ec2_sd_configs', clouds.ec2],
    azureSDConfigs: ['azure_sd_configs', clouds.azure],
    gceSDConfigs: ['gce_sd_configs', clouds.gce],
    openstackSDConfigs: ['openstack_sd_configs', clouds.openStack],
    digitalOceanSDConfigs: ['digitalocean_sd_configs', clouds.digitalOcean],
    kumaSDConfigs: ['kuma_sd_configs', general.kuma],
    eurekaSDConfigs: ['eureka_sd_configs', general.eureka],
    dockerSDConfigs: ['docker_sd_configs', clouds.docker],
    linodeSDConfigs: ['linode_sd_configs', clouds.linode],
    hetznerSDConfigs: ['hetzner_sd_configs', clouds.hetzner],
    nomadSDConfigs: ['nomad_sd_configs', general.nomad],
    dockerSwarmSDConfigs: ['dockerswarm_sd_configs', clouds.dockerSwarm],
    puppetDBSDConfigs: ['puppetdb_sd_configs', general.puppetDb],
    lightSailSDConfigs: ['lightsail_sd_configs', clouds.lightSail],
    ovhcloudSDConfigs: ['ovhcloud_sd_configs', clouds.ovhCloud],
    scalewaySDConfigs: ['scaleway_sd_configs', clouds.scaleway],
    ionosSDConfigs: ['ionos_sd_configs', clouds.ionos],
  };

/** The scrape config of a ScrapeConfig object. */
export function compileScrapeConfig(config: ScrapeConfig, context: CompileContext): ConfigurationFields {
  const { spec } = config;
  const namespace = namespaceOf(config);
  const scrapeClass = context.scrapeClass(spec.scrapeClass);
  const job = `scrapeConfig/${namespace}/${config.metadata.name}`;
  const rules = [
    jobNameRule(),
    ...relabelRules(scrapeClass.relabelings),
    ...(spec.jobName === undefined ? [] : [{ target_label: 'job', action: 'replace', replacement: spec.jobName }]),
    // As in the operator, the namespace is enforced here only where the object has relabelings of its own.
    ...(spec.relabelings?.length ? enforcedRules(context, config, spec.relabelings) : []),
  ];
  return omitUndefined({
    job_name: job,
    honor_timestamps: spec.honorTimestamps === undefined ? undefined : honorTimestamps(context, spec.honorTimestamps),
    track_timestamps_staleness: context.since('track_timestamps_staleness', spec.trackTimestampsStaleness),
    honor_labels: spec.honorLabels === undefined ? undefined : honorLabels(context, spec.honorLabels),
    metrics_path: spec.metricsPath,
    params: spec.params && Object.keys(spec.params).length ? sorted(spec.params) : undefined,
    enable_compression: context.since('enable_compression', spec.enableCompression),
    enable_http2: context.since('enable_http2', spec.enableHTTP2),
    scrape_interval: spec.scrapeInterval,
    scrape_timeout: spec.scrapeTimeout,
    ...scrapeFormats(context, spec, scrapeClass),
    scheme: spec.scheme?.toLowerCase(),
    ...proxy(context, namespace, spec),
    basic_auth: basicAuthSection(context, namespace, spec.basicAuth),
    authorization: authorizationSection(context, namespace, authorizationWithScrapeClass(spec.authorization, scrapeClass)),
    oauth2: oauth2Section(context, namespace, spec.oauth2),
    tls_config: tlsConfig(context, namespace, safeTlsWithScrapeClass(spec.tlsConfig, scrapeClass)),
    ...scrapeLimits(context, spec),
    body_size_limit: bodySizeLimit(context, spec.bodySizeLimit),
    ...discoveryFields(spec, { context, namespace, job }),
    relabel_configs: [...rules, ...(context.sharding.shards === 1 ? [] : shardingRulesIfMissing(context, rules))],
    metric_relabel_configs: metricRules(context, config, spec.scrapeClass, spec.metricRelabelings),
    ...nameSchemes(context, spec),
  });
}

function discoveryFields(spec: Discoveries, scope: Scope): ConfigurationFields {
  const written: ConfigurationFields = {};
  for (const field of Object.keys(discoveries) as (keyof Discoveries)[]) {
    const [name, write] = discoveries[field] as readonly [string, DiscoverySection<unknown>];
    if (spec[field]?.length) written[name] = spec[field].map((config) => write(config, scope));
  }
  return written;
}
