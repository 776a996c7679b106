// Made by scripts/imports/generate.mjs from the CRDs of prometheus-operator 0.93.1; not to be edited.
import type { BasicAuth, KeySelector, Metadata, OAuth2, SafeAuthorization, SafeTlsConfig, Sigv4 } from './common';

export interface AlertmanagerConfig {
  readonly apiVersion: 'monitoring.coreos.com/v1alpha1';
  readonly kind: 'AlertmanagerConfig';
  readonly metadata: Metadata;
  readonly spec: AlertmanagerConfigSpec;
}

export interface AlertmanagerConfigSpec {
  readonly inhibitRules?: readonly InhibitRule[];
  readonly muteTimeIntervals?: readonly MuteTimeInterval[];
  readonly receivers?: readonly Receiver[];
  readonly route?: Route;
}

export interface InhibitRule {
  readonly equal?: readonly string[];
  readonly sourceMatch?: readonly Matcher[];
  readonly targetMatch?: readonly Matcher[];
}

export interface Matcher {
  readonly matchType?: '!=' | '=' | '=~' | '!~';
  readonly name: string;
  readonly regex?: boolean;
  readonly value?: string;
}

export interface MuteTimeInterval {
  readonly name: string;
  readonly timeIntervals?: readonly TimePeriod[];
}

export interface TimePeriod {
  readonly daysOfMonth?: readonly DayOfMonthRange[];
  readonly months?: readonly string[];
  readonly times?: readonly TimeRange[];
  readonly weekdays?: readonly string[];
  readonly years?: readonly string[];
}

export interface DayOfMonthRange {
  readonly end?: number;
  readonly start?: number;
}

export interface TimeRange {
  readonly endTime?: string;
  readonly startTime?: string;
}

export interface Receiver {
  readonly discordConfigs?: readonly DiscordConfig[];
  readonly emailConfigs?: readonly EmailConfig[];
  readonly msteamsConfigs?: readonly MsteamsConfig[];
  readonly msteamsv2Configs?: readonly Msteamsv2Config[];
  readonly name: string;
  readonly opsgenieConfigs?: readonly OpsgenieConfig[];
  readonly pagerdutyConfigs?: readonly PagerdutyConfig[];
  readonly pushoverConfigs?: readonly PushoverConfig[];
  readonly rocketchatConfigs?: readonly RocketchatConfig[];
  readonly slackConfigs?: readonly SlackConfig[];
  readonly snsConfigs?: readonly SnsConfig[];
  readonly telegramConfigs?: readonly TelegramConfig[];
  readonly victoropsConfigs?: readonly VictoropsConfig[];
  readonly webexConfigs?: readonly WebexConfig[];
  readonly webhookConfigs?: readonly WebhookConfig[];
  readonly wechatConfigs?: readonly WechatConfig[];
}

export interface DiscordConfig {
  readonly apiURL: KeySelector;
  readonly avatarURL?: string;
  readonly content?: string;
  readonly httpConfig?: HttpConfig;
  readonly message?: string;
  readonly sendResolved?: boolean;
  readonly title?: string;
  readonly username?: string;
}

export interface HttpConfig {
  readonly authorization?: SafeAuthorization;
  readonly basicAuth?: BasicAuth;
  readonly bearerTokenSecret?: KeySelector;
  readonly enableHttp2?: boolean;
  readonly followRedirects?: boolean;
  readonly noProxy?: string;
  readonly oauth2?: OAuth2;
  readonly proxyConnectHeader?: Readonly<Record<string, readonly KeySelector[]>>;
  readonly proxyFromEnvironment?: boolean;
  readonly proxyURL?: string;
  readonly proxyUrl?: string;
  readonly tlsConfig?: SafeTlsConfig;
}

export interface EmailConfig {
  readonly authIdentity?: string;
  readonly authPassword?: KeySelector;
  readonly authSecret?: KeySelector;
  readonly authUsername?: string;
  readonly forceImplicitTLS?: boolean;
  readonly from?: string;
  readonly headers?: readonly KeyAndValue[];
  readonly hello?: string;
  readonly html?: string;
  readonly requireTLS?: boolean;
  readonly sendResolved?: boolean;
  readonly smarthost?: string;
  readonly text?: string;
  readonly threading?: Threading;
  readonly tlsConfig?: SafeTlsConfig;
  readonly to?: string;
}

