import type { HttpConfig, OAuth2, ProxyConfig, SafeAuthorization, SecretOrConfigMap, TlsConfig } from '../crd/common';
import { sortedKeys } from '../fields';
import { isEmptyReference } from '../tls';
import { type Fault, fault, inside } from './fault';
import { parseUrl } from './url';

/*
 * What can be said against an HTTP client's configuration without looking at any Secret (pkg/apis/monitoring/v1, the Validate methods).
 */

/** Whether files of the container may be named (`full`), or Secrets and ConfigMaps only (`safe`). */
export type TlsKind = 'safe' | 'full';

/** At most one way to authenticate. */
export function httpShapeFault(config: HttpConfig & ProxyConfig, tlsKind: TlsKind): Fault | undefined {
  const ways = (['authorization', 'basicAuth', 'bearerTokenSecret', 'oauth2'] as const).filter((way) => config[way]);
  if (ways.length > 1) return fault('', `${ways[0]} and ${ways[1]} cannot be configured at the same time`);
  return (
    inside(
      'authorization',
      'authorization',
      config.authorization &&
        (isBasic(config.authorization)
          ? fault('type', basicTypeReason)
          : config.authorization.credentials
            ? undefined
            : fault('', "'authorization' credentials are required")),
    ) ??
    inside('oauth2', 'oauth2', config.oauth2 && oauth2ShapeFault(config.oauth2)) ??
    inside('tlsConfig', 'tlsConfig', config.tlsConfig && tlsShapeFault(config.tlsConfig, tlsKind)) ??
    proxyShapeFault(config)
  );
}

export function oauth2ShapeFault(oauth: OAuth2): Fault | undefined {
  if (!oauth.tokenUrl) return fault('tokenUrl', 'OAuth2 tokenURL must be specified');
  if (isEmptyReference(oauth.clientId)) return fault('clientId', "OAuth2 'clientID' must be specified");
  return (
    inside('clientId', "invalid OAuth2 'clientID'", referenceFault(oauth.clientId)) ??
    inside('tlsConfig', "invalid OAuth2 'tlsConfig'", oauth.tlsConfig && tlsShapeFault(oauth.tlsConfig, 'safe')) ??
    inside('', 'invalid OAuth2 proxyConfig', proxyShapeFault(oauth))
  );
}

function referenceFault(reference: SecretOrConfigMap | undefined): Fault | undefined {
  return reference?.secret && reference.configMap ? fault('', 'cannot specify both Secret and ConfigMap') : undefined;
}

export function tlsShapeFault(tls: TlsConfig, kind: TlsKind): Fault | undefined {
  return (
    inside('ca', `ca ${describe(tls.ca)}`, referenceFault(tls.ca)) ??
    inside('cert', `cert ${describe(tls.cert)}`, referenceFault(tls.cert)) ??
    (tls.minVersion && tls.maxVersion && tls.maxVersion < tls.minVersion
      ? fault('maxVersion', 'maxVersion must more than or equal to minVersion')
      : undefined) ??
    (kind === 'safe' ? safePairFault(tls) : fullPairFault(tls))
  );
}

function safePairFault({ cert, keySecret }: TlsConfig): Fault | undefined {
  const hasCert = !isEmptyReference(cert);
  if (hasCert && !keySecret) return fault('', 'client cert specified without client key');
  return keySecret && !hasCert ? fault('', 'client key specified without client cert') : undefined;
}

function fullPairFault({ ca, caFile, cert, certFile, keySecret, keyFile }: TlsConfig): Fault | undefined {
  if (!isEmptyReference(ca) && caFile) return fault('', "cannot specify both 'caFile' and 'ca'");
  if (!isEmptyReference(cert) && certFile) return fault('', "cannot specify both 'certFile' and 'cert'");
  if (keyFile && keySecret) return fault('', "cannot specify both 'keyFile' and 'keySecret'");
  const hasCert = !isEmptyReference(cert) || Boolean(certFile);
  const hasKey = Boolean(keyFile) || Boolean(keySecret);
  if (hasCert && !hasKey) return fault('', 'cannot specify client cert without client key');
  return hasKey && !hasCert ? fault('', 'cannot specify client key without client cert') : undefined;
}

export function proxyShapeFault({ proxyUrl, noProxy, proxyFromEnvironment, proxyConnectHeader }: ProxyConfig): Fault | undefined {
  const headers = sortedKeys(proxyConnectHeader);
  if (headers.length && !proxyFromEnvironment && !proxyUrl)
    return fault('proxyConnectHeader', 'if proxyConnectHeader is configured, proxyUrl or proxyFromEnvironment must also be configured');
  if (proxyFromEnvironment && proxyUrl) return fault('proxyUrl', 'if proxyFromEnvironment is configured, proxyUrl must not be configured');
  if (proxyFromEnvironment && noProxy) return fault('noProxy', 'if proxyFromEnvironment is configured, noProxy must not be configured');
  if (!proxyUrl && noProxy) return fault('noProxy', 'if noProxy is configured, proxyUrl must also be configured');
  for (const header of headers) {
    const values = proxyConnectHeader![header]!;
    if (!values.length) {
      return fault(`proxyConnectHeader[${JSON.stringify(header)}]`, `proxyConnetHeader[${header}]: selector must not be empty`);
    }
    const empty = values.findIndex(({ name, key, optional }) => !name && !key && optional === undefined);
    if (empty >= 0) {
      const at = `proxyConnectHeader[${JSON.stringify(header)}][${empty}]`;
      return fault(at, `proxyConnectHeader[${header}][${empty}]: selector must be defined`);
    }
  }
  const url = proxyUrl === undefined ? undefined : parseUrl(proxyUrl);
  return typeof url === 'string' ? fault('proxyUrl', url) : undefined;
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
