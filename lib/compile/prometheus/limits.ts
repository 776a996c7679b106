import { bytesOfSize, quantityValue } from '../../text/bytes';
import type { CompileContext } from './context';
import type { MonitorLimits, ScrapeFormats } from './crd/common';
import type { ScrapeClass } from './crd/prometheus';
import { type ConfigurationFields, nonEmptyText, omitUndefined } from './fields';

/** What bounds a scrape: the object's own limits, and those that the Prometheus object enforces. 0 and absent mean no limit. */
export function scrapeLimits(context: CompileContext, limits: MonitorLimits): ConfigurationFields {
  const { spec } = context;
  return omitUndefined({
    sample_limit: limit(context, limits.sampleLimit, spec.enforcedSampleLimit),
    target_limit: context.since('target_limit', limit(context, limits.targetLimit, spec.enforcedTargetLimit)),
    label_limit: context.since('label_limits', limit(context, limits.labelLimit, spec.enforcedLabelLimit)),
    label_name_length_limit: context.since('label_limits', limit(context, limits.labelNameLengthLimit, spec.enforcedLabelNameLengthLimit)),
    label_value_length_limit: context.since(
      'label_limits',
      limit(context, limits.labelValueLengthLimit, spec.enforcedLabelValueLengthLimit),
    ),
    keep_dropped_targets: context.since('keep_dropped_targets', limit(context, limits.keepDroppedTargets, spec.enforcedKeepDroppedTargets)),
  });
}

function limit(context: CompileContext, own: number | undefined, enforced: number | undefined): number | undefined {
  if (!enforced) return own;
  if (own) return enforced > own ? own : enforced;
  // Newer versions apply the global limit, which is the enforced one, to every job that has none.
  return context.supports('scrape_limits_inherit_global') ? undefined : enforced;
}

/** body_size_limit: the lower of the object's and the enforced one. */
export function bodySizeLimit(context: CompileContext, own: string | undefined): string | undefined {
  const enforced = context.spec.enforcedBodySizeLimit;
  const lower =
    own && enforced
      ? (bytesOfSize(own) ?? 0) > (bytesOfSize(enforced) ?? 0)
        ? enforced
        : own
      : (nonEmptyText(own) ?? nonEmptyText(enforced));
  return context.since('body_size_limit', lower);
}

/** Which exposition formats and histograms are asked for. */
export function scrapeFormats(
  context: CompileContext,
  formats: ScrapeFormats,
  { fallbackScrapeProtocol }: ScrapeClass,
): ConfigurationFields {
  return omitUndefined({
    scrape_native_histograms: context.since('scrape_native_histograms', formats.scrapeNativeHistograms),
    native_histogram_bucket_limit: context.since('native_histogram_bucket_limit', formats.nativeHistogramBucketLimit),
    native_histogram_min_bucket_factor: context.since(
      'native_histogram_min_bucket_factor',
      quantityValue(formats.nativeHistogramMinBucketFactor),
    ),
    ...(context.version.major >= 3
      ? { always_scrape_classic_histograms: formats.scrapeClassicHistograms }
      : { scrape_classic_histograms: context.since('scrape_classic_histograms', formats.scrapeClassicHistograms) }),
    convert_classic_histograms_to_nhcb: context.since('convert_classic_histograms_to_nhcb', formats.convertClassicHistogramsToNHCB),
    scrape_protocols: scrapeProtocols(context, formats.scrapeProtocols),
    fallback_scrape_protocol: context.since('fallback_scrape_protocol', formats.fallbackScrapeProtocol ?? fallbackScrapeProtocol),
  });
}

export function scrapeProtocols(context: CompileContext, protocols: readonly string[] | undefined): string[] | undefined {
  if (!protocols?.length || !context.supports('scrape_protocols')) return undefined;
  return protocols.filter((protocol) => protocol !== 'PrometheusText1.0.0' || context.supports('scrape_protocols=PrometheusText1.0.0'));
}

/** honor_timestamps, where either the object or the Prometheus object says something about it. */
export function honorTimestamps({ spec, since }: CompileContext, own: boolean | undefined): boolean | undefined {
  if (own === undefined && !spec.overrideHonorTimestamps) return undefined;
  return since('honor_timestamps', (own ?? false) && !spec.overrideHonorTimestamps);
}

export function honorLabels({ spec }: CompileContext, own: boolean | undefined): boolean {
  return (own ?? false) && !spec.overrideHonorLabels;
}
