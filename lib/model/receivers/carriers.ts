import type * as crd from '../../../imports/monitoring.coreos.com/alertmanager-config';
import type { ClientTls, Sigv4Login } from '../auth';
import type { Digits } from '../duration';
import type { SecretKey } from '../secret-key';
import type { Url } from '../url';
import { type HttpAuth, httpSettings, tlsSettings } from './http';
import type { Channel } from './receiver';
import { type ChannelOptions, channelSettings } from './settings';

export interface WebhookOptions extends ChannelOptions<crd.WebhookConfig> {
  /** @default - nobody logs in */
  readonly auth?: HttpAuth;
  readonly tls?: ClientTls;
  /** How many alerts one message holds; it says how many more there are. @default - all */
  readonly maxAlerts?: number;
}

/** A POST of Alertmanager's JSON to a URL: one that a Secret holds, or one that is no secret. */
export function webhook(url: SecretKey | Url, options: WebhookOptions = {}): Channel {
  const { auth, tls, maxAlerts, ...rest } = options;
  // A text that is no URL may be a secret: it is judged where a reference belongs.
  const where = typeof url === 'string' && /^https?:\/\//.test(url) ? { url } : { urlSecret: url as SecretKey };
  const httpConfig = httpSettings(auth, tls) as crd.HttpConfig | undefined;
  return { webhookConfigs: [channelSettings<crd.WebhookConfig>({ ...where, maxAlerts, httpConfig }, rest)] };
}

export interface EmailOptions extends ChannelOptions<crd.EmailConfig> {
  readonly to: readonly string[];
  readonly from: string;
  /** The server that takes the mail, with its port: `smtp.example.com:587`. */
  readonly smarthost: `${string}:${Digits}`;
  /** @default - nobody logs in */
  readonly auth?: { readonly username: string; readonly password: SecretKey };
  /** The body as HTML; a Go template. @default - Alertmanager's own `email.default.html` */
  readonly html?: string;
  /** The body as plain text; a Go template. @default - none beside HTML */
  readonly text?: string;
  /** `off` sends in plain text, to a server that does not know TLS. @default - the connection is encrypted, or nothing is sent */
  readonly tls?: 'off' | ClientTls;
}

/** A mail to one or more addresses. */
export function email(options: EmailOptions): Channel {
  const { to, from, smarthost, auth, html, text, tls, ...rest } = options ?? {};
  const written = {
    to: Array.isArray(to) ? to.join(', ') : (to as unknown as string),
    from,
    smarthost,
    authUsername: auth?.username,
    authPassword: auth?.password,
    html,
    text,
    ...(tls === 'off' ? { requireTLS: false } : tls && { tlsConfig: tlsSettings(tls) }),
  };
  return { emailConfigs: [channelSettings<crd.EmailConfig>(written, rest)] };
}

export interface SnsOptions extends ChannelOptions<crd.SnsConfig> {
  readonly topicArn: string;
  /** The region, and who signs: without keys the identity of the pod. */
  readonly auth: Sigv4Login;
}

/** A message to a topic of Amazon SNS. */
export function sns(options: SnsOptions): Channel {
  const { topicArn, auth, ...rest } = options ?? {};
  const { kind: _, ...signature } = auth ?? {};
  return { snsConfigs: [channelSettings<crd.SnsConfig>({ topicARN: topicArn, ...(auth && { sigv4: signature }) }, rest)] };
}
