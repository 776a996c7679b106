import type { SecretKey } from './secret-key';
import type { Url } from './url';

/** A key of a ConfigMap, such as a certificate that is no secret. */
export interface ConfigMapKey {
  readonly configMap: string;
  readonly key: string;
}

/** A user name and a password. */
export interface BasicLogin {
  readonly kind: 'basic';
  readonly username: string | SecretKey;
  readonly password: SecretKey;
}

/** An `Authorization` header. */
export interface AuthorizationLogin {
  readonly kind: 'authorization';
  readonly credentials: SecretKey;
  readonly type: string;
}

export interface OAuth2Options {
  /** The client's id, which is no secret; a Secret may hold it all the same. */
  readonly clientId: string | SecretKey;
  readonly clientSecret: SecretKey;
  /** Where a token is fetched. */
  readonly tokenUrl: Url;
  /** @default - those that the server gives without a word */
  readonly scopes?: readonly string[];
  /** More parameters of the request for a token. @default - none */
  readonly endpointParams?: Readonly<Record<string, string>>;
}

/** A token that is fetched with the client's credentials (RFC 6749, section 4.4). */
export interface OAuth2Login extends OAuth2Options {
  readonly kind: 'oauth2';
}

export interface Sigv4Options {
  /** The region of AWS that the request is signed for. */
  readonly region: string;
  /** A role that is assumed first. @default - none */
  readonly roleArn?: string;
  /** @default - the identity of the pod, such as a role of its ServiceAccount */
  readonly accessKey?: SecretKey;
  readonly secretKey?: SecretKey;
}

/** A signature of AWS. */
export interface Sigv4Login extends Sigv4Options {
  readonly kind: 'sigv4';
}

/** How a program of the stack logs in elsewhere: one way at a time. */
export type Auth = BasicLogin | AuthorizationLogin | OAuth2Login | Sigv4Login;

/**
 * A user name and a password.
 *
 *     basicAuth({ username: 'scraper', password: secretKey('minio', 'password') })
 */
export const basicAuth = (options: { readonly username: string | SecretKey; readonly password: SecretKey }): BasicLogin => ({
  kind: 'basic',
  ...options,
});

/** Credentials in an `Authorization` header; `type` is what stands before them. */
export const authorization = (credentials: SecretKey, type = 'Bearer'): AuthorizationLogin => ({
  kind: 'authorization',
  credentials,
  type,
});

/** A token that is fetched with the client's credentials, and renewed. */
export const oauth2 = (options: OAuth2Options): OAuth2Login => ({ kind: 'oauth2', ...options });

/** A signature of AWS. Without keys it is made with the identity of the pod. */
export const sigv4 = (options: Sigv4Options): Sigv4Login => ({ kind: 'sigv4', ...options });

/** What is known of the other side of a TLS connection, and shown to it. */
export interface ClientTls {
  /** The certificates that are trusted. @default - those of the program's image */
  readonly ca?: SecretKey | ConfigMapKey;
  /** A certificate of the client, with its key. @default - the client shows none */
  readonly cert?: SecretKey;
  readonly key?: SecretKey;
  /** The name in the server's certificate. @default - the host that is connected to */
  readonly serverName?: string;
  /** Any certificate is taken: whoever is in between reads and writes along. */
  readonly insecureSkipVerify?: true;
}
