import type { RemoteWrite as RemoteWriteField } from '../../../imports/monitoring.coreos.com/common';
import type { RemoteRead as RemoteReadField } from '../../../imports/monitoring.coreos.com/prometheus';
import { authField, tlsField } from '../../manifests/client-fields';
import { durationText } from '../../model/duration';
import type { RemoteRead, RemoteWrite } from '../../model/remote';

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
