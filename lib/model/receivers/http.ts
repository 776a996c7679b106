import type * as common from '../../../imports/monitoring.coreos.com/common';
import type { Auth, ClientTls, Sigv4Login } from '../auth';
import type { SecretKey } from '../secret-key';

/**
 * How a login is written in an AlertmanagerConfig. A user name or an id as a text is more than it takes: where no Alertmanager is
 * configured by files, that is a finding.
 */
export interface HttpLogin {
  readonly basicAuth?: { readonly username: string | SecretKey; readonly password: SecretKey };
  readonly authorization?: common.SafeAuthorization;
  readonly oauth2?: Omit<common.OAuth2, 'clientId'> & { readonly clientId: string | common.SecretOrConfigMap };
  readonly tlsConfig?: common.SafeTlsConfig;
}

/** How an HTTP client logs in; AWS has signatures of its own. */
export type HttpAuth = Exclude<Auth, Sigv4Login>;

/** The settings of an HTTP client; undefined where there are none. */
export function httpSettings(auth: HttpAuth | undefined, tls: ClientTls | undefined): HttpLogin | undefined {
  if (auth === undefined && tls === undefined) return undefined;
  return { ...(auth && login(auth)), ...(tls && { tlsConfig: tlsSettings(tls) }) };
}

function login(auth: HttpAuth): HttpLogin {
  switch (auth.kind) {
    case 'basic':
      return { basicAuth: { username: auth.username, password: auth.password } };
    case 'authorization':
      return { authorization: { type: auth.type, credentials: auth.credentials } };
    case 'oauth2': {
      const { kind: _, clientId, ...others } = auth;
      return { oauth2: { clientId: typeof clientId === 'string' ? clientId : { secret: clientId }, ...others } };
    }
  }
}

/** The settings of a TLS connection in the words of the custom resources. */
export function tlsSettings({ ca, cert, key, serverName, insecureSkipVerify, ...unknown }: ClientTls): common.SafeTlsConfig {
  return {
    ...(ca && { ca: 'configMap' in ca ? { configMap: { name: ca.configMap, key: ca.key } } : { secret: ca } }),
    ...(cert && { cert: { secret: cert } }),
    ...(key && { keySecret: key }),
    ...(serverName !== undefined && { serverName }),
    ...(insecureSkipVerify && { insecureSkipVerify }),
    ...unknown,
  };
}
