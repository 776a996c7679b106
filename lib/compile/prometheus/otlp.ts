import { compareVersions, parseVersion } from '../../text/version';
import type { CompileContext } from './context';
import type { OtlpConfig } from './crd/prometheus';
import { type ConfigurationFields, nonEmptyList, omitUndefined } from './fields';

/** `otlp`: how metrics that are pushed by OpenTelemetry are translated. */
export function otlpFields({ spec: { otlp }, since }: CompileContext): ConfigurationFields | undefined {
  if (!otlp) return undefined;
  const all = omitUndefined({
    promote_resource_attributes: since('otlp.promote_resource_attributes', nonEmptyList(otlp.promoteResourceAttributes)),
    translation_strategy: since('otlp.translation_strategy', otlp.translationStrategy),
    keep_identifying_resource_attributes: since('otlp.keep_identifying_resource_attributes', otlp.keepIdentifyingResourceAttributes),
    convert_histograms_to_nhcb: since('otlp.convert_histograms_to_nhcb', otlp.convertHistogramsToNHCB),
    promote_all_resource_attributes: since('otlp.promote_all_resource_attributes', otlp.promoteAllResourceAttributes),
    ignore_resource_attributes: since('otlp.promote_all_resource_attributes', nonEmptyList(otlp.ignoreResourceAttributes)),
    promote_scope_metadata: since('otlp.promote_scope_metadata', otlp.promoteScopeMetadata),
    label_name_underscore_sanitization: since('otlp.label_names', otlp.labelNameUnderscoreSanitization),
    label_name_preserve_multiple_underscores: since('otlp.label_names', otlp.labelNamePreserveMultipleUnderscores),
  });
  return Object.keys(all).length ? all : undefined;
}

/** Why there can be no such configuration, in the operator's words. */
export function otlpProblem({ spec: { otlp, nameValidationScheme }, version }: CompileContext): string | undefined {
  if (!otlp) return undefined;
  const before = (first: string) => compareVersions(version, parseVersion(first)!) < 0;
  const strategy = otlp.translationStrategy;
  if (before('2.55.0')) return 'OTLP configuration is only supported from Prometheus version 2.55.0';
  if (strategy === 'NoUTF8EscapingWithSuffixes' && nameValidationScheme === 'Legacy')
    return `nameValidationScheme "Legacy" is not compatible with OTLP translation strategy "${strategy}"`;
  if ((strategy === 'NoTranslation' && before('3.4.0')) || (strategy === 'UnderscoreEscapingWithoutSuffixes' && before('3.6.0')))
    return (
      `nameValidationScheme "${strategy}" is only supported from Prometheus version ` +
      `${strategy === 'NoTranslation' ? '3.4.0' : '3.6.0'} `
    );
  return before('3.5.0') ? undefined : attributeProblem(otlp);
}

function attributeProblem({
  promoteAllResourceAttributes: all,
  promoteResourceAttributes,
  ignoreResourceAttributes,
}: OtlpConfig): string | undefined {
  if (all && promoteResourceAttributes?.length)
    return "'promoteAllResourceAttributes' cannot be set to 'true' simultaneously with 'promoteResourceAttributes'";
  if (!all && ignoreResourceAttributes?.length) {
    return "'ignoreResourceAttributes' can only be set when 'promoteAllResourceAttributes' is true";
  }
  return undefined;
}
