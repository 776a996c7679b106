import type * as crd from '../../../imports/monitoring.coreos.com/alertmanager-config';
import { furtherIntegrations } from '../../alertmanager/further';
import type { Finding } from '../../model/finding';
import { alertmanagerConfigSpec } from '../../render/routing';
import { isMapping } from '../../yaml/value';
import type { Monitoring } from '../backend';

/*
 * A routing may say more than an AlertmanagerConfig takes: what Alertmanager has, and the custom resource lacks. It is written without, and
 * told where it is declared.
 */

/** What of a routing an AlertmanagerConfig cannot say: the message, and the way out. */
export interface Lack {
  readonly message: string;
  readonly hint: string;
}

export interface CustomRouting {
  readonly spec: crd.AlertmanagerConfigSpec;
  readonly lacks: readonly Lack[];
}

/** A routing in the words of an AlertmanagerConfig, and what these lack. */
export function customRouting({ routing }: Pick<Monitoring, 'routing'>): CustomRouting {
  const spec = alertmanagerConfigSpec(routing!);
  const lacks: Lack[] = [];
  const receivers = spec.receivers?.map((receiver) => withoutMore(receiver, lacks));
  const muteTimeIntervals = spec.muteTimeIntervals?.map((interval) => inUtc(interval, lacks));
  return { spec: { ...spec, ...(receivers && { receivers }), ...(muteTimeIntervals && { muteTimeIntervals }) }, lacks };
}

/**
 * A routing as it is judged: where an AlertmanagerConfig lacks something that is told already, what follows from the lack is not told again.
 */
export function judgedRouting(monitoring: Pick<Monitoring, 'routing'>): {
  readonly spec: crd.AlertmanagerConfigSpec;
  readonly takesMore: boolean;
} {
  const { spec, lacks } = customRouting(monitoring);
  return lacks.length > 0 ? { spec: alertmanagerConfigSpec(monitoring.routing!), takesMore: true } : { spec, takesMore: false };
}

/** The same as findings, at the routing. */
export const lackFindings = (monitoring: Monitoring): readonly Finding[] =>
  monitoring.routing === undefined
    ? []
    : customRouting(monitoring).lacks.map((lack) => ({
        check: 'not-taken',
        severity: 'error',
        path: `${monitoring.path}/routing`,
        ...lack,
      }));

const standaloneWritesIt = 'run the stack with standalone(), which writes the whole of alertmanager.yml';

function withoutMore(receiver: crd.Receiver, lacks: Lack[]): crd.Receiver {
  const { name, ...channels } = receiver;
  const kept = Object.entries(channels).flatMap(([kind, list]: [string, readonly object[]]) => {
    if (!furtherIntegrations.has(kind))
      return [[kind, list.map((channel, index) => withoutNames(channel, `${name}: ${kind}[${index}]`, lacks))]];
    lacks.push({
      message: `routing.receivers: the receiver ${name} has ${kind}, which an AlertmanagerConfig does not have`,
      hint: `Tell a program that knows it by webhook(...); or ${standaloneWritesIt}.`,
    });
    return [];
  });
  return { name, ...Object.fromEntries(kept) };
}

/** An AlertmanagerConfig has user names in Secrets alone, and a client's id in a Secret or a ConfigMap. */
function withoutNames(channel: object, at: string, lacks: Lack[]): object {
  const { httpConfig } = channel as { readonly httpConfig?: { readonly basicAuth?: unknown; readonly oauth2?: unknown } };
  if (httpConfig === undefined) return channel;
  const without = (login: unknown, field: string, way: string) => {
    if (!isMapping(login) || typeof login[field] !== 'string') return login;
    lacks.push({
      message: `routing.receivers: the receiver ${at}.httpConfig.${way}.${field} is a text, and an AlertmanagerConfig reads it from a Secret`,
      hint: `Put it into the Secret too and write secretKey('name', '${field}'); or ${standaloneWritesIt}.`,
    });
    const { [field]: _, ...others } = login;
    return others;
  };
  const { basicAuth, oauth2 } = httpConfig;
  const logins = { basicAuth: without(basicAuth, 'username', 'basicAuth'), oauth2: without(oauth2, 'clientId', 'oauth2') };
  return {
    ...channel,
    httpConfig: { ...httpConfig, ...Object.fromEntries(Object.entries(logins).filter(([, login]) => login !== undefined)) },
  };
}

function inUtc(interval: crd.MuteTimeInterval, lacks: Lack[]): crd.MuteTimeInterval {
  const periods = (interval.timeIntervals ?? []) as readonly (crd.TimePeriod & { readonly location?: string })[];
  const locations = [...new Set(periods.flatMap(({ location }) => (location === undefined || location === 'UTC' ? [] : [location])))];
  for (const location of locations) {
    lacks.push({
      message: `routing.route: the time interval ${interval.name} has the location ${location}, and an AlertmanagerConfig knows UTC alone`,
      hint: `Write its times in UTC and leave \`location\` out, where an hour more or less in summer does not matter; or ${standaloneWritesIt}.`,
    });
  }
  return { ...interval, timeIntervals: periods.map(({ location: _, ...period }) => period) };
}
