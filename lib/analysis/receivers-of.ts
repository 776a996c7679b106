import { reachable } from '../alertmanager/reach';
import { isWithin } from '../alertmanager/time-instant';
import type { RouteNode } from '../alertmanager/tree';
import { compileAlertmanager } from '../compile/alertmanager/compile';
import type { Labels } from '../model/labels';
import type { Routing } from '../model/routing';
import { alertmanagerConfigSpec } from '../render/routing';

const name = 'routing';
const metadata = { name, namespace: name };

/**
 * The names of the receivers that an alert with these labels reaches, as Alertmanager's routes lead it; at a time, without those that are
 * muted then. Inhibitions and silences are no part of it: they depend on other alerts. A routing that Alertmanager refuses throws a RangeError.
 *
 *     receiversOf(routing, { severity: 'critical' }) // ['pager']
 *
 * @param at @default - time intervals are passed over
 */
export function receiversOf(routing: Routing, labels: Labels, at?: Date): readonly string[] {
  const { config, rejected } = compileAlertmanager({
    alertmanager: {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'Alertmanager',
      metadata,
      spec: { alertmanagerConfiguration: { name } },
    },
    objects: [
      { apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig', metadata, spec: alertmanagerConfigSpec(routing) },
    ],
    options: { takesMore: true, assumesSecrets: true },
  });
  if (config === undefined) throw new RangeError(`Alertmanager refuses this routing: ${rejected.map(({ message }) => message).join('; ')}`);
  const values = Object.fromEntries(Object.entries(labels).map(([label, value]) => [label, [value]]));
  const { surely } = reachable(config, { labels: values, others: 'absent' });
  const intervals = config.mute_time_intervals ?? [];
  const isNow = (names: readonly string[] = []) => intervals.some((interval) => names.includes(interval.name) && isWithin(interval, at!));
  const isMuted = ({ route: { mute_time_intervals: mute, active_time_intervals: active = [] } }: RouteNode) =>
    at !== undefined && (isNow(mute) || (active.length > 0 && !isNow(active)));
  const prefix = `${name}/${name}/`;
  return [...new Set(surely.filter((node) => !isMuted(node)).map(({ receiver }) => receiver.slice(prefix.length)))];
}
