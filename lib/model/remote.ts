import type { QueueConfig, RelabelConfig } from '../../imports/monitoring.coreos.com/common';
import type { Auth, ClientTls } from './auth';
import type { AnyDuration } from './duration';
import type { Labels } from './labels';
import type { Url } from './url';

interface Remote {
  readonly url: Url;
  /** What its metrics call it. @default - a digest of its settings */
  readonly name?: string;
  /** How Prometheus logs in. The names of users and clients are in Secrets too, as the Prometheus resource has them. @default - not at all */
  readonly auth?: Auth;
  readonly tls?: ClientTls;
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
