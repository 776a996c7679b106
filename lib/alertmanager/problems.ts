import { nearest } from '../text/nearest';
import { didYouMean } from '../text/suggestion';
import type { AlertmanagerConfiguration } from './configuration';
import { durationMilliseconds } from './durations';
import { httpProblems, tlsProblems } from './http-problems';
import { inhibitionsOf } from './inhibition';
import { type Integration, type IntegrationKind, integrationKinds } from './integrations';
import { integrationProblems } from './receiver-problems';
import { timeIntervalProblems } from './time-intervals';
import { nodesOf, type RouteNode, type RoutingProblem, routeTree } from './tree';

/**
 * All that Alertmanager 0.34 refuses in a configuration whose values have their types (see `readConfiguration`). It starts
 * with none of these, and a reload keeps the old configuration.
 */
export function configurationProblems(config: AlertmanagerConfiguration): readonly RoutingProblem[] {
  return [
    ...rootProblems(config),
    ...routeProblems(config),
    ...inhibitionProblems(config),
    ...receiverProblems(config),
    ...intervalProblems(config),
    ...otherProblems(config),
  ];
}

type Problems = Generator<RoutingProblem>;

/** What Alertmanager refuses in the root route, which must take every alert at any time. */
export function* rootProblems({ route }: AlertmanagerConfiguration): Problems {
  if (route === undefined) {
    yield {
      path: 'route',
      code: 'missing-field',
      message: 'the configuration has no route',
      hint: 'Add a route with the receiver for whatever nothing else takes.',
    };
    return;
  }
  if (!route.receiver) {
    yield {
      path: 'route.receiver',
      code: 'missing-field',
      message: 'the root route has no receiver',
      hint: 'Name the receiver for whatever nothing else takes.',
    };
  }
  if (route.continue === true) {
    yield { path: 'route.continue', code: 'conflict', message: 'the root route has continue, but no sibling', hint: 'Take it out.' };
  }
  const matchers = Object.keys({ ...route.match, ...route.match_re }).length + (route.matchers?.length ?? 0);
  if (matchers > 0) {
    yield {
      path: 'route.matchers',
      code: 'conflict',
      message: 'the root route has matchers, but must take every alert',
      hint: 'Move them to a child route.',
    };
  }
  for (const key of ['mute_time_intervals', 'active_time_intervals'] as const) {
    if ((route[key]?.length ?? 0) > 0) {
      yield {
        path: `route.${key}`,
        code: 'conflict',
        message: `the root route has ${key}, but must always be active`,
        hint: 'Move them to a child route.',
      };
    }
  }
}

const legacyName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function* routeProblems(config: AlertmanagerConfiguration): Problems {
  const { root, problems } = routeTree(config);
  yield* problems;
  const receivers = namesOf(config.receivers);
  const intervals = namesOf([...(config.mute_time_intervals ?? []), ...(config.time_intervals ?? [])]);
  for (const node of nodesOf(root)) {
    const { route, path } = node;
    if (route.receiver && !receivers.has(route.receiver)) {
      yield {
        path: `${path}.receiver`,
        code: 'unknown-name',
        message: `the receiver ${route.receiver} is not defined`,
        hint: didYouMean(nearest(route.receiver, receivers), `Define it in receivers, or name one of ${listed(receivers)}.`),
      };
    }
    for (const key of ['mute_time_intervals', 'active_time_intervals'] as const) {
      for (const name of route[key] ?? []) {
        if (!intervals.has(name)) {
          yield {
            path: `${path}.${key}`,
            code: 'unknown-name',
            message: `the time interval ${name} is not defined`,
            hint: didYouMean(
              nearest(name, intervals),
              `Define it in time_intervals${intervals.size > 0 ? `, or name one of ${listed(intervals)}` : ''}.`,
            ),
          };
        }
      }
    }
    yield* ownRouteProblems(node);
  }
}

/** The names that are there; without one a receiver has a problem of its own. */
const namesOf = (named: readonly { readonly name?: string }[] = []): ReadonlySet<string> =>
  new Set(named.map(({ name }) => name).filter((name) => name !== undefined));

const listed = (names: ReadonlySet<string>) => [...names].slice(0, 5).join(', ');

function* ownRouteProblems({ route, path }: RouteNode): Problems {
  const group = route.group_by ?? [];
  if (group.includes('...') && group.some((name) => name !== '...')) {
    yield {
      path: `${path}.group_by`,
      code: 'conflict',
      message: 'group_by has ... and other labels',
      hint: '... is all labels: keep it alone.',
    };
  }
  for (const name of new Set(group)) {
    if (name === '') yield { path: `${path}.group_by`, code: 'missing-field', message: 'group_by has an empty label name' };
    else if (name !== '...' && group.indexOf(name) !== group.lastIndexOf(name)) {
      yield { path: `${path}.group_by`, code: 'duplicate', message: `group_by has ${name} twice` };
    }
  }
  for (const key of ['group_interval', 'repeat_interval'] as const) {
    if (route[key] !== undefined && durationMilliseconds(route[key]) === 0) {
      yield {
        path: `${path}.${key}`,
        code: 'wrong-value',
        message: `${key} is zero`,
        hint: 'Leave it out for the default, or write a duration.',
      };
    }
  }
  yield* nameProblems(route.match, `${path}.match`);
  yield* nameProblems(route.match_re, `${path}.match_re`);
  if (Object.hasOwn(route.labels ?? {}, ''))
    yield { path: `${path}.labels`, code: 'missing-field', message: 'labels has an empty label name' };
}

