import type * as crd from '../../../imports/monitoring.coreos.com/alertmanager-config';
import type { SecretKey } from '../secret-key';
import type { Channel } from './receiver';
import { type ChannelOptions, channelSettings } from './settings';

/** What can be mentioned in a message of Slack: everybody of a kind, or the id of a member or of a group. */
export type SlackMention = 'here' | 'channel' | 'everyone' | `${'U' | 'W' | 'S'}${string}`;

export interface SlackOptions extends ChannelOptions<crd.SlackConfig> {
  /** `#channel` or `@person`. */
  readonly channel: `#${string}` | `@${string}`;
  /** The Secret that holds the webhook's URL. */
  readonly webhook: SecretKey;
  /** A Go template of Alertmanager. @default - Alertmanager's own `slack.default.title` */
  readonly title?: string;
  /** A Go template of Alertmanager. @default - Alertmanager's own `slack.default.text`, which is empty */
  readonly text?: string;
  /** The color of the bar beside the message; a Go template. @default - red while alerts fire, then green */
  readonly color?: string;
  /** Who the message is from. @default - who the webhook is made for */
  readonly username?: string;
  /** Who is called while alerts fire. @default - nobody */
  readonly mention?: readonly SlackMention[];
}

/** A message to a Slack channel when alerts fire, and when they are over. */
export function slack(options: SlackOptions): Channel {
  const { channel, webhook, title, text, color, username, mention, ...rest } = options ?? {};
  const pretext = Array.isArray(mention) && mention.length > 0 ? called(mention) : undefined;
  const written = { apiURL: webhook, channel, sendResolved: true, title, text, color, username, pretext };
  return { slackConfigs: [channelSettings<crd.SlackConfig>(written, rest)] };
}

const called = (mentions: readonly string[]): string =>
  `{{ if eq .Status "firing" }}${mentions
    .map((one) => String(one))
    .map(mentioned)
    .join(' ')}{{ end }}`;

/** Slack's notation ("Formatting text for app surfaces"). */
function mentioned(whom: string): string {
  if (/^[UW]/.test(whom)) return `<@${whom}>`;
  return whom.startsWith('S') ? `<!subteam^${whom}>` : `<!${whom}>`;
}

export interface MsTeamsOptions extends ChannelOptions<crd.Msteamsv2Config> {
  /** The Secret that holds the URL of the workflow. */
  readonly webhook: SecretKey;
  /** A Go template. @default - Alertmanager's own `msteamsv2.default.title` */
  readonly title?: string;
  /** A Go template. @default - Alertmanager's own `msteamsv2.default.text` */
  readonly text?: string;
}

/** A card in Microsoft Teams, posted by a workflow of Power Automate. The older connectors are `msteamsConfigs`, and are retired. */
export function msteams(options: MsTeamsOptions): Channel {
  const { webhook, title, text, ...rest } = options ?? {};
  return { msteamsv2Configs: [channelSettings<crd.Msteamsv2Config>({ webhookURL: webhook, title, text }, rest)] };
}

export interface DiscordOptions extends ChannelOptions<crd.DiscordConfig> {
  /** The Secret that holds the webhook's URL. */
  readonly webhook: SecretKey;
  /** A Go template. @default - Alertmanager's own `discord.default.title` */
  readonly title?: string;
  /** A Go template. @default - Alertmanager's own `discord.default.message` */
  readonly message?: string;
}

/** A message to a channel of Discord. */
export function discord(options: DiscordOptions): Channel {
  const { webhook, title, message, ...rest } = options ?? {};
  return { discordConfigs: [channelSettings<crd.DiscordConfig>({ apiURL: webhook, title, message }, rest)] };
}

export interface TelegramOptions extends ChannelOptions<crd.TelegramConfig> {
  readonly botToken: SecretKey;
  /** The id of the chat; that of a group is negative. */
  readonly chatId: number;
  /** A Go template. @default - Alertmanager's own `telegram.default.message` */
  readonly message?: string;
  /** How the message is marked up. @default HTML */
  readonly parseMode?: crd.TelegramConfig['parseMode'];
}

/** A message of a bot to a chat of Telegram. */
export function telegram(options: TelegramOptions): Channel {
  const { botToken, chatId, message, parseMode, ...rest } = options ?? {};
  return { telegramConfigs: [channelSettings<crd.TelegramConfig>({ botToken, chatID: chatId, message, parseMode }, rest)] };
}
