import {
  type AlertmanagerConfiguration,
  globalFields,
  type InhibitRule,
  type NamedTimeInterval,
  type RouteConfiguration,
  type TimeIntervalSpec,
  type TracingConfiguration,
} from './configuration';
import { type ConfigField, list, map, type Shape, shape } from './fields';
import { headersField, tlsFields } from './http';
import { integrations } from './integrations';

// The keys of Alertmanager's configuration file with what they hold, for reading one that people wrote.

const matching = { matchers: list('matchers'), match: map('string'), match_re: map('regexp') } as const;

const routeFields: Shape = {
  receiver: 'string',
  group_by: list('string'),
  continue: 'boolean',
  ...matching,
  group_wait: 'duration',
  group_interval: 'duration',
  repeat_interval: 'duration',
  mute_time_intervals: list('string'),
  active_time_intervals: list('string'),
  labels: map('string'),
  get routes(): ConfigField {
    return list(shape(routeFields));
  },
} satisfies { readonly [K in keyof Required<RouteConfiguration>]: ConfigField };

const inhibitFields = {
  name: 'string',
  source_matchers: list('matchers'),
  source_match: map('string'),
  source_match_re: map('regexp'),
  target_matchers: list('matchers'),
  target_match: map('string'),
  target_match_re: map('regexp'),
  equal: list('string'),
} satisfies { readonly [K in keyof Required<InhibitRule>]: ConfigField };

const intervalSpecFields = {
  times: list(shape({ start_time: 'string', end_time: 'string' })),
  weekdays: list('string'),
  days_of_month: list('string'),
  months: list('string'),
  years: list('string'),
  location: 'string',
} satisfies { readonly [K in keyof Required<TimeIntervalSpec>]: ConfigField };

const intervalFields = {
  name: 'string',
  time_intervals: list(shape(intervalSpecFields)),
} satisfies { readonly [K in keyof Required<NamedTimeInterval>]: ConfigField };

const tracingFields = {
  client_type: 'string',
  endpoint: 'string',
  sampling_fraction: 'number',
  insecure: 'boolean',
  tls_config: shape(tlsFields),
  headers: headersField,
  compression: 'string',
  timeout: 'duration',
} satisfies { readonly [K in keyof Required<TracingConfiguration>]: ConfigField };

const receiverFields: Shape = {
  name: 'string',
  labels: map('string'),
  ...Object.fromEntries(Object.entries(integrations).map(([kind, fields]) => [kind, list(shape(fields))])),
};

/** The whole file. */
export const configurationFields = {
  global: shape(globalFields),
  templates: list('string'),
  route: shape(routeFields),
  inhibit_rules: list(shape(inhibitFields)),
  receivers: list(shape(receiverFields)),
  time_intervals: list(shape(intervalFields)),
  mute_time_intervals: list(shape(intervalFields)),
  tracing: shape(tracingFields),
  event_recorder: 'any',
} satisfies { readonly [K in keyof Required<AlertmanagerConfiguration>]: ConfigField };
