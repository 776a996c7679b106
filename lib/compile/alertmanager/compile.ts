import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { rootProblems } from '../../alertmanager/problems';
import { literalSecrets } from '../../alertmanager/secrets';
import { type KubernetesObject, namespaceOf, type ObjectReference, referenceTo } from '../../kubernetes/object';
import { isAtLeast, parseVersion } from '../../text/version';
import type { CompileProblem } from '../problem';
import { baseFromSecret, gatedBase } from './base';
import {
  type Conversion,
  type ConversionProblem,
  conversion,
  entriesOf,
  type Inlined,
  type Mapping,
  mapping,
  reference,
} from './conversion';
import { globalSettings } from './global';
import { keysOf, type MountedKey } from './keys';
import { type Fragment, fragmentOf } from './object';
import { type Origin, originsOf, type Part } from './origins';
import { enforcement } from './routes';
import { isAlertmanagerConfig, selectedConfigs } from './select';
import { defaultAlertmanagerVersion } from './version';

export interface AlertmanagerInput {
  /** An object of kind Alertmanager, monitoring.coreos.com/v1. */
  readonly alertmanager: KubernetesObject;
  /** AlertmanagerConfigs, Secrets, ConfigMaps and Namespaces; others are of no interest. */
  readonly objects: readonly KubernetesObject[];
  readonly options?: {
    /** The version that will run. @default - spec.version, else the operator's own default, v0.33.1 */
    readonly version?: string;
    /**
     * What Alertmanager has and an AlertmanagerConfig lacks is taken too, in its manner: Jira, the place of a time interval ...
     * @default - it is unknown, as it is to the operator
     */
    readonly takesMore?: boolean;
    /** Secrets that are not among the objects are in the cluster, whose values the operator reads. @default - they are missing */
    readonly assumesSecrets?: boolean;
  };
}

/** Something that is wrong with an object. */
export interface Rejection extends CompileProblem {
  /** Whether the object is left out, or no configuration is generated at all. */
  readonly stops: 'object' | 'configuration';
}

export interface CompiledAlertmanager {
  /** alertmanager.yml; undefined where the operator would generate none, which `rejected` explains. */
  readonly config?: AlertmanagerConfiguration;
  /** Keys of Secrets and ConfigMaps that Alertmanager reads as files. A pod mounts those of its own namespace only. */
  readonly assets: readonly MountedKey[];
  /** Secrets that Alertmanager cannot read from a file, and whose values stand in `config`. */
  readonly inlined: readonly Inlined[];
  /** Whether `config` spells out any secret, so that it must be kept in a Secret itself. */
  readonly sensitive: boolean;
  /** Where the parts of `config` come from. */
  readonly origins: readonly Origin[];
  readonly rejected: readonly Rejection[];
  readonly warnings: readonly CompileProblem[];
}

/**
 * Alertmanager's configuration as prometheus-operator v0.93.1 generates it from an Alertmanager and its AlertmanagerConfigs, but
 * that Secrets are read from files wherever Alertmanager can.
 */
export function compileAlertmanager({ alertmanager, objects, options = {} }: AlertmanagerInput): CompiledAlertmanager {
  const own = { ...referenceTo(alertmanager), kind: 'Alertmanager' };
  const spec = (alertmanager.spec ?? {}) as Mapping;
  const named = options.version ?? (spec.version as string | undefined) ?? defaultAlertmanagerVersion;
  const version = parseVersion(named);
  if (version === undefined || !isAtLeast(version, '0.15.0') || isAtLeast(version, '1.0.0')) {
    const message = `${named} is not a version of Alertmanager that prometheus-operator supports`;
    const hint = 'Write 0.15.0 or later, below 1.0.';
    return {
      assets: [],
      inlined: [],
      sensitive: false,
      origins: [],
      warnings: [],
      rejected: [{ object: own, path: 'spec.version', code: 'unsupported', message, hint, stops: 'configuration' }],
    };
  }
  const keys = keysOf(objects);
  const { takesMore = false, assumesSecrets = false } = options;
  const start = (namespace: string): Conversion => conversion({ version, namespace, keys, takesMore, assumesSecrets });

  const c = start(namespaceOf(alertmanager));
  const base = given(spec.alertmanagerConfiguration) ? baseFromObject(alertmanager, objects, c) : baseFromSecret(alertmanager, objects, c);
  const outcome: Outcome = { object: own, ...baseOf(alertmanager), c, stops: 'configuration' };
  // Without a selector the operator passes the Secret on as it is.
  const { base: ofBase } = outcome;
  if (!given(spec.alertmanagerConfigSelector) && !given(spec.alertmanagerConfiguration)) {
    return result(base, originsOf({ config: base }, []), [outcome]);
  }

  const gated = gatedBase(base, c);
  const strategy = mapping(spec.alertmanagerConfigMatcherStrategy, 'spec.alertmanagerConfigMatcherStrategy', c).type;
  const compiled = selectedConfigs(alertmanager, objects).map((object) => {
    const its = start(namespaceOf(object));
    const enforced = enforcement(String(strategy ?? 'OnNamespace'), namespaceOf(alertmanager), its);
    const fragment = fragmentOf(object, (gated.global ?? {}) as Mapping, enforced, its);
    const { adds } = enforced;
    return { object: { ...referenceTo(object), kind: 'AlertmanagerConfig' }, c: its, stops: 'object', fragment, adds } as const;
  });
  const kept = compiled.filter(accepted);
  return result(
    merged(
      gated,
      kept.map(({ fragment }) => fragment),
    ),
    originsOf(
      { config: gated, ...(ofBase && { object: ofBase }) },
      kept.map(({ object, fragment, adds }): Part => ({ config: fragment, object, ...(adds && { adds }) })),
    ),
    [outcome, ...compiled],
  );
}

