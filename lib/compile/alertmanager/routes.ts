import type { InhibitRule, RouteConfiguration } from '../../alertmanager/configuration';
import { durationMilliseconds } from '../../alertmanager/durations';
import { type AlertMatcher, printMatcher } from '../../alertmanager/matcher';
import type { MatchOperator } from '../../promql/ast';
import { nearest } from '../../text/nearest';
import { didYouMean } from '../../text/suggestion';
import { isAtLeast } from '../../text/version';
import { type Conversion, durationField, entriesOf, type Mapping, mapping } from './conversion';

/** Whether alerts are told apart by their namespace: `matchers` since Alertmanager 0.22, `match` before. */
const hasMatchers = (c: Conversion) => isAtLeast(c.version, '0.22.0');

interface Matching {
  readonly matchers?: readonly string[];
  readonly match?: Readonly<Record<string, string>>;
  readonly match_re?: Readonly<Record<string, string>>;
}

/** The matchers of a route or an inhibition rule. */
function matching(value: unknown, path: string, c: Conversion): Matching {
  const matchers: string[] = [];
  const match: Record<string, string> = {};
  const match_re: Record<string, string> = {};
  for (const [i, entry] of entriesOf(value, path, c).entries()) {
    const at = `${path}[${i}]`;
    const from = mapping(entry, at, c);
    const [name, wanted] = [String(from.name ?? ''), String(from.value ?? '')];
    const type = from.matchType || undefined;
    if (name.trim() === '') c.refusals.push({ path: at, code: 'missing-field', message: `${at} names no label` });
    if (type !== undefined && !/^(?:=|!=|=~|!~)$/.test(String(type))) {
      c.refusals.push({
        path: at,
        code: 'wrong-value',
        message: `${at} has the matchType ${String(type)}`,
        hint: 'Write =, !=, =~ or !~.',
      });
    }
    const op = (type ?? (from.regex === true ? '=~' : '=')) as MatchOperator;
    if (hasMatchers(c)) matchers.push(printMatcher({ name, op, value: wanted }));
    else if (type !== undefined) {
      const hint = 'Take it out, and write regex: true where it is one.';
      c.refusals.push({ path: at, code: 'unsupported', message: `${at} has a matchType, which Alertmanager knows since 0.22`, hint });
    } else (from.regex === true ? match_re : match)[name] = wanted;
  }
  return { matchers, match, match_re };
}

const filled = <T extends object>(fields: T): Partial<T> =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([, value]) => value !== undefined && (typeof value !== 'object' || Object.keys(value as object).length > 0),
    ),
  ) as Partial<T>;

export interface RoutingNames {
  readonly receivers: ReadonlySet<string>;
  readonly intervals: ReadonlySet<string>;
  /** The name of a receiver or an interval in the merged configuration. */
  readonly rename: (name: string) => string;
}

const routeKeys = new Set([
  'receiver',
  'groupBy',
  'groupWait',
  'groupInterval',
  'repeatInterval',
  'matchers',
  'continue',
  'routes',
  'muteTimeIntervals',
  'activeTimeIntervals',
]);

/** A route with its children. */
export function route(value: unknown, path: string, names: RoutingNames, c: Conversion): RouteConfiguration {
  const from = mapping(value, path, c);
  for (const key of Object.keys(from))
    if (!routeKeys.has(key)) {
      c.refusals.push({ path: `${path}.${key}`, code: 'unknown-field', message: `a route has no field ${key}` });
    }
  return filled<RouteConfiguration>({
    receiver: receiverOf(from, path, names, c),
    group_by: groupBy(from.groupBy, `${path}.groupBy`, c),
    ...matching(from.matchers, `${path}.matchers`, c),
    continue: from.continue === true || undefined,
    group_wait: wait(from, 'groupWait', path, c),
    group_interval: nonZero(wait(from, 'groupInterval', path, c)),
    repeat_interval: nonZero(wait(from, 'repeatInterval', path, c)),
    mute_time_intervals: intervals(from, 'muteTimeIntervals', path, names, c),
    active_time_intervals: intervals(from, 'activeTimeIntervals', path, names, c),
    routes: entriesOf(from.routes, `${path}.routes`, c).map((child, i) => route(child, `${path}.routes[${i}]`, names, c)),
  });
}

function receiverOf(from: Mapping, path: string, { receivers, rename }: RoutingNames, c: Conversion): string | undefined {
  const name = typeof from.receiver === 'string' ? from.receiver : '';
  if (name === '') return undefined;
  if (!receivers.has(name)) {
    c.refusals.push({
      path: `${path}.receiver`,
      code: 'unknown-name',
      message: `the receiver ${name} is not defined in this object`,
      hint: didYouMean(nearest(name, receivers), 'Define it in spec.receivers: receivers of other objects are out of reach.'),
    });
  }
  return rename(name);
}

