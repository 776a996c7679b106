import type { CompileContext } from './context';
import type { ConfigurationFields } from './fields';

const escapings: Readonly<Record<string, string>> = {
  AllowUTF8: 'allow-utf-8',
  Underscores: 'underscores',
  Dots: 'dots',
  Values: 'values',
};

/** Which metric names are accepted, and how those that a scraper cannot say are escaped. */
export function nameSchemes(
  context: CompileContext,
  { nameValidationScheme, nameEscapingScheme }: { readonly nameValidationScheme?: string; readonly nameEscapingScheme?: string },
): ConfigurationFields {
  return {
    metric_name_validation_scheme: context.since('metric_name_validation_scheme', nameValidationScheme?.toLowerCase()),
    metric_name_escaping_scheme: context.since('metric_name_escaping_scheme', nameEscapingScheme && escapings[nameEscapingScheme]),
  };
}
