import { nearest } from '../text/nearest';
import type { AlertmanagerConfiguration } from './configuration';
import { parseDuration } from './durations';
import { httpFaults, tlsFaults } from './http-faults';
import { inhibitionsOf } from './inhibition';
import { integrationFaults } from './receiver-faults';
import { type Integration, type IntegrationKind, integrationKinds } from './receivers';
import { timeIntervalFaults } from './time-intervals';
import { nodesOf, type RouteNode, type RoutingFault, routeTree } from './tree';

/**
 * All that Alertmanager 0.34 refuses in a configuration whose values have their types (see `readConfiguration`). It starts
 * with none of these, and a reload keeps the old configuration.
 */
export function configurationFaults(config: AlertmanagerConfiguration): readonly RoutingFault[] {
  return [
    ...rootFaults(config),
    ...routeFaults(config),
    ...inhibitionFaults(config),
    ...receiverFaults(config),
    ...intervalFaults(config),
    ...otherFaults(config),
  ];
}

type Faults = Generator<RoutingFault>;

/** What Alertmanager refuses in the root route, which must take every alert at any time. */
export function* rootFaults({ route }: AlertmanagerConfiguration): Faults {
  if (route === undefined) {
    yield {
      path: 'route',
      message: 'the configuration has no route',
      hint: 'add a route with the receiver for whatever nothing else takes',
    };
    return;
  }
  if (!route.receiver) {
    yield {
      path: 'route.receiver',
      message: 'the root route has no receiver',
      hint: 'name the receiver for whatever nothing else takes',
    };
  }
  if (route.continue === true) {
    yield { path: 'route.continue', message: 'the root route has continue, but no sibling', hint: 'take it out' };
  }
  const matchers = Object.keys({ ...route.match, ...route.match_re }).length + (route.matchers?.length ?? 0);
  if (matchers > 0) {
    yield {
      path: 'route.matchers',
      message: 'the root route has matchers, but must take every alert',
      hint: 'move them to a child route',
    };
  }
  for (const key of ['mute_time_intervals', 'active_time_intervals'] as const) {
    if ((route[key]?.length ?? 0) > 0) {
      yield {
        path: `route.${key}`,
        message: `the root route has ${key}, but must always be active`,
        hint: 'move them to a child route',
      };
    }
  }
}

const legacyName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function* routeFaults(config: AlertmanagerConfiguration): Faults {
  const { root, faults } = routeTree(config);
  yield* faults;
  const receivers = namesOf(config.receivers);
  const intervals = namesOf([...(config.mute_time_intervals ?? []), ...(config.time_intervals ?? [])]);
  for (const node of nodesOf(root)) {
    const { route, path } = node;
    if (route.receiver && !receivers.has(route.receiver)) {
      yield {
        path: `${path}.receiver`,
        message: `the receiver ${route.receiver} is not defined`,
        hint: `${meant(route.receiver, receivers)}define it in receivers, or name one of ${listed(receivers)}`,
      };
    }
    for (const key of ['mute_time_intervals', 'active_time_intervals'] as const) {
      for (const name of route[key] ?? []) {
        if (!intervals.has(name)) {
          yield {
            path: `${path}.${key}`,
            message: `the time interval ${name} is not defined`,
            hint:
              `${meant(name, intervals)}define it in time_intervals` +
              `${intervals.size > 0 ? `, or name one of ${listed(intervals)}` : ''}`,
          };
        }
      }
    }
    yield* ownRouteFaults(node);
  }
}

/** The names that are there; without one a receiver has a fault of its own. */
const namesOf = (named: readonly { readonly name?: string }[] = []): ReadonlySet<string> =>
  new Set(named.map(({ name }) => name).filter((name) => name !== undefined));

/** Asks whether a name that is nearly the same was meant. */
function meant(name: string, names: ReadonlySet<string>): string {
  const similar = nearest(name, names);
  return similar === undefined ? '' : `did you mean ${similar}? If not, `;
}

const listed = (names: ReadonlySet<string>) => [...names].slice(0, 5).join(', ');

function* ownRouteFaults({ route, path }: RouteNode): Faults {
  const group = route.group_by ?? [];
  if (group.includes('...') && group.some((name) => name !== '...')) {
    yield { path: `${path}.group_by`, message: 'group_by has ... and other labels', hint: '... is all labels: keep it alone' };
  }
  for (const name of new Set(group)) {
    if (name === '') yield { path: `${path}.group_by`, message: 'group_by has an empty label name' };
    else if (name !== '...' && group.indexOf(name) !== group.lastIndexOf(name)) {
      yield { path: `${path}.group_by`, message: `group_by has ${name} twice` };
    }
  }
  for (const key of ['group_interval', 'repeat_interval'] as const) {
    if (route[key] !== undefined && parseDuration(route[key]) === 0) {
      yield { path: `${path}.${key}`, message: `${key} is zero`, hint: 'leave it out for the default, or write a duration' };
    }
  }
  yield* nameFaults(route.match, `${path}.match`);
  yield* nameFaults(route.match_re, `${path}.match_re`);
  if (Object.hasOwn(route.labels ?? {}, '')) yield { path: `${path}.labels`, message: 'labels has an empty label name' };
}

