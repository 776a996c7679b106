import { type Configured, list, map, shape } from './fields';

// <tls_config> and <http_config> of Alertmanager 0.34, which are those of prometheus/common 0.70.

export const tlsFields = {
  ca: 'string',
  ca_file: 'file',
  ca_ref: 'string',
  cert: 'string',
  cert_file: 'file',
  cert_ref: 'string',
  key: 'secret',
  key_file: 'file',
  key_ref: 'string',
  server_name: 'string',
  insecure_skip_verify: 'boolean',
  min_version: 'string',
  max_version: 'string',
} as const;

const proxyFields = {
  proxy_url: 'any-url',
  no_proxy: 'string',
  proxy_from_environment: 'boolean',
  proxy_connect_header: map(list('secret')),
} as const;

const basicAuthFields = {
  username: 'string',
  username_file: 'file',
  username_ref: 'string',
  password: 'secret',
  password_file: 'file',
  password_ref: 'string',
} as const;

const authorizationFields = {
  type: 'string',
  credentials: 'secret',
  credentials_file: 'file',
  credentials_ref: 'string',
} as const;

const oauth2Fields = {
  client_id: 'string',
  client_secret: 'secret',
  client_secret_file: 'file',
  client_secret_ref: 'string',
  client_certificate_key_id: 'string',
  client_certificate_key: 'secret',
  client_certificate_key_file: 'file',
  client_certificate_key_ref: 'string',
  grant_type: 'string',
  signature_algorithm: 'string',
  iss: 'string',
  audience: 'string',
  claims: map('any'),
  scopes: list('string'),
  token_url: 'string',
  endpoint_params: map('string'),
  tls_config: shape(tlsFields),
  ...proxyFields,
} as const;

export const headersField = map(shape({ values: list('string'), secrets: list('secret'), files: list('file') }));

export const httpFields = {
  basic_auth: shape(basicAuthFields),
  authorization: shape(authorizationFields),
  oauth2: shape(oauth2Fields),
  bearer_token: 'secret',
  bearer_token_file: 'file',
  tls_config: shape(tlsFields),
  follow_redirects: 'boolean',
  enable_http2: 'boolean',
  ...proxyFields,
  http_headers: headersField,
} as const;

export const sigv4Fields = {
  region: 'string',
  access_key: 'string',
  secret_key: 'secret',
  profile: 'string',
  role_arn: 'string',
  external_id: 'string',
  use_fips_sts_endpoint: 'boolean',
  service_name: 'string',
} as const;

export type TlsConfiguration = Configured<typeof tlsFields>;
export type HttpConfiguration = Configured<typeof httpFields>;