export interface KeyAndValue {
  readonly key: string;
  readonly value: string;
}

export interface Threading {
  readonly threadByDate: 'Daily' | 'None';
}

export interface MsteamsConfig {
  readonly httpConfig?: HttpConfig;
  readonly sendResolved?: boolean;
  readonly summary?: string;
  readonly text?: string;
  readonly title?: string;
  readonly webhookUrl: KeySelector;
}

export interface Msteamsv2Config {
  readonly httpConfig?: HttpConfig;
  readonly sendResolved?: boolean;
  readonly text?: string;
  readonly title?: string;
  readonly webhookURL?: KeySelector;
}

export interface OpsgenieConfig {
  readonly actions?: string;
  readonly apiKey?: KeySelector;
  readonly apiURL?: string;
  readonly description?: string;
  readonly details?: readonly KeyAndValue[];
  readonly entity?: string;
  readonly httpConfig?: HttpConfig;
  readonly message?: string;
  readonly note?: string;
  readonly priority?: string;
  readonly responders?: readonly OpsGenieResponder[];
  readonly sendResolved?: boolean;
  readonly source?: string;
  readonly tags?: string;
  readonly updateAlerts?: boolean;
}

export interface OpsGenieResponder {
  readonly id?: string;
  readonly name?: string;
  readonly type: 'team' | 'teams' | 'user' | 'escalation' | 'schedule';
  readonly username?: string;
}

export interface PagerdutyConfig {
  readonly class?: string;
  readonly client?: string;
  readonly clientURL?: string;
  readonly component?: string;
  readonly description?: string;
  readonly details?: readonly KeyAndValue[];
  readonly group?: string;
  readonly httpConfig?: HttpConfig;
  readonly pagerDutyImageConfigs?: readonly PagerDutyImage[];
  readonly pagerDutyLinkConfigs?: readonly PagerDutyLink[];
  readonly routingKey?: KeySelector;
  readonly sendResolved?: boolean;
  readonly serviceKey?: KeySelector;
  readonly severity?: string;
  readonly source?: string;
  readonly timeout?: string;
  readonly url?: string;
}

export interface PagerDutyImage {
  readonly alt?: string;
  readonly href?: string;
  readonly src?: string;
}

export interface PagerDutyLink {
  readonly alt?: string;
  readonly href?: string;
}

export interface PushoverConfig {
  readonly device?: string;
  readonly expire?: string;
  readonly html?: boolean;
  readonly httpConfig?: HttpConfig;
  readonly message?: string;
  readonly monospace?: boolean;
  readonly priority?: string;
  readonly retry?: string;
  readonly sendResolved?: boolean;
  readonly sound?: string;
  readonly title?: string;
  readonly token?: KeySelector;
  readonly tokenFile?: string;
  readonly ttl?: string;
  readonly url?: string;
  readonly urlTitle?: string;
  readonly userKey?: KeySelector;
  readonly userKeyFile?: string;
}

export interface RocketchatConfig {
  readonly actions?: readonly RocketChatAction[];
  readonly apiURL?: string;
  readonly channel?: string;
  readonly color?: string;
  readonly emoji?: string;
  readonly fields?: readonly RocketChatField[];
  readonly httpConfig?: HttpConfig;
  readonly iconURL?: string;
  readonly imageURL?: string;
  readonly linkNames?: boolean;
  readonly sendResolved?: boolean;
  readonly shortFields?: boolean;
  readonly text?: string;
  readonly thumbURL?: string;
  readonly title?: string;
  readonly titleLink?: string;
  readonly token: KeySelector;
  readonly tokenID: KeySelector;
}

export interface RocketChatAction {
  readonly msg?: string;
  readonly text?: string;
  readonly url?: string;
}