/** The deprecated notations know only names of letters, digits and underscores. */
function* nameFaults(matches: Readonly<Record<string, string>> = {}, path: string): Faults {
  for (const name of Object.keys(matches))
    if (!legacyName.test(name)) {
      yield { path, message: `${name} is not a label name here`, hint: 'use matchers, which take every name' };
    }
}

function* inhibitionFaults(config: AlertmanagerConfiguration): Faults {
  for (const { path, rule, equal, faults } of inhibitionsOf(config)) {
    yield* faults;
    for (const key of ['source_match', 'source_match_re', 'target_match', 'target_match_re'] as const) {
      yield* nameFaults(rule[key], `${path}.${key}`);
    }
    if (equal.includes('')) yield { path: `${path}.equal`, message: 'equal has an empty label name' };
  }
}

function* receiverFaults(config: AlertmanagerConfiguration): Faults {
  const seen = new Set<string>();
  for (const [i, receiver] of (config.receivers ?? []).entries()) {
    const path = `receivers[${i}]`;
    if (!receiver.name) yield { path, message: 'the receiver has no name' };
    if (seen.has(receiver.name)) {
      yield {
        path: `${path}.name`,
        message: `the receiver ${receiver.name} is defined twice`,
        hint: 'rename one, or put their integrations together',
      };
    }
    seen.add(receiver.name);
    const label = receiver.labels?.name;
    if (label !== undefined && label !== receiver.name) {
      yield {
        path: `${path}.labels.name`,
        message: `the label name is ${label}, but the receiver is ${receiver.name}`,
        hint: 'take the label out: it is set by itself',
      };
    }
    for (const kind of integrationKinds) {
      for (const [j, integration] of (receiver[kind] ?? []).entries()) {
        const judge = integrationFaults[kind] as (integration: Integration<IntegrationKind>, global: object) => Generator<string>;
        const at = `${path}.${kind}[${j}]`;
        for (const message of judge(integration, config.global ?? {})) yield { path: at, message: `${receiver.name}: ${message}` };
        const { http_config } = integration as { readonly http_config?: object };
        for (const message of httpFaults(http_config)) yield { path: `${at}.http_config`, message: `${receiver.name}: ${message}` };
      }
    }
  }
}

function* intervalFaults(config: AlertmanagerConfiguration): Faults {
  const seen = new Set<string>();
  for (const key of ['mute_time_intervals', 'time_intervals'] as const) {
    for (const [i, { name, time_intervals = [] }] of (config[key] ?? []).entries()) {
      const path = `${key}[${i}]`;
      if (!name) yield { path, message: 'the time interval has no name' };
      if (seen.has(name)) {
        yield {
          path: `${path}.name`,
          message: `the time interval ${name} is defined twice`,
          hint: 'rename one, or put their ranges together',
        };
      }
      seen.add(name);
      for (const [j, interval] of time_intervals.entries()) {
        const at = `${path}.time_intervals[${j}]`;
        for (const message of timeIntervalFaults(interval)) yield { path: at, message: `${name}: ${message}` };
      }
    }
  }
}

function* otherFaults({ global = {}, tracing }: AlertmanagerConfiguration): Faults {
  for (const message of httpFaults(global.http_config)) yield { path: 'global.http_config', message };
  for (const message of tlsFaults(global.smtp_tls_config)) yield { path: 'global.smtp_tls_config', message };
  const fields = global as Readonly<Record<string, unknown>>;
  // An empty text is none, but for Rocket.Chat's.
  const given = (key: string) => fields[key] !== undefined && (fields[key] !== '' || /^rocketchat_token(?:_id)?$/.test(key));
  for (const key of Object.keys(global)) {
    if (key.endsWith('_file') && given(key) && given(key.slice(0, -5))) {
      yield { path: `global.${key}`, message: `both ${key.slice(0, -5)} and ${key} are given`, hint: 'keep the file' };
    }
  }
  const token = given('slack_app_token') || given('slack_app_token_file');
  const url = given('slack_api_url') || given('slack_api_url_file');
  if (token && url && global.slack_api_url !== (global.slack_app_url ?? 'https://slack.com/api/chat.postMessage')) {
    yield { path: 'global.slack_app_token', message: 'both slack_app_token and slack_api_url are given', hint: 'keep one' };
  }
  if (tracing === undefined) return;
  if (!tracing.endpoint) yield { path: 'tracing.endpoint', message: 'tracing has no endpoint' };
  if (tracing.client_type !== undefined && !/^(?:http|grpc)$/.test(tracing.client_type)) {
    yield { path: 'tracing.client_type', message: `${tracing.client_type} is not a client type`, hint: 'write http or grpc' };
  }
  if (tracing.compression && tracing.compression !== 'gzip') {
    yield {
      path: 'tracing.compression',
      message: `${tracing.compression} is not a compression`,
      hint: 'write gzip, or leave it out',
    };
  }
}
