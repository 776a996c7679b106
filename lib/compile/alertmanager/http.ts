import { goUrlProblem } from '../../alertmanager/urls';
import type { ProblemCode } from '../../text/problem';
import { isAtLeast } from '../../text/version';
import {
  type Conversion,
  type Converter,
  convertFields,
  entriesOf,
  flag,
  keyed,
  type Mapping,
  mapping,
  mountedFile,
  nonEmptyString,
  type Output,
  option,
  reference,
  secret,
  stringMap,
  strings,
  withoutEffect,
} from './conversion';

/** A SecretOrConfigMap as a file. */
const certificate =
  (key: string): Converter =>
  (value, path, c) => {
    const ref = secretOrConfigMap(value, path, c);
    return ref === undefined ? {} : { [key]: mountedFile(ref, 'certs', c) };
  };

/** The reference of a SecretOrConfigMap; undefined where it is empty or wrong. */
function secretOrConfigMap(value: unknown, path: string, c: Conversion) {
  const { secret: fromSecret, configMap } = mapping(value, path, c);
  if (fromSecret && configMap) {
    c.refusals.push({ path, code: 'conflict', message: `${path} names both a Secret and a ConfigMap`, hint: 'Keep one.' });
    return undefined;
  }
  const ref = fromSecret
    ? reference('Secret', fromSecret, `${path}.secret`, c)
    : configMap
      ? reference('ConfigMap', configMap, `${path}.configMap`, c)
      : undefined;
  return ref && present(ref, path, c) ? ref : undefined;
}

function present(ref: Parameters<Conversion['keys']>[0], path: string, c: Conversion): boolean {
  const known = c.keys(ref);
  if (known === undefined || 'value' in known) return true;
  c.refusals.push({ path, code: 'missing-object', message: known.missing, hint: 'Add the key, or name another one.' });
  return false;
}

const keyFile: Converter = (value, path, c) => {
  const ref = reference('Secret', value, path, c);
  return ref && present(ref, path, c) ? { key_file: mountedFile(ref, 'certs', c) } : {};
};

/** A SafeTLSConfig. */
export const tls =
  (key: string): Converter =>
  (value, path, c) => {
    const from = mapping(value, path, c);
    const cert = Object.keys(mapping(from.cert, path, c)).length > 0;
    if (cert !== Boolean(from.keySecret)) {
      c.refusals.push({
        path,
        code: 'missing-field',
        message: `${path} has a client ${cert ? 'certificate without its key' : 'key without its certificate'}`,
        hint: `Add ${cert ? 'keySecret' : 'cert'}.`,
      });
    }
    const [min, max] = [from.minVersion, from.maxVersion].map((version) => (typeof version === 'string' ? version : undefined));
    if (min && max && max < min) {
      c.refusals.push({
        path,
        code: 'wrong-value',
        message: `${path} allows TLS from ${min} to ${max}, which is nothing`,
        hint: 'Write the higher one as maxVersion.',
      });
    }
    const out = convertFields({
      ca: certificate('ca_file'),
      cert: certificate('cert_file'),
      keySecret: keyFile,
      serverName: nonEmptyString('server_name'),
      insecureSkipVerify: flag('insecure_skip_verify'),
      minVersion: nonEmptyString('min_version'),
      maxVersion: nonEmptyString('max_version'),
    })(value, path, c);
    return { [key]: { insecure_skip_verify: false, ...out } };
  };

const proxyConnectHeader: Converter = (value, path, c) => {
  const headers = Object.entries(mapping(value, path, c)).map(([name, selectors]) => {
    const values = entriesOf(selectors, `${path}.${name}`, c).map(
      (selector, i) => secret('proxy_connect_header')(selector, `${path}.${name}[${i}]`, c).proxy_connect_header ?? '',
    );
    const hint = 'Name a Secret and a key.';
    if (values.length === 0)
      c.refusals.push({ path: `${path}.${name}`, code: 'missing-field', message: `the header ${name} has no value`, hint });
    return [name, values] as const;
  });
  return headers.length === 0 ? {} : { proxy_connect_header: Object.fromEntries(headers) };
};

const proxy = {
  proxyUrl: nonEmptyString('proxy_url'),
  noProxy: nonEmptyString('no_proxy'),
  proxyFromEnvironment: option('proxy_from_environment'),
  proxyConnectHeader,
};

function judgeProxy({ proxyUrl, noProxy, proxyFromEnvironment, proxyConnectHeader: headers }: Mapping, path: string, c: Conversion): void {
  const refuse = (code: ProblemCode, message: string, hint: string) =>
    c.refusals.push({ path, code, message: `${path}: ${message}`, hint });
  if (Object.keys(mapping(headers, path, c)).length > 0 && !proxyUrl && proxyFromEnvironment !== true) {
    refuse('missing-field', 'proxyConnectHeader without a proxy', 'Add proxyUrl or proxyFromEnvironment.');
  }
  if (proxyFromEnvironment === true && proxyUrl) refuse('conflict', 'both proxyFromEnvironment and proxyUrl', 'Keep one.');
  if (proxyFromEnvironment === true && noProxy) {
    refuse('conflict', 'both proxyFromEnvironment and noProxy', 'Remove noProxy: NO_PROXY of the environment counts already.');
  }
  if (!proxyUrl && noProxy && proxyFromEnvironment !== true) refuse('missing-field', 'noProxy without proxyUrl', 'Add proxyUrl.');
  const problem = typeof proxyUrl === 'string' ? goUrlProblem(proxyUrl) : undefined;
  if (problem !== undefined) refuse('wrong-value', `proxyUrl: ${problem}`, 'Write http://host:port.');
}