export interface RocketChatField {
  readonly short?: boolean;
  readonly title?: string;
  readonly value?: string;
}

export interface SlackConfig {
  readonly actions?: readonly SlackAction[];
  readonly apiURL?: KeySelector;
  readonly callbackId?: string;
  readonly channel?: string;
  readonly color?: string;
  readonly fallback?: string;
  readonly fields?: readonly SlackField[];
  readonly footer?: string;
  readonly httpConfig?: HttpConfig;
  readonly iconEmoji?: string;
  readonly iconURL?: string;
  readonly imageURL?: string;
  readonly linkNames?: boolean;
  readonly messageText?: string;
  readonly mrkdwnIn?: readonly string[];
  readonly pretext?: string;
  readonly sendResolved?: boolean;
  readonly shortFields?: boolean;
  readonly text?: string;
  readonly thumbURL?: string;
  readonly timeout?: string;
  readonly title?: string;
  readonly titleLink?: string;
  readonly updateMessage?: boolean;
  readonly username?: string;
}

export interface SlackAction {
  readonly confirm?: SlackConfirmation;
  readonly name?: string;
  readonly style?: string;
  readonly text: string;
  readonly type: string;
  readonly url?: string;
  readonly value?: string;
}

export interface SlackConfirmation {
  readonly dismissText?: string;
  readonly okText?: string;
  readonly text: string;
  readonly title?: string;
}

export interface SlackField {
  readonly short?: boolean;
  readonly title: string;
  readonly value: string;
}

export interface SnsConfig {
  readonly apiURL?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly httpConfig?: HttpConfig;
  readonly message?: string;
  readonly phoneNumber?: string;
  readonly sendResolved?: boolean;
  readonly sigv4?: Sigv4;
  readonly subject?: string;
  readonly targetARN?: string;
  readonly topicARN?: string;
  readonly useAWSHTTPClient?: boolean;
}

export interface TelegramConfig {
  readonly apiURL?: string;
  readonly botToken?: KeySelector;
  readonly botTokenFile?: string;
  readonly chatID: number;
  readonly disableNotifications?: boolean;
  readonly httpConfig?: HttpConfig;
  readonly message?: string;
  readonly messageThreadID?: number;
  readonly parseMode?: 'MarkdownV2' | 'Markdown' | 'HTML';
  readonly sendResolved?: boolean;
}

export interface VictoropsConfig {
  readonly apiKey?: KeySelector;
  readonly apiUrl?: string;
  readonly customFields?: readonly KeyAndValue[];
  readonly entityDisplayName?: string;
  readonly httpConfig?: HttpConfig;
  readonly messageType?: string;
  readonly monitoringTool?: string;
  readonly routingKey: string;
  readonly sendResolved?: boolean;
  readonly stateMessage?: string;
}

export interface WebexConfig {
  readonly apiURL?: string;
  readonly httpConfig?: HttpConfig;
  readonly message?: string;
  readonly roomID: string;
  readonly sendResolved?: boolean;
}

export interface WebhookConfig {
  readonly httpConfig?: HttpConfig;
  readonly maxAlerts?: number;
  readonly payload?: string;
  readonly sendResolved?: boolean;
  readonly timeout?: string;
  readonly url?: string;
  readonly urlSecret?: KeySelector;
}

export interface WechatConfig {
  readonly agentID?: string;
  readonly apiSecret?: KeySelector;
  readonly apiURL?: string;
  readonly corpID?: string;
  readonly httpConfig?: HttpConfig;
  readonly message?: string;
  readonly messageType?: string;
  readonly sendResolved?: boolean;
  readonly toParty?: string;
  readonly toTag?: string;
  readonly toUser?: string;
}

export interface Route {
  readonly activeTimeIntervals?: readonly string[];
  readonly continue?: boolean;
  readonly groupBy?: readonly string[];
  readonly groupInterval?: string;
  readonly groupWait?: string;
  readonly matchers?: readonly Matcher[];
  readonly muteTimeIntervals?: readonly string[];
  readonly receiver?: string;
  readonly repeatInterval?: string;
  readonly routes?: readonly Route[];
}