function groupBy(value: unknown, path: string, c: Conversion): readonly string[] {
  const labels = textsOf(value, path, c);
  if (new Set(labels).size < labels.length) c.refusals.push({ path, code: 'duplicate', message: `${path} has a label twice` });
  if (labels.includes('...') && labels.length > 1) {
    c.refusals.push({ path, code: 'conflict', message: `${path} has ... and other labels`, hint: '... is all labels: keep it alone.' });
  }
  return labels;
}

/** A list of texts: child routes have no schema, so that anything may stand in them. */
function textsOf(value: unknown, path: string, c: Conversion): readonly string[] {
  return entriesOf(value, path, c).map((entry, i) => {
    if (typeof entry === 'string' || entry === null) return entry ?? '';
    c.refusals.push({
      path: `${path}[${i}]`,
      code: 'wrong-type',
      message: `is ${JSON.stringify(entry)}, but must be a text`,
      hint: 'Put it in quotes.',
    });
    return '';
  });
}

function wait(from: Mapping, key: string, path: string, c: Conversion): string | undefined {
  return from[key] === undefined || from[key] === null
    ? undefined
    : (durationField('is')(from[key], `${path}.${key}`, c).is as string | undefined);
}

/** Zero means the default to the operator; Alertmanager refuses it. */
const nonZero = (text: string | undefined) => (text !== undefined && durationMilliseconds(text) === 0 ? undefined : text);

function intervals(from: Mapping, key: string, path: string, { intervals: known, rename }: RoutingNames, c: Conversion): readonly string[] {
  const wanted = textsOf(from[key], `${path}.${key}`, c);
  for (const name of wanted)
    if (!known.has(name)) {
      c.refusals.push({
        path: `${path}.${key}`,
        code: 'unknown-name',
        message: `the time interval ${name} is not defined in this object`,
        hint: didYouMean(nearest(name, known), 'Define it in spec.muteTimeIntervals.'),
      });
    }
  return wanted.map(rename);
}

/** An inhibition rule. */
export function inhibitRule(value: unknown, path: string, c: Conversion): InhibitRule {
  const from = mapping(value, path, c);
  const source = matching(from.sourceMatch, `${path}.sourceMatch`, c);
  const target = matching(from.targetMatch, `${path}.targetMatch`, c);
  return filled<InhibitRule>({
    target_match: target.match,
    target_match_re: target.match_re,
    target_matchers: target.matchers,
    source_match: source.match,
    source_match_re: source.match_re,
    source_matchers: source.matchers,
    equal: entriesOf(from.equal, `${path}.equal`, c).map(String),
  });
}

/** What keeps an object's routes and inhibitions to the alerts of its namespace. */
export interface Enforcement {
  readonly route: (route: RouteConfiguration) => RouteConfiguration;
  readonly inhibitRule: (rule: InhibitRule) => InhibitRule;
  /** The matcher that both get. */
  readonly adds?: AlertMatcher;
}

const free: Enforcement = { route: (route) => route, inhibitRule: (rule) => rule };

/** spec.alertmanagerConfigMatcherStrategy, for an object of a namespace. */
export function enforcement(strategy: string, alertmanagerNamespace: string, c: Conversion): Enforcement {
  switch (strategy) {
    case 'None':
      return free;
    case 'OnNamespaceExceptForAlertmanagerNamespace':
      return c.namespace === alertmanagerNamespace ? free : onNamespace(c);
    default:
      return onNamespace(c);
  }
}

function onNamespace(c: Conversion): Enforcement {
  const { namespace } = c;
  const adds: AlertMatcher = { name: 'namespace', op: '=', value: namespace };
  const matcher = printMatcher(adds);
  if (!hasMatchers(c)) {
    const without = ({ namespace: _own, ...others }: Readonly<Record<string, string>> = {}) => others;
    return {
      adds,
      route: (route) => ({ ...route, match: { ...route.match, namespace } }),
      inhibitRule: (rule) =>
        filled<InhibitRule>({
          ...rule,
          source_match: { ...rule.source_match, namespace },
          target_match: { ...rule.target_match, namespace },
          source_match_re: without(rule.source_match_re),
          target_match_re: without(rule.target_match_re),
        }),
    };
  }
  const has = (matchers: readonly string[]) => matchers.some((other) => other.replaceAll(' ', '') === matcher);
  const added = (matchers: readonly string[] = []) => (has(matchers) ? matchers : [...matchers, matcher]);
  return {
    adds,
    route: (route) => ({ ...route, matchers: [...(route.matchers ?? []), matcher] }),
    inhibitRule: (rule) => ({ ...rule, source_matchers: added(rule.source_matchers), target_matchers: added(rule.target_matchers) }),
  };
}
