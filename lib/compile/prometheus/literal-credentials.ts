import { isMapping, pathText } from '../../yaml/value';

/**
 * The fields that Prometheus never shows (type Secret in prometheus/common/config, prometheus/discovery and prometheus/storage/remote,
 * v3.15). `key` is one below `tls_config` only.
 */
const secretFields = new Set([
  'application_credential_secret',
  'application_secret',
  'auth_token',
  'bearer_token',
  'certificate_password',
  'client_certificate_key',
  'client_secret',
  'consumer_key',
  'credentials',
  'key_passphrase',
  'password',
  'private_key',
  'secret_key',
  'secrets',
  'service_account_key',
  'token',
]);
const headerFields = new Set(['headers', 'http_headers', 'proxy_connect_header']);
const secretHeader = /authorization|api-?key|token|secret|password|cookie/i;
const passwordInUrl = /^[a-z][a-z\d+.-]*:\/\/[^/?#@\s]*:[^/?#@\s]+@/i;

/** Replaced from the environment before Prometheus reads the file: `$(NAME)` or `${NAME}`; or blackened by Prometheus itself. */
const placeholder = /^(\$\(\w+\)|\$\{\w+\}|<secret>)$/;

/** Where a Prometheus configuration spells out a credential that Prometheus could read from a file: the paths, in its order. */
export function literalCredentials(config: unknown): readonly string[] {
  const found: string[] = [];
  walk(config, [], nowhere, found);
  return found;
}

/** The last three keys on the way to a value, the last one first. */
type Names = readonly [string, string, string];
const nowhere: Names = ['', '', ''];

function walk(value: unknown, path: (string | number)[], names: Names, found: string[]): void {
  if (typeof value === 'string') {
    if (value !== '' && (isSecret(names) || passwordInUrl.test(value)) && !placeholder.test(value)) found.push(pathText(path));
  } else if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      path.push(index);
      walk(value[index], path, names, found);
      path.pop();
    }
  } else if (isMapping(value)) {
    for (const key in value) {
      if (key.endsWith('relabel_configs')) continue; // names and expressions, and most of the texts of a large configuration
      path.push(key);
      walk(value[key], path, [key, names[0], names[1]], found);
      path.pop();
    }
  }
}

function isSecret([last, before, third]: Names): boolean {
  if (headerFields.has(before)) return before === 'proxy_connect_header' || secretHeader.test(last);
  if (headerFields.has(third)) return last === 'secrets' || (last === 'values' && secretHeader.test(before));
  // Labels and parameters may be called like anything.
  if (before === 'labels' || before === 'params' || before === 'external_labels') return false;
  return secretFields.has(last) || (last === 'key' && before === 'tls_config');
}
