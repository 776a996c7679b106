import { secretSource } from '../assets';
import { basicAuthSection, oauth2Section, proxy, safeAuthorization } from '../auth';
import { ConfigError } from '../config-error';
import type { CompileContext } from '../context';
import type { KeySelector } from '../crd/common';
import type { DiscoveryHttp, Filter } from '../crd/scrape-config';
import type { ConfigurationFields } from '../fields';
import { safeTlsConfig } from '../tls';

/** The ScrapeConfig that a discovery belongs to. */
export interface Scope {
  readonly context: CompileContext;
  readonly namespace: string;
  readonly job: string;
}

/** How one entry of a service discovery is written. */
export type DiscoverySection<Config> = (config: Config, scope: Scope) => ConfigurationFields;

export function httpSection(config: DiscoveryHttp, { context, namespace }: Scope): ConfigurationFields {
  return {
    basic_auth: basicAuthSection(context, namespace, config.basicAuth),
    authorization: safeAuthorization(context, namespace, config.authorization),
    oauth2: oauth2Section(context, namespace, config.oauth2),
    ...proxy(context, namespace, config),
    follow_redirects: config.followRedirects,
    enable_http2: config.enableHTTP2,
    tls_config: safeTlsConfig(context, namespace, config.tlsConfig),
  };
}

/** A credential that Prometheus can only read from its configuration. Where it does not exist, there is no configuration at all. */
export function secretField(selector: KeySelector | undefined, { context, namespace, job }: Scope, what: string): string | undefined {
  if (!selector) return undefined;
  const problem = context.references.problem(secretSource(namespace, selector), 'cached');
  if (problem) throw new ConfigError(`generate scrape configs: ${what.replace('%', selector.name ?? '')} ${job}: ${problem}`);
  return context.references.value(namespace, { secret: selector });
}

export function filterFields(filters: readonly Filter[] | undefined): ConfigurationFields[] | undefined {
  if (!filters?.length) return undefined;
  return [...filters]
    .map(({ name = '', values = [] }) => ({ name, values }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
