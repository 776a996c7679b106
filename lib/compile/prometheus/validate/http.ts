import type { HttpConfig, OAuth2, ProxyConfig, SafeAuthorization, SecretOrConfigMap, TlsConfig } from '../crd/common';
import { sortedKeys } from '../fields';
import { isEmptyReference } from '../tls';
import { type FieldProblem, fieldProblem, insideOf } from './field-problem';
import { parseUrl } from './url';

/*
 * What can be said against an HTTP client's configuration without looking at any Secret (pkg/apis/monitoring/v1, the Validate methods).
 */

/** Whether files of the container may be named (`full`), or Secrets and ConfigMaps only (`safe`). */
export type TlsKind = 'safe' | 'full';

/** At most one way to authenticate. */
export function httpShapeProblem(config: HttpConfig & ProxyConfig, tlsKind: TlsKind): FieldProblem | undefined {
  const ways = (['authorization', 'basicAuth', 'bearerTokenSecret', 'oauth2'] as const).filter((way) => config[way]);
  if (ways.length > 1) return fieldProblem('', `${ways[0]} and ${ways[1]} cannot be configured at the same time`);
  return (
    insideOf(
      'authorization',
      'authorization',
      config.authorization &&
        (isBasic(config.authorization)
          ? fieldProblem('type', basicTypeReason)
          : config.authorization.credentials
            ? undefined
            : fieldProblem('', "'authorization' credentials are required")),
    ) ??
    insideOf('oauth2', 'oauth2', config.oauth2 && oauth2ShapeProblem(config.oauth2)) ??
    insideOf('tlsConfig', 'tlsConfig', config.tlsConfig && tlsShapeProblem(config.tlsConfig, tlsKind)) ??
    proxyShapeProblem(config)
  );
}

export function oauth2ShapeProblem(oauth: OAuth2): FieldProblem | undefined {
  if (!oauth.tokenUrl) return fieldProblem('tokenUrl', 'OAuth2 tokenURL must be specified');
  if (isEmptyReference(oauth.clientId)) return fieldProblem('clientId', "OAuth2 'clientID' must be specified");
  return (
    insideOf('clientId', "invalid OAuth2 'clientID'", referenceProblem(oauth.clientId)) ??
    insideOf('tlsConfig', "invalid OAuth2 'tlsConfig'", oauth.tlsConfig && tlsShapeProblem(oauth.tlsConfig, 'safe')) ??
    insideOf('', 'invalid OAuth2 proxyConfig', proxyShapeProblem(oauth))
  );
}

function referenceProblem(reference: SecretOrConfigMap | undefined): FieldProblem | undefined {
  return reference?.secret && reference.configMap ? fieldProblem('', 'cannot specify both Secret and ConfigMap') : undefined;
}

export function tlsShapeProblem(tls: TlsConfig, kind: TlsKind): FieldProblem | undefined {
  return (
    insideOf('ca', `ca ${describe(tls.ca)}`, referenceProblem(tls.ca)) ??
    insideOf('cert', `cert ${describe(tls.cert)}`, referenceProblem(tls.cert)) ??
    (tls.minVersion && tls.maxVersion && tls.maxVersion < tls.minVersion
      ? fieldProblem('maxVersion', 'maxVersion must more than or equal to minVersion')
      : undefined) ??
    (kind === 'safe' ? safePairProblem(tls) : fullPairProblem(tls))
  );
}

function safePairProblem({ cert, keySecret }: TlsConfig): FieldProblem | undefined {
  const hasCert = !isEmptyReference(cert);
  if (hasCert && !keySecret) return fieldProblem('', 'client cert specified without client key');
  return keySecret && !hasCert ? fieldProblem('', 'client key specified without client cert') : undefined;
}

function fullPairProblem({ ca, caFile, cert, certFile, keySecret, keyFile }: TlsConfig): FieldProblem | undefined {
  if (!isEmptyReference(ca) && caFile) return fieldProblem('', "cannot specify both 'caFile' and 'ca'");
  if (!isEmptyReference(cert) && certFile) return fieldProblem('', "cannot specify both 'certFile' and 'cert'");
  if (keyFile && keySecret) return fieldProblem('', "cannot specify both 'keyFile' and 'keySecret'");
  const hasCert = !isEmptyReference(cert) || Boolean(certFile);
  const hasKey = Boolean(keyFile) || Boolean(keySecret);
  if (hasCert && !hasKey) return fieldProblem('', 'cannot specify client cert without client key');
  return hasKey && !hasCert ? fieldProblem('', 'cannot specify client key without client cert') : undefined;
}

export function proxyShapeProblem({ proxyUrl, noProxy, proxyFromEnvironment, proxyConnectHeader }: ProxyConfig): FieldProblem | undefined {
  const headers = sortedKeys(proxyConnectHeader);
  if (headers.length && !proxyFromEnvironment && !proxyUrl)
    return fieldProblem(
      'proxyConnectHeader',
      'if proxyConnectHeader is configured, proxyUrl or proxyFromEnvironment must also be configured',
    );
  if (proxyFromEnvironment && proxyUrl)
    return fieldProblem('proxyUrl', 'if proxyFromEnvironment is configured, proxyUrl must not be configured');
  if (proxyFromEnvironment && noProxy)
    return fieldProblem('noProxy', 'if proxyFromEnvironment is configured, noProxy must not be configured');
  if (!proxyUrl && noProxy) return fieldProblem('noProxy', 'if noProxy is configured, proxyUrl must also be configured');
  for (const header of headers) {
    const values = proxyConnectHeader![header]!;
    if (!values.length) {
      return fieldProblem(`proxyConnectHeader[${JSON.stringify(header)}]`, `proxyConnetHeader[${header}]: selector must not be empty`);
    }
    const empty = values.findIndex(({ name, key, optional }) => !name && !key && optional === undefined);
    if (empty >= 0) {
      const at = `proxyConnectHeader[${JSON.stringify(header)}][${empty}]`;
      return fieldProblem(at, `proxyConnectHeader[${header}][${empty}]: selector must be defined`);
    }
  }
  const url = proxyUrl === undefined ? undefined : parseUrl(proxyUrl);
  return typeof url === 'string' ? fieldProblem('proxyUrl', url) : undefined;
}

export const basicTypeReason = '\'authorization\' type cannot be set to "basic", use "basicAuth" instead';

export function isBasic(auth: SafeAuthorization): boolean {
  return auth.type?.trim().toLowerCase() === 'basic';
}

/** How the operator names a reference. */
export function describe(selector: SecretOrConfigMap | undefined): string {
  if (selector?.secret) return `<secret=${selector.secret.name ?? ''},key=${selector.secret.key ?? ''}>`;
  if (selector?.configMap) return `<configmap=${selector.configMap.name ?? ''},key=${selector.configMap.key ?? ''}>`;
  return '<empty>';
}
