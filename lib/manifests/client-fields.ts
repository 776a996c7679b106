import type { RemoteWrite } from '../../imports/monitoring.coreos.com/common';
import type { Auth, ClientTls } from '../model/auth';
import type { SecretKey } from '../model/secret-key';

/** A login as the custom resources have it. */
export function authField(auth: Auth): Pick<RemoteWrite, 'basicAuth' | 'authorization' | 'oauth2' | 'sigv4'> {
  switch (auth.kind) {
    case 'basic':
      return { basicAuth: { username: inSecret(auth.username), password: auth.password } };
    case 'authorization':
      return { authorization: { type: auth.type, credentials: auth.credentials } };
    case 'oauth2': {
      const { kind: _, clientId, ...said } = auth;
      return { oauth2: { clientId: { secret: inSecret(clientId) }, ...said } };
    }
    case 'sigv4': {
      const { kind: _, ...said } = auth;
      return { sigv4: said };
    }
  }
}

/** A text was refused where the options were judged: the resource takes none. */
const inSecret = (of: string | SecretKey): SecretKey => of as SecretKey;

export function tlsField({ ca, cert, key, serverName, insecureSkipVerify }: ClientTls): RemoteWrite['tlsConfig'] {
  return {
    ...(ca && { ca: 'configMap' in ca ? { configMap: { name: ca.configMap, key: ca.key } } : { secret: ca } }),
    ...(cert && { cert: { secret: cert } }),
    ...(key && { keySecret: key }),
    ...(serverName !== undefined && { serverName }),
    ...(insecureSkipVerify && { insecureSkipVerify }),
  };
}
