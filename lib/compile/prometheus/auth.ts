import { secretSource, sourceOf } from './assets';
import type { CompileContext } from './context';
import type { Authorization, BasicAuth, KeySelector, OAuth2, ProxyConfig, SafeAuthorization, Sigv4 } from './crd/common';
import type { ScrapeClass } from './crd/prometheus';
import { type ConfigurationFields, nonEmptyList, nonEmptyText, omitUndefined, sorted } from './fields';
import { safeTlsConfig } from './tls';

/*
 * prometheus-operator copies credentials into the configuration, which it keeps in a Secret. Here they stay where they are: Prometheus
 * reads them from mounted files.
 */

export function basicAuthSection(context: CompileContext, namespace: string, auth: BasicAuth | undefined): ConfigurationFields | undefined {
  if (!auth) return undefined;
  const username = auth.username ?? {};
  return {
    ...(context.supports('username_file')
      ? { username_file: context.references.credentialFile(namespace, username) }
      : { username: context.references.value(namespace, { secret: username }) }),
    password_file: context.references.credentialFile(namespace, auth.password ?? {}),
  };
}

export function authorizationSection(
  context: CompileContext,
  namespace: string,
  auth: Authorization | undefined,
): ConfigurationFields | undefined {
  if (!auth || !context.supports('authorization')) return undefined;
  const { credentials } = auth;
  return omitUndefined({
    type: (auth.type || 'Bearer').trim(),
    credentials_file:
      nonEmptyText(auth.credentialsFile) ??
      (credentials && isReadable(context, namespace, credentials) ? context.references.credentialFile(namespace, credentials) : undefined),
  });
}

/** `authorization` of what may name no files of the container. */
export function safeAuthorization(
  context: CompileContext,
  namespace: string,
  auth: SafeAuthorization | undefined,
): ConfigurationFields | undefined {
  return authorizationSection(context, namespace, auth && { type: auth.type, credentials: auth.credentials });
}

/** What the scrape class adds to an object's authorization: its credentials where the object has none. */
export function authorizationWithScrapeClass(
  auth: SafeAuthorization | undefined,
  { authorization: ofClass }: ScrapeClass,
): Authorization | undefined {
  const given = auth?.type || auth?.credentials ? { type: auth.type, credentials: auth.credentials } : undefined;
  if (!given || !ofClass) return given ?? ofClass;
  if (given.credentials) return given;
  return { ...given, credentials: ofClass.credentials, credentialsFile: ofClass.credentials ? undefined : ofClass.credentialsFile };
}

/** bearer_token_file for a token in a Secret. */
export function bearerToken(context: CompileContext, namespace: string, token: KeySelector | undefined): string | undefined {
  return token && isReadable(context, namespace, token) ? context.references.credentialFile(namespace, token) : undefined;
}

export function oauth2Section(context: CompileContext, namespace: string, oauth: OAuth2 | undefined): ConfigurationFields | undefined {
  if (!oauth || !context.supports('oauth2')) return undefined;
  const { clientId = {}, clientSecret = {} } = oauth;
  const id = sourceOf(namespace, clientId);
  if ((id && context.references.problem(id)) || !isReadable(context, namespace, clientSecret)) return undefined;
  return omitUndefined({
    client_id: context.references.value(namespace, clientId),
    client_secret_file: context.references.credentialFile(namespace, clientSecret),
    token_url: oauth.tokenUrl ?? '',
    scopes: nonEmptyList(oauth.scopes),
    endpoint_params: oauth.endpointParams && Object.keys(oauth.endpointParams).length ? sorted(oauth.endpointParams) : undefined,
    ...(context.supports('oauth2.proxy_and_tls') && {
      ...proxy(context, namespace, oauth),
      tls_config: safeTlsConfig(context, namespace, oauth.tlsConfig),
    }),
  });
}

export function proxy(context: CompileContext, namespace: string, config: ProxyConfig): ConfigurationFields {
  const { proxyUrl, noProxy, proxyFromEnvironment, proxyConnectHeader } = config;
  return {
    proxy_url: proxyUrl,
    ...(context.supports('proxy') && {
      no_proxy: noProxy,
      proxy_from_environment: proxyFromEnvironment,
      proxy_connect_header:
        proxyConnectHeader &&
        Object.fromEntries(
          Object.entries(sorted(proxyConnectHeader)).map(([header, values]) => [
            header,
            values.map((value) => context.references.value(namespace, { secret: value })),
          ]),
        ),
    }),
  };
}

export function sigv4Section(context: CompileContext, namespace: string, config: Sigv4 | undefined): ConfigurationFields | undefined {
  if (!config) return undefined;
  const { accessKey, secretKey } = config;
  const keys =
    accessKey &&
    secretKey &&
    [accessKey, secretKey].every((key) => context.references.text(secretSource(namespace, key)) !== '') &&
    isReadable(context, namespace, accessKey) &&
    isReadable(context, namespace, secretKey);
  return omitUndefined({
    region: nonEmptyText(config.region),
    access_key: keys ? context.references.value(namespace, { secret: accessKey }) : undefined,
    secret_key: keys ? context.references.value(namespace, { secret: secretKey }) : undefined,
    profile: nonEmptyText(config.profile),
    role_arn: nonEmptyText(config.roleArn),
    external_id: context.since('sigv4.external_id', nonEmptyText(config.externalId)),
    use_fips_sts_endpoint: context.since('sigv4.use_fips_sts_endpoint', config.useFIPSSTSEndpoint),
  });
}

export function isReadable(context: CompileContext, namespace: string, key: KeySelector): boolean {
  return context.references.problem(secretSource(namespace, key)) === undefined;
}
