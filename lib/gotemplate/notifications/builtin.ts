import type { TemplateValue } from '../values';
import { alertType, groupType } from './data';

// The templates that Alertmanager 0.34 brings itself (template/default.tmpl, email.tmpl), by what they need to be given.

const ofGroup = [
  '__subject',
  'slack.default.title',
  'slack.default.fallback',
  'pagerduty.default.description',
  'opsgenie.default.message',
  'opsgenie.default.description',
  'wechat.default.message',
  'victorops.default.state_message',
  'victorops.default.entity_display_name',
  'pushover.default.title',
  'pushover.default.message',
  'sns.default.subject',
  'sns.default.message',
  'telegram.default.message',
  'discord.default.title',
  'discord.default.message',
  'webex.default.message',
  'msteams.default.summary',
  'msteams.default.title',
  'msteams.default.text',
  'msteamsv2.default.title',
  'msteamsv2.default.text',
  'jira.default.summary',
  'jira.default.description',
  'rocketchat.default.title',
  'mattermost.default.title',
  'mattermost.default.fallback',
  'mattermost.default.text',
  'email.default.subject',
  'email.default.html',
];
const ofGroupOrNothing = [
  '__alertmanagerURL',
  'slack.default.titlelink',
  'pagerduty.default.clientURL',
  'opsgenie.default.source',
  'pushover.default.url',
  'rocketchat.default.titlelink',
  'mattermost.default.titlelink',
  'jira.default.priority',
];
const ofAlerts = ['pagerduty.default.instances', '__text_alert_list', '__text_alert_list_markdown'];
const ofStatus = ['slack.default.color', 'mattermost.default.color'];
const ofAnything = [
  '__alertmanager',
  '__description',
  'slack.default.username',
  'slack.default.callbackid',
  'slack.default.pretext',
  'slack.default.iconemoji',
  'slack.default.iconurl',
  'slack.default.text',
  'slack.default.footer',
  'pagerduty.default.client',
  'wechat.default.to_user',
  'wechat.default.to_party',
  'wechat.default.to_tag',
  'wechat.default.agent_id',
  'victorops.default.monitoring_tool',
  'discord.default.content',
  'rocketchat.default.alias',
  'rocketchat.default.emoji',
  'rocketchat.default.iconurl',
  'rocketchat.default.text',
  'mattermost.default.username',
];

type Need = 'group' | 'group or nothing' | 'alerts' | 'status' | 'anything';

const needs: ReadonlyMap<string, Need> = new Map<string, Need>([
  ...ofGroup.map((name) => [name, 'group'] as const),
  ...ofGroupOrNothing.map((name) => [name, 'group or nothing'] as const),
  ...ofAlerts.map((name) => [name, 'alerts'] as const),
  ...ofStatus.map((name) => [name, 'status'] as const),
  ...ofAnything.map((name) => [name, 'anything'] as const),
]);

export const builtinNames: readonly string[] = [...needs.keys()];
export const isBuiltin = (name: string): boolean => needs.has(name);

/** Whether a built-in template can do with what it is given. */
export function canUse(name: string, { kind, type }: TemplateValue): boolean {
  // What somebody puts into a map may be all that is read.
  if (kind === 'any' || kind === 'map') return true;
  const isPlain = kind === 'nil' || type?.is === 'map';
  switch (needs.get(name)) {
    case 'group':
      return type === groupType;
    case 'group or nothing':
      return isPlain || type === groupType;
    case 'alerts':
      return kind === 'nil' || (type !== undefined && type.is !== 'struct' && type.element?.type === alertType);
    case 'status':
      return isPlain || type === groupType || type === alertType;
    case 'anything':
    case undefined:
      return true;
  }
}
