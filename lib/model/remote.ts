import type { QueueConfig, RelabelConfig } from '../../imports/monitoring.coreos.com/common';
import type { AnyDuration } from './duration';
import type { Labels } from './labels';
import type { SecretKey } from './secret-key';
import type { Url } from './url';

/** How Prometheus logs in where it sends or reads samples: one way at a time. Its names and passwords are in Secrets. */
export type RemoteAuth =
  | { readonly kind: 'basic'; readonly username: SecretKey; readonly password: SecretKey }
  | { readonly kind: 'authorization'; readonly credentials: SecretKey; readonly type?: string }
  | {
      readonly kind: 'oauth2';
      readonly clientId: SecretKey;
      readonly clientSecret: SecretKey;
      readonly tokenUrl: Url;
      readonly scopes?: readonly string[];
      readonly endpointParams?: Labels;
    }
  | {
      readonly kind: 'sigv4';
      readonly region: string;
      readonly roleArn?: string;
      readonly accessKey?: SecretKey;
      readonly secretKey?: SecretKey;
    };

/** What is known of the other side of a TLS connection, and shown to it. */
export interface RemoteTls {
  /** The certificates that are trusted. @default - those of Prometheus' image */
  readonly ca?: SecretKey | { readonly configMap: string; readonly key: string };
  readonly cert?: SecretKey;
  readonly key?: SecretKey;
  /** The name in the server's certificate. @default - the host of the URL */
  readonly serverName?: string;
  /** Any certificate is taken: whoever is in between reads and writes along. */
  readonly insecureSkipVerify?: true;
}

interface Remote {
  readonly url: Url;
  /** What its metrics call it. @default - a digest of its settings */
  readonly name?: string;
  /** @default - none */
  readonly auth?: RemoteAuth;
  readonly tls?: RemoteTls;
  /** Headers that are no secret, such as the tenant: `{ 'X-Scope-OrgID': 'shop' }`. @default - none */
  readonly headers?: Labels;
  /** @default - 30s for what is written, 1m for what is read: Prometheus' own */
  readonly remoteTimeout?: AnyDuration;
}

/** Where Prometheus sends its samples too. */
export interface RemoteWrite extends Remote {
  /** What is sent, and under which names. @default - everything as it is */
  readonly writeRelabelConfigs?: readonly RelabelConfig[];
  readonly sendExemplars?: true;
  readonly sendNativeHistograms?: true;
  /** @default - V1.0, Prometheus' own */
  readonly messageVersion?: 'V1.0' | 'V2.0';
  /** @default - Prometheus' own */
  readonly queueConfig?: QueueConfig;
}

/** Where Prometheus looks for samples that it does not have. */
export interface RemoteRead extends Remote {
  /** It is asked for what Prometheus should have itself, too. @default - it is not */
  readonly readRecent?: true;
  /** Only queries with these labels are asked there. @default - all */
  readonly requiredMatchers?: Labels;
}

/**
 * Where Prometheus sends its samples too.
 *
 *     remoteWrite({ url: 'https://mimir.example/api/v1/push', headers: { 'X-Scope-OrgID': 'shop' } })
 */
export const remoteWrite = (options: RemoteWrite): RemoteWrite => options;

/** Where Prometheus looks for samples that it does not have. */
export const remoteRead = (options: RemoteRead): RemoteRead => options;
