import { isMapping, pathText, type Path } from '../objects';

/**
 * The fields that Prometheus never shows (type Secret in prometheus/common/config, prometheus/discovery and prometheus/storage/remote,
 * v3.15). `key` is one below `tls_config` only.
 */
const secretFields = new Set([
  'application_credential_secret', 'application_secret', 'auth_token', 'bearer_token', 'certificate_password', 'client_certificate_key', 'client_secret',
  'consumer_key', 'credentials', 'key_passphrase', 'password', 'private_key', 'secret_key', 'secrets', 'service_account_key', 'token',
]);
const headerFields = new Set(['headers', 'http_headers', 'proxy_connect_header']);
const secretHeader = /authorization|api-?key|token|secret|password|cookie/i;
const passwordInUrl = /^[a-z][a-z\d+.-]*:\/\/[^/?#@\s]*:[^/?#@\s]+@/i;

/** Replaced from the environment before Prometheus reads the file: `$(NAME)` or `${NAME}`; or blackened by Prometheus itself. */
const placeholder = /^(\$\(\w+\)|\$\{\w+\}|<secret>)$/;

/** Where a Prometheus configuration spells out a credential that Prometheus could read from a file: the paths, in its order. */
export function literalCredentials(config: unknown): readonly string[] {
  return [...walk(config, [])].map(pathText);
}

function* walk(value: unknown, path: Path): Generator<Path> {
  if (typeof value === 'string') {
    if (value !== '' && !placeholder.test(value) && (isSecret(path) || passwordInUrl.test(value))) yield path;
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* walk(item, [...path, index]);
  } else if (isMapping(value)) {
    for (const [key, inner] of Object.entries(value)) yield* walk(inner, [...path, key]);
  }
}

function isSecret(path: Path): boolean {
  const names = path.filter((step) => typeof step === 'string');
  const [last, before] = [names.at(-1) ?? '', names.at(-2) ?? ''];
  if (headerFields.has(before)) return before === 'proxy_connect_header' || secretHeader.test(last);
  if (headerFields.has(names.at(-3) ?? '')) return last === 'secrets' || (last === 'values' && secretHeader.test(before));
  // Labels and parameters may be called like anything.
  if (before === 'labels' || before === 'params' || before === 'external_labels') return false;
  return secretFields.has(last) || (last === 'key' && before === 'tls_config');
}