const given = (value: unknown) => value !== undefined && value !== null;

/** The fragments' routes come first and go on to the next, so that they do not take alerts from each other. */
function merged(base: AlertmanagerConfiguration, fragments: readonly Fragment[]): AlertmanagerConfiguration {
  const routed = fragments.filter((fragment) => fragment.route !== undefined);
  const routes = [...routed.map(({ route }) => ({ ...route, continue: true })), ...(base.route?.routes ?? [])];
  const added = {
    inhibit_rules: [...(base.inhibit_rules ?? []), ...fragments.flatMap(({ inhibit_rules }) => inhibit_rules)],
    receivers: [...(base.receivers ?? []), ...routed.flatMap(({ receivers }) => receivers)],
    mute_time_intervals: [...(base.mute_time_intervals ?? []), ...routed.flatMap(({ mute_time_intervals }) => mute_time_intervals)],
  };
  return {
    ...base,
    ...filledLists(added),
    ...(routes.length > 0 && { route: { ...base.route, routes } }),
    templates: base.templates ?? [],
  };
}

/** spec.alertmanagerConfiguration: an AlertmanagerConfig whose route is the root, global settings and templates beside it. */
function baseFromObject(alertmanager: KubernetesObject, objects: readonly KubernetesObject[], c: Conversion): AlertmanagerConfiguration {
  const path = 'spec.alertmanagerConfiguration';
  const from = mapping((alertmanager.spec as Mapping).alertmanagerConfiguration, path, c);
  const object = objects.find(
    (other) => isAlertmanagerConfig(other) && namespaceOf(other) === c.namespace && other.metadata?.name === from.name,
  );
  if (object === undefined) {
    c.failures.push({
      path: `${path}.name`,
      code: 'missing-object',
      message: `AlertmanagerConfig ${c.namespace}/${String(from.name)} is not among the objects`,
      hint: 'Give it too.',
    });
    return {};
  }
  const global = globalSettings(from.global, `${path}.global`, c);
  const fragment = fragmentOf(object, global ?? {}, { route: (route) => route, inhibitRule: (rule) => rule }, c);
  const config: AlertmanagerConfiguration = {
    ...(global && { global }),
    ...filledLists(fragment),
    templates: templates(from.templates, `${path}.templates`, c),
  };
  for (const problem of rootProblems(config)) c.failures.push({ ...problem, path: `spec.${problem.path}` });
  // Whatever is wrong with the base is wrong with everything.
  c.failures.push(...c.refusals.splice(0));
  return config;
}

const filledLists = (fragment: Partial<Fragment>): Partial<Fragment> =>
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

/** What is said about one object, and what it adds. */
interface Outcome {
  readonly object: ObjectReference;
  /** The AlertmanagerConfig that an Alertmanager object is built on: what is wrong with its fields stands there. */
  readonly base?: ObjectReference;
  readonly c: Conversion;
  /** What the object's own problems stop. */
  readonly stops: Rejection['stops'];
}

/** An object with refusals is left out, with all that it would have added. */
const accepted = ({ c }: Outcome) => c.refusals.length === 0;

function baseOf(alertmanager: KubernetesObject): Pick<Outcome, 'base'> {
  const { alertmanagerConfiguration: from } = (alertmanager.spec ?? {}) as {
    readonly alertmanagerConfiguration?: { readonly name?: unknown };
  };
  return typeof from?.name === 'string'
    ? { base: { kind: 'AlertmanagerConfig', namespace: namespaceOf(alertmanager), name: from.name } }
    : {};
}

/** No field of an AlertmanagerConfig begins as those of an Alertmanager do which say how it is built. */
const ownerOf = ({ path }: ConversionProblem, { object, base = object }: Outcome): ObjectReference =>
  /^spec\.(?:alertmanagerConfig|version)/.test(path) ? object : base;

function result(config: AlertmanagerConfiguration, origins: readonly Origin[], outcomes: readonly Outcome[]): CompiledAlertmanager {
  const rejected = outcomes.flatMap((outcome): Rejection[] => {
    const { c, stops } = outcome;
    const failures = accepted(outcome) ? c.failures : [];
    return [
      ...c.refusals.map((problem): Rejection => ({ object: ownerOf(problem, outcome), ...problem, stops })),
      ...failures.map((problem): Rejection => ({ object: ownerOf(problem, outcome), ...problem, stops: 'configuration' })),
    ];
  });
  const warnings = outcomes.flatMap((outcome) =>
    outcome.c.warnings.map((problem): CompileProblem => ({ object: ownerOf(problem, outcome), ...problem })),
  );
  if (rejected.some(({ stops }) => stops === 'configuration')) {
    return { assets: [], inlined: [], sensitive: false, origins: [], rejected, warnings };
  }
  const compiled = outcomes.filter(accepted);
  const inlined = compiled.flatMap(({ c }) => c.inlined);
  return {
    config,
    origins,
    inlined,
    rejected,
    warnings,
    assets: [...new Map(compiled.flatMap(({ c }) => c.assets.map((asset) => [asset.path, asset]))).values()],
    sensitive: inlined.length > 0 || literalSecrets(config).length > 0,
  };
}
