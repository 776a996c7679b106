import type { AlertmanagerConfiguration } from '../../model/routing/configuration';
import { rootFaults } from '../../model/routing/faults';
import { literalSecrets } from '../../model/routing/secrets';
import { baseFromSecret, gatedBase } from './base';
import { type Conversion, conversion, entriesOf, type Inlined, type Mapping, mapping, type Problem, reference } from './conversion';
import { globalSettings } from './global';
import { type Asset, keysOf, type KubernetesObject, namespaceOf } from './keys';
import { type Fragment, fragmentOf } from './object';
import { enforcement } from './routes';
import { isAlertmanagerConfig, selectedConfigs } from './select';
import { atLeast, defaultVersion, parseVersion } from './version';

export interface CompileInput {
  /** An object of kind Alertmanager, monitoring.coreos.com/v1. */
  readonly alertmanager: KubernetesObject;
  /** AlertmanagerConfigs, Secrets, ConfigMaps and Namespaces; others are of no interest. */
  readonly objects: readonly KubernetesObject[];
  readonly options?: {
    /** The version that will run. @default - spec.version, else the operator's own default, v0.33.1 */
    readonly version?: string;
  };
}

/** Something about one object. */
export interface Notice extends Problem {
  /** `AlertmanagerConfig shop/alerts` */
  readonly object: string;
}

export interface Rejection extends Notice {
  /** Whether the object is left out, or no configuration is generated at all. */
  readonly stops: 'object' | 'configuration';
}

export interface CompiledAlertmanager {
  /** alertmanager.yml; undefined where the operator would generate none, which `rejected` explains. */
  readonly config?: AlertmanagerConfiguration;
  /** Keys of Secrets and ConfigMaps that Alertmanager reads as files. A pod mounts those of its own namespace only. */
  readonly assets: readonly Asset[];
  /** Secrets that Alertmanager cannot read from a file, and whose values stand in `config`. */
  readonly inlined: readonly Inlined[];
  /** Whether `config` spells out any secret, so that it must be kept in a Secret itself. */
  readonly sensitive: boolean;
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly Notice[];
}

/**
 * Alertmanager's configuration as prometheus-operator v0.93.1 generates it from an Alertmanager and its AlertmanagerConfigs, but
 * that Secrets are read from files wherever Alertmanager can.
 */
export function compileAlertmanager({ alertmanager, objects, options = {} }: CompileInput): CompiledAlertmanager {
  const notes = new Notes();
  const own = titleOf('Alertmanager', alertmanager);
  const spec = (alertmanager.spec ?? {}) as Mapping;
  const named = options.version ?? (spec.version as string | undefined) ?? defaultVersion;
  const version = parseVersion(named);
  if (version === undefined || !atLeast(version, '0.15.0') || atLeast(version, '1.0.0')) {
    notes.fail(own, { path: 'spec.version', message: `${named} is not a version of Alertmanager that prometheus-operator supports`, hint: 'write 0.15.0 or later, below 1.0' });
    return notes.result(undefined);
  }
  const keys = keysOf(objects);
  const start = (namespace: string): Conversion => conversion({ version, namespace, keys });

  const c = start(namespaceOf(alertmanager));
  const asIs = (spec.alertmanagerConfigSelector ?? spec.alertmanagerConfiguration ?? null) === null;
  const base = asIs || (spec.alertmanagerConfiguration ?? null) === null ? baseFromSecret(alertmanager, objects, c) : baseFromObject(alertmanager, objects, c);
  const gated = asIs ? base : gatedBase(base, c);
  notes.add(own, c, 'configuration');
  if (asIs) return notes.result({ ...gated });

  const strategy = String(mapping(spec.alertmanagerConfigMatcherStrategy, 'spec.alertmanagerConfigMatcherStrategy', c).type ?? 'OnNamespace');
  const fragments: Fragment[] = [];
  for (const object of selectedConfigs(alertmanager, objects)) {
    const its = start(namespaceOf(object));
    const fragment = fragmentOf(object, (gated.global ?? {}) as Mapping, enforcement(strategy, namespaceOf(alertmanager), its), its);
    if (notes.add(titleOf('AlertmanagerConfig', object), its, 'object')) fragments.push(fragment);
  }
  return notes.result(merged(gated, fragments));
}