/** A user name or an id that no Secret holds, where more is taken than an AlertmanagerConfig takes. */
const isMore = (value: unknown, c: Conversion): boolean => c.takesMore && typeof value === 'string' && value !== '';

const basicAuth: Converter = (value, path, c) => {
  const from = mapping(value, path, c);
  const out = {
    ...(isMore(from.username, c)
      ? { username: from.username }
      : secret('username', { fileSince: '0.27.0' })(from.username, `${path}.username`, c)),
    ...secret('password', { fileSince: '0.15.0' })(from.password, `${path}.password`, c),
  };
  return Object.keys(out).length === 0 ? {} : { basic_auth: out };
};

const authorization: Converter = (value, path, c) => {
  const from = mapping(value, path, c);
  const type = typeof from.type === 'string' ? from.type : '';
  if (type.trim().toLowerCase() === 'basic') {
    c.refusals.push({
      path: `${path}.type`,
      code: 'wrong-value',
      message: 'authorization cannot be of type basic',
      hint: 'Use basicAuth.',
    });
  }
  if (from.credentials === undefined) {
    c.refusals.push({ path, code: 'missing-field', message: `${path} has no credentials`, hint: 'Name a Secret and a key.' });
    return {};
  }
  const credentials = secret('credentials', { fileSince: '0.22.0' })(from.credentials, `${path}.credentials`, c);
  return Object.keys(credentials).length === 0 ? {} : { authorization: { type: type === '' ? 'Bearer' : type, ...credentials } };
};

const clientId: Converter = (value, path, c) => {
  if (isMore(value, c)) return { client_id: value };
  const ref = secretOrConfigMap(value, path, c);
  return ref === undefined ? {} : keyed('client_id', ref, path, c, {});
};

/** prometheus-operator looks into the TLS settings of oauth2, but does not hand them to Alertmanager. */
const judgedOnly: Converter = (value, path, c) => {
  if (c.takesMore) return tls('tls_config')(value, path, c);
  tls('tls_config')(value, path, { ...c, assets: [] });
  return withoutEffect('prometheus-operator does not hand the TLS settings of oauth2 to Alertmanager')(value, path, c);
};

const oauth2: Converter = (value, path, c) => {
  const from = mapping(value, path, c);
  judgeProxy(from, path, c);
  if (!from.tokenUrl) c.refusals.push({ path, code: 'missing-field', message: `${path} has no tokenUrl` });
  if (!isMore(from.clientId, c) && Object.keys(mapping(from.clientId, path, c)).length === 0) {
    c.refusals.push({ path, code: 'missing-field', message: `${path} has no clientId`, hint: 'Name a Secret or a ConfigMap and a key.' });
  }
  const out = convertFields({
    clientId,
    clientSecret: secret('client_secret', { fileSince: '0.22.0', mayBeEmpty: true }),
    scopes: strings('scopes'),
    tokenUrl: nonEmptyString('token_url'),
    endpointParams: stringMap('endpoint_params'),
    ...proxy,
    tlsConfig: judgedOnly,
  })(value, path, c);
  return { oauth2: out };
};

/** An HTTPConfig of an AlertmanagerConfig or of the global settings, as `http_config`. */
export const httpConverter: Converter = (value, path, c): Output => {
  const from = mapping(value, path, c);
  const ways = ['basicAuth', 'oauth2', 'bearerTokenSecret', 'authorization'].filter((way) => from[way] !== undefined && from[way] !== null);
  if (ways.length > 1) c.refusals.push({ path, code: 'conflict', message: `${path} has ${ways.join(' and ')}`, hint: 'Keep one.' });
  judgeProxy(from, path, c);
  // proxyURL was there before proxyUrl, and counts if both are given.
  const { proxyURL, ...rest } = from;
  const merged = typeof proxyURL === 'string' && proxyURL !== '' ? { ...rest, proxyUrl: proxyURL } : rest;
  // Before 0.26.0 Alertmanager knows no proxy of the environment, which is then left out.
  if (merged.proxyUrl && merged.proxyFromEnvironment === true && isAtLeast(c.version, '0.26.0')) {
    c.failures.push({ path, code: 'conflict', message: `${path} has both proxyFromEnvironment and proxyURL`, hint: 'Keep one.' });
  }
  return {
    http_config: convertFields({
      authorization,
      basicAuth,
      oauth2,
      bearerTokenSecret: secret('bearer_token', { fileSince: '0.15.0' }),
      tlsConfig: tls('tls_config'),
      followRedirects: flag('follow_redirects'),
      enableHttp2: flag('enable_http2'),
      ...proxy,
    })(merged, path, c),
  };
};
