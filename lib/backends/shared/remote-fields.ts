import type { RemoteWrite as RemoteWriteField } from '../../../imports/monitoring.coreos.com/common';
import type { RemoteRead as RemoteReadField } from '../../../imports/monitoring.coreos.com/prometheus';
import type { Auth, ClientTls } from '../../model/auth';
import { durationText } from '../../model/duration';
import type { RemoteRead, RemoteWrite } from '../../model/remote';
import type { SecretKey } from '../../model/secret-key';

/** A remote write as the Prometheus resource has it. */
export const remoteWriteField = ({ auth, tls, remoteTimeout, ...said }: RemoteWrite): RemoteWriteField => ({
  ...said,
  ...common({ auth, tls, remoteTimeout }),
});

/** A remote read as the Prometheus resource has it; the resource has no signature of AWS there. */
export const remoteReadField = ({ auth, tls, remoteTimeout, ...said }: RemoteRead): RemoteReadField => ({
  ...said,
  ...common({ auth, tls, remoteTimeout }),
});

const common = ({ auth, tls, remoteTimeout }: Pick<RemoteWrite, 'auth' | 'tls' | 'remoteTimeout'>) => ({
  ...(remoteTimeout !== undefined && { remoteTimeout: durationText(remoteTimeout) }),
  ...(auth && authField(auth)),
  ...(tls && { tlsConfig: tlsField(tls) }),
});

function authField(auth: Auth): Pick<RemoteWriteField, 'basicAuth' | 'authorization' | 'oauth2' | 'sigv4'> {
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

function tlsField({ ca, cert, key, serverName, insecureSkipVerify }: ClientTls): RemoteWriteField['tlsConfig'] {
  return {
    ...(ca && { ca: 'configMap' in ca ? { configMap: { name: ca.configMap, key: ca.key } } : { secret: ca } }),
    ...(cert && { cert: { secret: cert } }),
    ...(key && { keySecret: key }),
    ...(serverName !== undefined && { serverName }),
    ...(insecureSkipVerify && { insecureSkipVerify }),
  };
}
