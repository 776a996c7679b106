import type * as crd from '../../../imports/monitoring.coreos.com/alertmanager-config';
import { isMapping } from '../../yaml/value';
import type { IncidentioConfig, JiraConfig, MattermostConfig } from './further';

/** Ways to reach somebody: the fields of a receiver of an AlertmanagerConfig, and what Alertmanager has besides. */
export interface Channel extends Omit<crd.Receiver, 'name'> {
  readonly jiraConfigs?: readonly JiraConfig[];
  readonly incidentioConfigs?: readonly IncidentioConfig[];
  readonly mattermostConfigs?: readonly MattermostConfig[];
}

/** Somebody who is told, by one or more channels: the receiver of an AlertmanagerConfig. */
export interface Receiver extends Channel {
  readonly name: string;
}

/**
 * A receiver with all of its channels; the channels of one kind are put together. A channel is a short form, such as `slack(...)`, or a
 * literal in the words of an AlertmanagerConfig.
 *
 *     receiver('pager', pagerduty({ routingKey: secretKey('pagerduty', 'key') }), { victoropsConfigs: [{ ... }] })
 */
export function receiver(name: string, ...channels: readonly Channel[]): Receiver {
  const merged: Record<string, readonly unknown[]> = {};
  for (const [index, channel] of channels.entries()) {
    // What is no mapping has no kind of channel: it stays under a name that no receiver has, and is a finding there.
    const kinds = isMapping(channel) ? Object.entries(channel) : [[`channel ${index + 1}`, channel] as const];
    for (const [kind, configs] of kinds) merged[kind] = [...(merged[kind] ?? []), ...(Array.isArray(configs) ? configs : [configs])];
  }
  return { name, ...merged };
}
