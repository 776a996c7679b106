import { type Source, secretSource, sourceOf } from '../assets';
import type { CompileContext } from '../context';
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
import { authorityProblem, keyPairProblem } from './certificates';
import { type FieldProblem, fieldProblem, insideOf, labelled } from './field-problem';
import { basicTypeReason, describe, isBasic, oauth2ShapeProblem, type TlsKind, tlsShapeProblem } from './http';

/*
 * Whether Secrets and ConfigMaps hold what an object refers to (pkg/assets/store.go, tls.go). `namespace` is the object's.
 */

export function secretProblem(
  context: CompileContext,
  namespace: string,
  path: string,
  label: string,
  selector: KeySelector | undefined,
): FieldProblem | undefined {
  return selector && sourceProblem(context, path, label, secretSource(namespace, selector));
}

function sourceProblem({ references }: CompileContext, path: string, label: string, source: Source | undefined): FieldProblem | undefined {
  return insideOf(path, label, source && fieldProblem('', references.problem(source)));
}

export function basicAuthProblem(context: CompileContext, namespace: string, auth: BasicAuth | undefined): FieldProblem | undefined {
  if (!auth) return undefined;
  return insideOf(
    'basicAuth',
    '',
    secretProblem(context, namespace, 'username', 'failed to get basic auth username', auth.username ?? {}) ??
      secretProblem(context, namespace, 'password', 'failed to get basic auth password', auth.password ?? {}),
  );
}

export function authorizationProblem(
  context: CompileContext,
  namespace: string,
  auth: Authorization | undefined,
): FieldProblem | undefined {
  if (!auth?.credentials) return undefined;
  if (auth.credentialsFile) return fieldProblem('authorization', 'authorization can not specify both "credentials" and "credentialsFile"');
  return safeAuthorizationProblem(context, namespace, auth);
}

/** For what may name no files of the container: what it says of files is passed over. */
export function safeAuthorizationProblem(
  context: CompileContext,
  namespace: string,
  auth: SafeAuthorization | undefined,
): FieldProblem | undefined {
  if (!auth?.credentials) return undefined;
  if (isBasic(auth)) return fieldProblem('authorization.type', basicTypeReason);
  if (!auth.credentials.name) return undefined;
  return insideOf(
    'authorization',
    '',
    secretProblem(context, namespace, 'credentials', `failed to get authorization token of type "${auth.type ?? ''}"`, auth.credentials),
  );
}

export function oauth2Problem(context: CompileContext, namespace: string, oauth: OAuth2 | undefined): FieldProblem | undefined {
  if (!oauth) return undefined;
  return insideOf(
    'oauth2',
    '',
    oauth2ShapeProblem(oauth) ??
      sourceProblem(context, 'clientId', 'failed to get oauth2 client id', sourceOf(namespace, oauth.clientId ?? {})) ??
      secretProblem(context, namespace, 'clientSecret', 'failed to get oauth2 client secret', oauth.clientSecret ?? {}) ??
      labelled('failed to get oauth2 proxyConfig', proxySecretsProblem(context, namespace, oauth)) ??
      labelled('failed to get oauth2 tlsConfig', tlsProblem(context, namespace, oauth.tlsConfig, 'safe')),
  );
}

/** The headers that a proxy is sent when a connection is opened. */
export function proxySecretsProblem(
  context: CompileContext,
  namespace: string,
  { proxyConnectHeader }: ProxyConfig,
): FieldProblem | undefined {
  for (const header of sortedKeys(proxyConnectHeader))
    for (const [index, selector] of proxyConnectHeader![header]!.entries()) {
      const at = `proxyConnectHeader[${JSON.stringify(header)}][${index}]`;
      const found = secretProblem(context, namespace, at, `header[${header}][${index}]`, selector);
      if (found) return found;
    }
  return undefined;
}

export function sigv4Problem(context: CompileContext, namespace: string, sigv4: Sigv4 | undefined): FieldProblem | undefined {
  if (!sigv4?.accessKey && !sigv4?.secretKey) return undefined;
  if (!sigv4.accessKey || !sigv4.secretKey) return fieldProblem('sigv4', 'both accessKey and secretKey should be provided');
  return insideOf(
    'sigv4',
    '',
    secretProblem(context, namespace, 'accessKey', 'failed to read SigV4 access-key', sigv4.accessKey) ??
      secretProblem(context, namespace, 'secretKey', 'failed to read SigV4 secret-key', sigv4.secretKey),
  );
}

/** TLS material must be there, and be certificates and a key that fit. Content that is not known is taken to be right. */
export function tlsProblem(
  context: CompileContext,
  namespace: string,
  tls: TlsConfig | undefined,
  kind: TlsKind,
): FieldProblem | undefined {
  if (!tls) return undefined;
  const { ca, cert, keySecret } = tls;
  const source = (selector: SecretOrConfigMap | undefined) => sourceOf(namespace, selector ?? {});
  const key = keySecret && secretSource(namespace, keySecret);
  const text = (of: Source | undefined) => of && context.references.text(of);
  const [caText, certText, keyText] = [text(source(ca)), text(source(cert)), text(key)];
  return insideOf(
    'tlsConfig',
    '',
    labelled('failed to validate TLS configuration', tlsShapeProblem(tls, kind)) ??
      sourceProblem(context, 'ca', `failed to get ca "${describe(ca)}"`, source(ca)) ??
      sourceProblem(context, 'cert', `failed to get cert "${describe(cert)}"`, source(cert)) ??
      sourceProblem(context, 'keySecret', `failed to get key ${keySecret?.name ?? ''}/${keySecret?.key ?? ''}`, key) ??
      insideOf('ca', `ca ${describe(ca)}`, caText ? fieldProblem('', authorityProblem(caText)) : undefined) ??
      insideOf(
        'cert',
        `cert ${describe(cert)}, key <${keySecret?.name ?? ''}/${keySecret?.key ?? ''}>`,
        certText && keyText ? fieldProblem('', keyPairProblem(certText, keyText)) : undefined,
      ),
  );
}
