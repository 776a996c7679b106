import { posix } from 'node:path';
import type { CompileContext } from './context';
import type { PrometheusSpec } from './crd/prometheus';
import { type ConfigurationFields, nonEmptyText, omitUndefined, sortedKeys } from './fields';
import { scrapeProtocols } from './limits';
import { nameSchemes } from './name-schemes';
import { zoneOf } from './sharding';

/** What servers and agents have in common under `global`. */
export function globalSection(context: CompileContext): ConfigurationFields {
  const { spec, since } = context;
  return omitUndefined({
    scrape_interval: spec.scrapeInterval ?? '',
    scrape_timeout: nonEmptyText(spec.scrapeTimeout),
    scrape_protocols: scrapeProtocols(context, spec.scrapeProtocols),
    external_labels: externalLabels(context),
    ...globalLimits(context),
    scrape_failure_log_file: since('global.scrape_failure_log_file', logFile(spec.scrapeFailureLogFile)),
    ...nameSchemes(context, spec),
    convert_classic_histograms_to_nhcb: since('global.convert_classic_histograms_to_nhcb', spec.convertClassicHistogramsToNHCB),
    always_scrape_classic_histograms: since('global.always_scrape_classic_histograms', spec.scrapeClassicHistograms),
    scrape_native_histograms: since('scrape_native_histograms', spec.scrapeNativeHistograms),
  });
}

/** What only servers have under `global`. */
export function serverGlobalFields({ since }: CompileContext, spec: PrometheusSpec): ConfigurationFields {
  return {
    evaluation_interval: spec.evaluationInterval ?? '',
    rule_query_offset: since('global.rule_query_offset', spec.ruleQueryOffset),
    query_log_file: since('global.query_log_file', logFile(nonEmptyText(spec.queryLogFile))),
  };
}

export function runtimeFields({ spec, since }: CompileContext): ConfigurationFields | undefined {
  return since('runtime', spec.runtime && omitUndefined({ gogc: spec.runtime.goGC }));
}

/** The labels that tell this Prometheus, and this replica of it, from others. They win over labels of the user. */
function externalLabels({ namespace, name, spec, sharding }: CompileContext): Record<string, string> {
  const own: Record<string, string> = {};
  const prometheusLabel = spec.prometheusExternalLabelName ?? 'prometheus';
  if (prometheusLabel) own[prometheusLabel] = `${namespace}/${name}`;
  const replicaLabel = replicaLabelOf(spec);
  // Prometheus itself replaces the variable: by default from version 3, before with --enable-feature=expand-external-labels.
  if (replicaLabel) own[replicaLabel] = '${POD_NAME}';
  const zoneLabel = sharding.zoneLabel;
  if (zoneLabel) own[zoneLabel] = zoneOf(sharding);
  const all: Record<string, string> = { ...spec.externalLabels, ...own };
  return Object.fromEntries(sortedKeys(all).map((label) => [label, all[label]!.replaceAll('$(POD_NAME)', '${POD_NAME}')]));
}

/** The external label that tells replicas apart; empty where there is to be none. */
export function replicaLabelOf(spec: PrometheusSpec): string {
  return spec.replicaExternalLabelName ?? 'prometheus_replica';
}

/** The limits of jobs that have none of their own: the global one or the enforced one, whichever is lower. */
function globalLimits({ spec, since }: CompileContext): ConfigurationFields {
  const limit = (own = 0, enforced = 0) => {
    if (own > 0) return enforced > 0 ? Math.min(own, enforced) : own;
    return enforced > 0 ? enforced : undefined;
  };
  return {
    body_size_limit: since('global.limits', spec.bodySizeLimit ?? nonEmptyText(spec.enforcedBodySizeLimit)),
    sample_limit: since('global.limits', limit(spec.sampleLimit, spec.enforcedSampleLimit)),
    target_limit: since('global.limits', limit(spec.targetLimit, spec.enforcedTargetLimit)),
    label_limit: since('global.limits', limit(spec.labelLimit, spec.enforcedLabelLimit)),
    label_name_length_limit: since('global.limits', limit(spec.labelNameLengthLimit, spec.enforcedLabelNameLengthLimit)),
    label_value_length_limit: since('global.limits', limit(spec.labelValueLengthLimit, spec.enforcedLabelValueLengthLimit)),
    keep_dropped_targets: since('global.keep_dropped_targets', limit(spec.keepDroppedTargets, spec.enforcedKeepDroppedTargets)),
  };
}

/** A file name without a folder goes where logs are kept (pkg/prometheus/common.go, DefaultLogDirectory). */
function logFile(file: string | undefined): string | undefined {
  if (!file) return file;
  const folder = posix.normalize(file.slice(0, file.lastIndexOf('/') + 1) || '.');
  return folder === '.' || folder === './' ? posix.join('/var/log/prometheus', file).replace(/\/$/, '') : file;
}
