import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { type KubernetesObject, namespaceOf } from '../../kubernetes/object';
import { applyGates } from './apply-gates';
import { type Conversion, entriesOf, type Mapping, mapping } from './conversion';
import { convertTimeInterval } from './intervals';
import { convertReceiver } from './receivers';
import { type Enforcement, inhibitRule, route } from './routes';
import { judgeReceiver } from './validate-receivers';

/** What an AlertmanagerConfig adds to the configuration; `route` is undefined where it has none. */
export type Fragment = Pick<AlertmanagerConfiguration, 'route'> &
  Required<Pick<AlertmanagerConfiguration, 'inhibit_rules' | 'receivers' | 'mute_time_intervals'>>;

/** Converts one AlertmanagerConfig, of v1alpha1 or v1beta1; `global` is what its receivers fall back to. */
export function fragmentOf(
  object: KubernetesObject,
  global: Mapping,
  { route: enforced, inhibitRule: kept }: Enforcement,
  c: Conversion,
): Fragment {
  const spec = mapping(object.spec, 'spec', c);
  const prefix = `${namespaceOf(object)}/${object.metadata?.name ?? ''}/`;
  const rename = (name: string) => `${prefix}${name}`;

  // v1beta1 calls them timeIntervals.
  const intervalsKey = object.apiVersion?.endsWith('/v1beta1') ? 'timeIntervals' : 'muteTimeIntervals';
  const intervals = entriesOf(spec[intervalsKey], `spec.${intervalsKey}`, c);
  const receivers = entriesOf(spec.receivers, 'spec.receivers', c);
  const nameOf = (entry: unknown) => String((entry as Mapping | null)?.name ?? '');
  const names = { receivers: new Set(receivers.map(nameOf)), intervals: new Set(intervals.map(nameOf)), rename };
  if (names.receivers.size < receivers.length) {
    c.refusals.push({ path: 'spec.receivers', code: 'duplicate', message: 'two receivers have the same name', hint: 'Rename one.' });
  }

  const hasRoute = spec.route !== undefined && spec.route !== null;
  if (hasRoute && !mapping(spec.route, 'spec.route', c).receiver) {
    c.refusals.push({
      path: 'spec.route.receiver',
      code: 'missing-field',
      message: 'the root route has no receiver',
      hint: 'Name one of spec.receivers.',
    });
  }
  if (!hasRoute && receivers.length > 0) {
    c.warnings.push({
      path: 'spec.receivers',
      code: 'no-effect',
      message: 'without spec.route no alert reaches the receivers: they are left out',
      hint: 'Add a route.',
    });
  }

  const fragment: Fragment = {
    route: hasRoute ? enforced(route(spec.route, 'spec.route', names, c)) : undefined,
    inhibit_rules: entriesOf(spec.inhibitRules, 'spec.inhibitRules', c).map((rule, i) =>
      kept(inhibitRule(rule, `spec.inhibitRules[${i}]`, c)),
    ),
    receivers: receivers.map((entry, i) => {
      const path = `spec.receivers[${i}]`;
      judgeReceiver(entry, path, global, c);
      return { name: rename(nameOf(entry)), ...convertReceiver(entry, path, c) };
    }),
    mute_time_intervals: intervals.map((entry, i) => convertTimeInterval(entry, `spec.${intervalsKey}[${i}]`, rename, c)),
  };
  // Receivers that nothing reaches are not generated, and so cannot stop the generation.
  if (!hasRoute) c.failures.length = 0;
  const { config, dropped, refused } = applyGates(fragment, c.version);
  c.warnings.push(...dropped);
  c.refusals.push(...refused);
  return { receivers: [], mute_time_intervals: [], inhibit_rules: [], ...config };
}