/** The fragments' routes come first and go on to the next, so that they do not take alerts from each other. */
function merged(base: AlertmanagerConfiguration, fragments: readonly Fragment[]): AlertmanagerConfiguration {
  const routed = fragments.filter((fragment) => fragment.route !== undefined);
  const all = {
    global: base.global,
    route: { ...base.route, routes: [...routed.map((fragment) => ({ ...fragment.route, continue: true })), ...(base.route?.routes ?? [])] },
    inhibit_rules: [...(base.inhibit_rules ?? []), ...fragments.flatMap((fragment) => fragment.inhibit_rules)],
    receivers: [...(base.receivers ?? []), ...routed.flatMap((fragment) => fragment.receivers)],
    mute_time_intervals: [...(base.mute_time_intervals ?? []), ...routed.flatMap((fragment) => fragment.mute_time_intervals)],
  };
  const { routes, ...root } = all.route;
  return {
    ...base,
    route: routes.length === 0 ? root : all.route,
    ...(all.inhibit_rules.length > 0 && { inhibit_rules: all.inhibit_rules }),
    ...(all.receivers.length > 0 && { receivers: all.receivers }),
    ...(all.mute_time_intervals.length > 0 && { mute_time_intervals: all.mute_time_intervals }),
    templates: base.templates ?? [],
  };
}

/** spec.alertmanagerConfiguration: an AlertmanagerConfig whose route is the root, global settings and templates beside it. */
function baseFromObject(alertmanager: KubernetesObject, objects: readonly KubernetesObject[], c: Conversion): AlertmanagerConfiguration {
  const path = 'spec.alertmanagerConfiguration';
  const from = mapping((alertmanager.spec as Mapping).alertmanagerConfiguration, path, c);
  const object = objects.find((other) => isAlertmanagerConfig(other) && namespaceOf(other) === c.namespace && other.metadata?.name === from.name);
  if (object === undefined) {
    c.failures.push({ path: `${path}.name`, message: `AlertmanagerConfig ${c.namespace}/${String(from.name)} is not among the objects`, hint: 'give it too' });
    return {};
  }
  const global = globalSettings(from.global, `${path}.global`, c);
  const fragment = fragmentOf(object, global ?? {}, { route: (route) => route, inhibitRule: (rule) => rule }, c);
  const config: AlertmanagerConfiguration = { ...(global && { global }), ...filledLists(fragment), templates: templates(from.templates, `${path}.templates`, c) };
  for (const fault of rootFaults(config)) c.failures.push({ ...fault, path: `spec.${fault.path}` });
  // Whatever is wrong with the base is wrong with everything.
  c.failures.push(...c.refusals.splice(0));
  return config;
}

const filledLists = (fragment: Fragment): Partial<Fragment> =>
  Object.fromEntries(Object.entries(fragment).filter(([, value]) => value !== undefined && (!Array.isArray(value) || value.length > 0)));

/** Templates are mounted side by side under the names of their keys. */
function templates(value: unknown, path: string, c: Conversion): readonly string[] {
  const refs = entriesOf(value, path, c).flatMap((entry, i) => {
    const { configMap, secret } = mapping(entry, `${path}[${i}]`, c);
    return [
      configMap ? reference('ConfigMap', configMap, `${path}[${i}].configMap`, c) : undefined,
      secret ? reference('Secret', secret, `${path}[${i}].secret`, c) : undefined,
    ].filter((ref) => ref !== undefined);
  });
  for (const ref of refs) c.assets.push({ ...ref, path: `/etc/alertmanager/templates/${ref.key}` });
  return refs.map((ref) => `/etc/alertmanager/templates/${ref.key}`);
}

const titleOf = (kind: string, object: KubernetesObject) => `${kind} ${namespaceOf(object)}/${object.metadata?.name ?? ''}`;

/** Gathers what is said about all objects. */
class Notes {
  private readonly assets = new Map<string, Asset>();
  private readonly inlined: Inlined[] = [];
  private readonly rejected: Rejection[] = [];
  private readonly warnings: Notice[] = [];

  fail(object: string, problem: Problem): void {
    this.rejected.push({ object, ...problem, stops: 'configuration' });
  }

  /** Takes over what a conversion found; true if the object is compiled. */
  add(object: string, c: Conversion, stops: Rejection['stops']): boolean {
    this.rejected.push(...c.refusals.map((problem): Rejection => ({ object, ...problem, stops })));
    this.warnings.push(...c.warnings.map((problem) => ({ object, ...problem })));
    if (c.refusals.length > 0) return false;
    for (const problem of c.failures) this.fail(object, problem);
    for (const asset of c.assets) this.assets.set(asset.path, asset);
    this.inlined.push(...c.inlined);
    return true;
  }

  result(config: AlertmanagerConfiguration | undefined): CompiledAlertmanager {
    const stopped = config === undefined || this.rejected.some(({ stops }) => stops === 'configuration');
    return {
      ...(!stopped && { config }),
      assets: stopped ? [] : [...this.assets.values()],
      inlined: stopped ? [] : this.inlined,
      sensitive: !stopped && (this.inlined.length > 0 || literalSecrets(config).length > 0),
      rejected: this.rejected,
      warnings: this.warnings,
    };
  }
}
