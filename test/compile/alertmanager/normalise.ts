import type { CompiledAlertmanager } from '../../../lib/compile/alertmanager/compile';
import { keysOf } from '../../../lib/compile/alertmanager/keys';
import type { KubernetesObject } from '../../../lib/kubernetes/object';

/**
 * A compiled configuration as prometheus-operator writes the same. The deliberate differences are:
 * - a Secret is read from a file (`api_url_file`) where the operator writes its value (`api_url`): the value is put back,
 *   without the white space around it, as Alertmanager reads a file;
 * - Rocket.Chat's actions lack `is_webview` and `msg_in_chat_window`, which the operator writes though no version of Alertmanager
 *   reads them (its fields have no YAML names), and a field without `short` lacks it where the operator writes null: both are added;
 * - the operator writes `monospace: false` for versions of Alertmanager that do not know the field and so refuse it: it is taken out;
 * - a time interval without ranges keeps its name, which the operator loses;
 * - durations of days in fields that Go reads are written in hours: all durations are put into hours, minutes and seconds.
 */
export function normalise({ config, assets }: CompiledAlertmanager, objects: readonly KubernetesObject[]): unknown {
  const keys = keysOf(objects);
  const values = new Map(
    assets
      .filter(({ path }) => path.startsWith('/etc/alertmanager/credentials/'))
      .map((asset) => {
        const known = keys(asset);
        return [asset.path, known !== undefined && 'value' in known ? known.value.trim() : undefined];
      }),
  );
  return plain(config, (key, value) =>
    typeof value === 'string' && values.has(value) ? [key.replace(/_file$/, ''), values.get(value)] : [key, value],
  );
}

const durationKeys = new Set(['timeout', 'retry', 'expire', 'ttl', 'resolve_timeout']);

/** Applies what holds for both sides, and `restore` to every field. */
export function plain(value: unknown, restore: (key: string, value: unknown) => [string, unknown] = (key, same) => [key, same]): unknown {
  if (Array.isArray(value)) return value.map((entry) => plain(entry, restore));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, entry]) => key !== 'monospace' || entry === true)
      .map(([key, entry]) => {
        const [name, restored] = restore(key, entry);
        if (durationKeys.has(name) && typeof restored === 'string') return [name, seconds(restored)];
        if (name === 'rocketchat_configs') return [name, rocketchat(plain(restored, restore) as RocketChat[])];
        if (name === 'mute_time_intervals' && Array.isArray(restored)) {
          return [
            name,
            (plain(restored, restore) as Interval[]).map((interval) =>
              interval.time_intervals?.length ? interval : { ...interval, name: '' },
            ),
          ];
        }
        return [name, plain(restored, restore)];
      }),
  );
}

interface Interval {
  readonly time_intervals?: readonly unknown[];
}
interface RocketChat {
  readonly actions?: readonly object[];
  readonly fields?: readonly object[];
}

const rocketchat = (configs: readonly RocketChat[]) =>
  configs.map((config) => ({
    ...config,
    ...(config.actions && { actions: config.actions.map((action) => ({ is_webview: false, msg_in_chat_window: false, ...action })) }),
    ...(config.fields && { fields: config.fields.map((field) => ({ short: null, ...field })) }),
  }));

const units: Readonly<Record<string, number>> = { y: 31_536_000, w: 604_800, d: 86_400, h: 3600, m: 60, s: 1, ms: 0.001 };
const seconds = (text: string) =>
  [...text.matchAll(/([0-9]+)(ms|[ywdhms])/g)].reduce((sum, [, number, unit]) => sum + Number(number) * units[unit!]!, 0);
