import { type Source, secretSource, sourceOf } from '../assets';
import type { Context } from '../context';
import type {
  Authorization,
  BasicAuth,
  KeySelector,
  OAuth2,
  ProxyConfig,
  SafeAuthorization,
  SecretOrConfigMap,
  Sigv4,
  TlsConfig,
} from '../crd/common';
import { sortedKeys } from '../fields';
import { authorityFault, keyPairFault } from './certificates';
import { type Fault, fault, inside, labelled } from './fault';
import { basicTypeReason, describe, isBasic, oauth2ShapeFault, type TlsKind, tlsShapeFault } from './http';

/*
 * Whether Secrets and ConfigMaps hold what an object refers to (pkg/assets/store.go, tls.go). `namespace` is the object's.
 */

export function secretFault(
  context: Context,
  namespace: string,
  path: string,
  label: string,
  selector: KeySelector | undefined,
): Fault | undefined {
  return selector && sourceFault(context, path, label, secretSource(namespace, selector));
}

function sourceFault({ references }: Context, path: string, label: string, source: Source | undefined): Fault | undefined {
  return inside(path, label, source && fault('', references.fault(source)));
}

export function basicAuthFault(context: Context, namespace: string, auth: BasicAuth | undefined): Fault | undefined {
  if (!auth) return undefined;
  return inside(
    'basicAuth',
    '',
    secretFault(context, namespace, 'username', 'failed to get basic auth username', auth.username ?? {}) ??
      secretFault(context, namespace, 'password', 'failed to get basic auth password', auth.password ?? {}),
  );
}

export function authorizationFault(context: Context, namespace: string, auth: Authorization | undefined): Fault | undefined {
  if (!auth?.credentials) return undefined;
  if (auth.credentialsFile) return fault('authorization', 'authorization can not specify both "credentials" and "credentialsFile"');
  return safeAuthorizationFault(context, namespace, auth);
}

/** For what may name no files of the container: what it says of files is passed over. */
export function safeAuthorizationFault(context: Context, namespace: string, auth: SafeAuthorization | undefined): Fault | undefined {
  if (!auth?.credentials) return undefined;
  if (isBasic(auth)) return fault('authorization.type', basicTypeReason);
  if (!auth.credentials.name) return undefined;
  return inside(
    'authorization',
    '',
    secretFault(context, namespace, 'credentials', `failed to get authorization token of type "${auth.type ?? ''}"`, auth.credentials),
  );
}

export function oauth2Fault(context: Context, namespace: string, oauth: OAuth2 | undefined): Fault | undefined {
  if (!oauth) return undefined;
  return inside(
    'oauth2',
    '',
    oauth2ShapeFault(oauth) ??
      sourceFault(context, 'clientId', 'failed to get oauth2 client id', sourceOf(namespace, oauth.clientId ?? {})) ??
      secretFault(context, namespace, 'clientSecret', 'failed to get oauth2 client secret', oauth.clientSecret ?? {}) ??
      labelled('failed to get oauth2 proxyConfig', proxySecretsFault(context, namespace, oauth)) ??
      labelled('failed to get oauth2 tlsConfig', tlsFault(context, namespace, oauth.tlsConfig, 'safe')),
  );
}

/** The headers that a proxy is sent when a connection is opened. */
export function proxySecretsFault(context: Context, namespace: string, { proxyConnectHeader }: ProxyConfig): Fault | undefined {
  for (const header of sortedKeys(proxyConnectHeader))
    for (const [index, selector] of proxyConnectHeader![header]!.entries()) {
      const at = `proxyConnectHeader[${JSON.stringify(header)}][${index}]`;
      const found = secretFault(context, namespace, at, `header[${header}][${index}]`, selector);
      if (found) return found;
    }
  return undefined;
}

export function sigv4Fault(context: Context, namespace: string, sigv4: Sigv4 | undefined): Fault | undefined {
  if (!sigv4?.accessKey && !sigv4?.secretKey) return undefined;
  if (!sigv4.accessKey || !sigv4.secretKey) return fault('sigv4', 'both accessKey and secretKey should be provided');
  return inside(
    'sigv4',
    '',
    secretFault(context, namespace, 'accessKey', 'failed to read SigV4 access-key', sigv4.accessKey) ??
      secretFault(context, namespace, 'secretKey', 'failed to read SigV4 secret-key', sigv4.secretKey),
  );
}

/** TLS material must be there, and be certificates and a key that fit. Content that is not known is taken to be right. */
export function tlsFault(context: Context, namespace: string, tls: TlsConfig | undefined, kind: TlsKind): Fault | undefined {
  if (!tls) return undefined;
  const { ca, cert, keySecret } = tls;
  const source = (selector: SecretOrConfigMap | undefined) => sourceOf(namespace, selector ?? {});
  const key = keySecret && secretSource(namespace, keySecret);
  const text = (of: Source | undefined) => of && context.references.text(of);
  const [caText, certText, keyText] = [text(source(ca)), text(source(cert)), text(key)];
  return inside(
    'tlsConfig',
    '',
    labelled('failed to validate TLS configuration', tlsShapeFault(tls, kind)) ??
      sourceFault(context, 'ca', `failed to get ca "${describe(ca)}"`, source(ca)) ??
      sourceFault(context, 'cert', `failed to get cert "${describe(cert)}"`, source(cert)) ??
      sourceFault(context, 'keySecret', `failed to get key ${keySecret?.name ?? ''}/${keySecret?.key ?? ''}`, key) ??
      inside('ca', `ca ${describe(ca)}`, caText ? fault('', authorityFault(caText)) : undefined) ??
      inside(
        'cert',
        `cert ${describe(cert)}, key <${keySecret?.name ?? ''}/${keySecret?.key ?? ''}>`,
        certText && keyText ? fault('', keyPairFault(certText, keyText)) : undefined,
      ),
  );
}