/** The deprecated notations know only names of letters, digits and underscores. */
function* nameProblems(matches: Readonly<Record<string, string>> = {}, path: string): Problems {
  for (const name of Object.keys(matches))
    if (!legacyName.test(name)) {
      yield { path, code: 'wrong-value', message: `${name} is not a label name here`, hint: 'Use matchers, which take every name.' };
    }
}

function* inhibitionProblems(config: AlertmanagerConfiguration): Problems {
  for (const { path, rule, equal, problems } of inhibitionsOf(config)) {
    yield* problems;
    for (const key of ['source_match', 'source_match_re', 'target_match', 'target_match_re'] as const) {
      yield* nameProblems(rule[key], `${path}.${key}`);
    }
    if (equal.includes('')) yield { path: `${path}.equal`, code: 'missing-field', message: 'equal has an empty label name' };
  }
}

function* receiverProblems(config: AlertmanagerConfiguration): Problems {
  const seen = new Set<string>();
  for (const [i, receiver] of (config.receivers ?? []).entries()) {
    const path = `receivers[${i}]`;
    if (!receiver.name) yield { path, code: 'missing-field', message: 'the receiver has no name' };
    if (seen.has(receiver.name)) {
      yield {
        path: `${path}.name`,
        code: 'duplicate',
        message: `the receiver ${receiver.name} is defined twice`,
        hint: 'Rename one, or put their integrations together.',
      };
    }
    seen.add(receiver.name);
    const label = receiver.labels?.name;
    if (label !== undefined && label !== receiver.name) {
      yield {
        path: `${path}.labels.name`,
        code: 'conflict',
        message: `the label name is ${label}, but the receiver is ${receiver.name}`,
        hint: 'Take the label out: it is set by itself.',
      };
    }
    for (const kind of integrationKinds) {
      for (const [j, integration] of (receiver[kind] ?? []).entries()) {
        const judge = integrationProblems[kind] as (integration: Integration<IntegrationKind>, global: object) => Generator<string>;
        const at = `${path}.${kind}[${j}]`;
        for (const message of judge(integration, config.global ?? {}))
          yield { path: at, code: 'wrong-value', message: `${receiver.name}: ${message}` };
        const { http_config } = integration as { readonly http_config?: object };
        for (const message of httpProblems(http_config))
          yield { path: `${at}.http_config`, code: 'wrong-value', message: `${receiver.name}: ${message}` };
      }
    }
  }
}

function* intervalProblems(config: AlertmanagerConfiguration): Problems {
  const seen = new Set<string>();
  for (const key of ['mute_time_intervals', 'time_intervals'] as const) {
    for (const [i, { name, time_intervals = [] }] of (config[key] ?? []).entries()) {
      const path = `${key}[${i}]`;
      if (!name) yield { path, code: 'missing-field', message: 'the time interval has no name' };
      if (seen.has(name)) {
        yield {
          path: `${path}.name`,
          code: 'duplicate',
          message: `the time interval ${name} is defined twice`,
          hint: 'Rename one, or put their ranges together.',
        };
      }
      seen.add(name);
      for (const [j, interval] of time_intervals.entries()) {
        const at = `${path}.time_intervals[${j}]`;
        for (const message of timeIntervalProblems(interval)) yield { path: at, code: 'wrong-value', message: `${name}: ${message}` };
      }
    }
  }
}

function* otherProblems({ global = {}, tracing }: AlertmanagerConfiguration): Problems {
  for (const message of httpProblems(global.http_config)) yield { path: 'global.http_config', code: 'wrong-value', message };
  for (const message of tlsProblems(global.smtp_tls_config)) yield { path: 'global.smtp_tls_config', code: 'wrong-value', message };
  const fields = global as Readonly<Record<string, unknown>>;
  // An empty text is none, but for Rocket.Chat's.
  const given = (key: string) => fields[key] !== undefined && (fields[key] !== '' || /^rocketchat_token(?:_id)?$/.test(key));
  for (const key of Object.keys(global)) {
    if (key.endsWith('_file') && given(key) && given(key.slice(0, -5))) {
      yield { path: `global.${key}`, code: 'conflict', message: `both ${key.slice(0, -5)} and ${key} are given`, hint: 'Keep the file.' };
    }
  }
  const token = given('slack_app_token') || given('slack_app_token_file');
  const url = given('slack_api_url') || given('slack_api_url_file');
  if (token && url && global.slack_api_url !== (global.slack_app_url ?? 'https://slack.com/api/chat.postMessage')) {
    yield {
      path: 'global.slack_app_token',
      code: 'conflict',
      message: 'both slack_app_token and slack_api_url are given',
      hint: 'Keep one.',
    };
  }
  if (tracing === undefined) return;
  if (!tracing.endpoint) yield { path: 'tracing.endpoint', code: 'missing-field', message: 'tracing has no endpoint' };
  if (tracing.client_type !== undefined && !/^(?:http|grpc)$/.test(tracing.client_type)) {
    yield {
      path: 'tracing.client_type',
      code: 'wrong-value',
      message: `${tracing.client_type} is not a client type`,
      hint: 'Write http or grpc.',
    };
  }
  if (tracing.compression && tracing.compression !== 'gzip') {
    yield {
      path: 'tracing.compression',
      code: 'wrong-value',
      message: `${tracing.compression} is not a compression`,
      hint: 'Write gzip, or leave it out.',
    };
  }
}
