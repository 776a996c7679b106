import type { HttpConfiguration, TlsConfiguration } from './http';

type Problems = Generator<string>;

const given = (...values: readonly unknown[]) => values.filter((value) => value !== undefined && value !== '').length;

/** What Alertmanager refuses in a <tls_config>, as messages. */
export function* tlsProblems(tls: TlsConfiguration = {}): Problems {
  for (const part of ['ca', 'cert', 'key'] as const) {
    if (given(tls[part], tls[`${part}_file`], tls[`${part}_ref`]) > 1) yield `both ${part} and ${part}_file are given: keep one`;
  }
  const cert = given(tls.cert, tls.cert_file, tls.cert_ref) > 0;
  const key = given(tls.key, tls.key_file, tls.key_ref) > 0;
  if (cert && !key) yield 'a client certificate is given without its key: add key_file';
  if (key && !cert) yield 'a client key is given without its certificate: add cert_file';
  for (const version of [tls.min_version, tls.max_version]) {
    if (version !== undefined && !/^TLS1[0-3]$/.test(version)) {
      yield `${version} is not a TLS version: write TLS10, TLS11, TLS12 or TLS13`;
    }
  }
}

type Proxy = Pick<HttpConfiguration, 'proxy_url' | 'no_proxy' | 'proxy_from_environment' | 'proxy_connect_header'>;

function* proxyProblems({ proxy_url, no_proxy, proxy_from_environment, proxy_connect_header = {} }: Proxy): Problems {
  const url = given(proxy_url) > 0;
  const environment = proxy_from_environment === true;
  if (Object.keys(proxy_connect_header).length > 0 && !url && !environment) {
    yield 'proxy_connect_header is given without a proxy: add proxy_url or proxy_from_environment';
  }
  if (environment && url) yield 'both proxy_from_environment and proxy_url are given: keep one';
  if (environment && given(no_proxy) > 0) {
    yield 'both proxy_from_environment and no_proxy are given: NO_PROXY of the environment counts already';
  }
  if (proxy_url === undefined && !environment && given(no_proxy) > 0) yield 'no_proxy is given without proxy_url: add it';
}

/** Whether requests carry an Authorization header of their own. */
export function authorizes(http: HttpConfiguration = {}): boolean {
  return given(http.authorization, http.bearer_token, http.bearer_token_file) > 0;
}

// Headers that Alertmanager sets by itself (prometheus/common, config/headers.go).
const reservedHeaders = new Set([
  'authorization',
  'host',
  'content-encoding',
  'content-length',
  'content-type',
  'user-agent',
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'www-authenticate',
  'accept-encoding',
  'x-prometheus-remote-write-version',
  'x-prometheus-remote-read-version',
  'x-prometheus-scrape-timeout-seconds',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-content-sha256',
]);

/** What Alertmanager refuses in an <http_config>, as messages. */
export function* httpProblems(http: HttpConfiguration = {}): Problems {
  const { basic_auth: basic, authorization, oauth2 } = http;
  const bearer = given(http.bearer_token, http.bearer_token_file);
  if (bearer > 1) yield 'both bearer_token and bearer_token_file are given: keep the file';
  if (given(basic, oauth2, authorization) + (bearer > 0 ? 1 : 0) > 1) {
    yield 'more than one of basic_auth, authorization, oauth2 and bearer_token is given: keep one';
  }
  if (basic && given(basic.username, basic.username_file, basic.username_ref) > 1) {
    yield 'both username and username_file of basic_auth are given: keep one';
  }
  if (basic && given(basic.password, basic.password_file, basic.password_ref) > 1) {
    yield 'both password and password_file of basic_auth are given: keep the file';
  }
  if (authorization) {
    if (given(authorization.credentials, authorization.credentials_file, authorization.credentials_ref) > 1) {
      yield 'both credentials and credentials_file of authorization are given: keep the file';
    }
    if (authorization.type?.trim().toLowerCase() === 'basic') yield 'authorization cannot be of type basic: use basic_auth';
  }
  if (oauth2) {
    if (given(oauth2.client_id) === 0) yield 'oauth2 lacks client_id';
    if (given(oauth2.token_url) === 0) yield 'oauth2 lacks token_url';
    if (oauth2.grant_type === 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
      if (given(oauth2.client_certificate_key, oauth2.client_certificate_key_file, oauth2.client_certificate_key_ref) > 1) {
        yield 'both client_certificate_key and client_certificate_key_file of oauth2 are given: keep the file';
      }
      if (given(oauth2.signature_algorithm) > 0 && !/^RS(?:256|384|512)$/.test(oauth2.signature_algorithm!)) {
        yield `oauth2 cannot sign with ${oauth2.signature_algorithm}: write RS256, RS384 or RS512`;
      }
    } else if (given(oauth2.client_secret, oauth2.client_secret_file, oauth2.client_secret_ref) > 1) {
      yield 'both client_secret and client_secret_file of oauth2 are given: keep the file';
    }
    yield* prefixed('oauth2: ', proxyProblems(oauth2));
    yield* prefixed('oauth2.tls_config: ', tlsProblems(oauth2.tls_config));
  }
  yield* proxyProblems(http);
  yield* prefixed('tls_config: ', tlsProblems(http.tls_config));
  for (const name of Object.keys(http.http_headers ?? {})) {
    if (reservedHeaders.has(name.toLowerCase())) {
      yield `the header ${name} is set by Alertmanager itself: take it out of http_headers`;
    }
  }
}

function* prefixed(prefix: string, problems: Problems): Problems {
  for (const problem of problems) yield prefix + problem;
}
