// prometheus-operator's own code is asked what it generates from random AlertmanagerConfigs; so is lib/render/alertmanager.
// Run alone: node scripts/run.mjs test/conformance/operator-alertmanager.ts
import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { compileAlertmanager } from '../../lib/compile/alertmanager/compile';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import { normalise, plain } from '../compile/alertmanager/normalise';
import { runs } from '../support/runs';
import { alertmanagerConfigs, secretKeys, specSchema, valueFor } from './alertmanager-arbitraries';
import { document } from './configuration-arbitraries';
import { woundedBases, woundedConfigs } from './operator-alertmanager-wounds';
import { tidyBases } from './operator-base-arbitraries';
import { alertmanagerSources, aroundGate, versionsIn } from './operator-gates';
import { type Oracle, startOracle } from './oracle';

interface Question {
  readonly Version?: string;
  readonly Strategy?: string;
  readonly Namespace?: string;
  readonly Base?: string;
  readonly BaseObject?: unknown;
  readonly Global?: unknown;
  readonly Objects?: readonly unknown[];
  readonly Secrets?: readonly unknown[];
  readonly ConfigMaps?: readonly unknown[];
  readonly Load?: string;
  readonly Pair?: boolean;
}
interface Answer {
  readonly Config: string;
  readonly Error: string;
  readonly Rejected: Readonly<Record<string, string>>;
  readonly Loaded: string;
  readonly LoadError: string;
  readonly Certificate: string;
  readonly Key: string;
}
type Operator = Oracle<Question, Answer>;

const few = <T>(...values: readonly T[]) => fc.constantFrom(...values);
/** Every version at which something changes, on both sides. */
const gates = versionsIn(alertmanagerSources)
  .filter((gate) => gate !== '0.15.0')
  .flatMap(aroundGate);
const versions = fc.oneof(few('0.33.1'), few('0.15.0', '0.34.0', ...gates));
const strategies = few('OnNamespace', 'None', 'OnNamespaceExceptForAlertmanagerNamespace');
const bases = few(
  { route: { receiver: 'null' }, receivers: [{ name: 'null' }] },
  {
    global: { smtp_from: 'a@b', smtp_smarthost: 'mail:25', slack_api_url: 'https://hooks/x' },
    route: { receiver: 'null', group_by: ['a'], routes: [{ receiver: 'w', matchers: ['alertname="Watchdog"'] }] },
    receivers: [{ name: 'null' }, { name: 'w' }],
  },
  {
    route: { receiver: 'null', routes: [{ match: { a: 'b' }, active_time_intervals: ['t'] }] },
    receivers: [{ name: 'null' }],
    inhibit_rules: [{ source_match: { a: 'b' }, target_match_re: { c: 'd' } }],
    time_intervals: [{ name: 't', time_intervals: [{ years: ['2026'] }] }],
  },
);

const namespaces = ['shop', 'blog', 'monitoring'];
const encoded = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Buffer.from(value).toString('base64')]));

/** The Secret and the ConfigMap that all selectors name, in every namespace. */
function keyObjects(certificate: string, key: string) {
  const secrets = namespaces.map((namespace) => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'keys', namespace },
    data: encoded({ ...secretKeys, certificate, key }),
  }));
  const configMaps = namespaces.map((namespace) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'keys', namespace },
    data: { certificate, token: 'id' },
  }));
  return { secrets, configMaps, all: [...secrets, ...configMaps] as KubernetesObject[] };
}

const alertmanager = (spec: object): KubernetesObject => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Alertmanager',
  metadata: { name: 'main', namespace: 'monitoring' },
  spec,
});
const selectors = { alertmanagerConfigSelector: {}, alertmanagerConfigNamespaceSelector: {} };
const baseSecret = (text: string): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'alertmanager-main', namespace: 'monitoring' },
  stringData: { 'alertmanager.yaml': text },
});

/** Both sides as one value: which objects are left out, and the configuration or `none`. */
const theirs = ({ Config, Error: error, Rejected }: Answer) => ({
  rejected: Object.keys(Rejected).sort(),
  config: error === '' ? plain(load(Config)) : 'none',
});
function ours(compiled: ReturnType<typeof compileAlertmanager>, objects: readonly KubernetesObject[]) {
  const rejected = compiled.rejected.filter(({ stops }) => stops === 'object').map(({ object }) => `${object.namespace}/${object.name}`);
  return { rejected: [...new Set(rejected)].sort(), config: compiled.config === undefined ? 'none' : normalise(compiled, objects) };
}

const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .map(([key, entry]): [string, unknown] => [key, sorted(entry)])
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : value;

function expectEqual(left: unknown, right: unknown, context: () => unknown): void {
  const [a, b] = [JSON.stringify(sorted(left)), JSON.stringify(sorted(right))];
  if (a !== b) throw new Error(`\n  ours   ${a}\n  theirs ${b}\n  ${JSON.stringify(context())}`);
}

interface Counts {
  compared: number;
  rejected: number;
  none: number;
  dropped: number;
}
const report = (what: string, { compared, rejected, none, dropped }: Counts) =>
  console.log(
    `${what}: ${compared} agree, ${rejected} objects skipped and ${none} times nothing generated by both,` +
      ` ${dropped} fields left out for old versions`,
  );

/** Alertmanager must take what we write, if it takes what the operator writes. */
async function expectLoads(operator: Operator, config: unknown, their: Answer): Promise<void> {
  if (their.LoadError !== '') return;
  const { LoadError } = await operator.ask({ Load: dump(config) });
  if (LoadError !== '') throw new Error(`Alertmanager refuses ours: ${LoadError}\n${dump(config)}`);
}

async function compareObjects(operator: Operator, keys: ReturnType<typeof keyObjects>, few: number): Promise<void> {
  const schema = specSchema('AlertmanagerConfig', 'v1alpha1');
  const counts: Counts = { compared: 0, rejected: 0, none: 0, dropped: 0 };
  const several = fc.uniqueArray(alertmanagerConfigs(schema) as fc.Arbitrary<KubernetesObject>, {
    minLength: 1,
    maxLength: 3,
    selector: ({ metadata }) => `${metadata!.namespace}/${metadata!.name}`,
  });
  const objects = fc.oneof(
    { weight: 3, arbitrary: several },
    woundedConfigs.map((object) => [object as KubernetesObject]),
  );
  await fc.assert(
    fc.asyncProperty(versions, strategies, bases, objects, async (version, strategy, base, configs) => {
      const text = dump(base);
      const answer = await operator.ask({
        Version: version,
        Strategy: strategy,
        Namespace: 'monitoring',
        Base: text,
        Objects: configs,
        Secrets: keys.secrets,
        ConfigMaps: keys.configMaps,
      });
      const compiled = compileAlertmanager({
        alertmanager: alertmanager({ version, ...selectors, alertmanagerConfigMatcherStrategy: { type: strategy } }),
        objects: [baseSecret(text), ...keys.all, ...configs],
      });
      expectEqual(ours(compiled, keys.all), theirs(answer), () => ({ answer, said: compiled.rejected, version }));
      if (compiled.config !== undefined && version === '0.33.1') await expectLoads(operator, compiled.config, answer);
      counts.compared++;
      counts.rejected += Object.keys(answer.Rejected).length;
      counts.none += answer.Error === '' ? 0 : 1;
      counts.dropped += compiled.warnings.filter(({ message }) => message.includes('it is left out')).length;
    }),
    { seed: 20260810, numRuns: runs(few) },
  );
  report('AlertmanagerConfigs', counts);
}

/** The base as an AlertmanagerConfig, with global settings. */
async function compareGlobals(operator: Operator, keys: ReturnType<typeof keyObjects>, few: number): Promise<void> {
  const counts: Counts = { compared: 0, rejected: 0, none: 0, dropped: 0 };
  const global = valueFor(specSchema('Alertmanager', 'v1').properties!.alertmanagerConfiguration!.properties!.global!, 'global');
  const plainBase = (route: object): fc.Arbitrary<KubernetesObject> =>
    fc.constant({
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'AlertmanagerConfig',
      metadata: {},
      spec: { route, receivers: [{ name: 'r' }] },
    });
  const configs = fc.oneof(
    { weight: 8, arbitrary: plainBase({ receiver: 'r' }) },
    alertmanagerConfigs(specSchema('AlertmanagerConfig', 'v1alpha1')) as fc.Arbitrary<KubernetesObject>,
    plainBase({ receiver: 'r', continue: true }),
    plainBase({ receiver: 'r', matchers: [{ name: 'a', value: 'b', matchType: '=' }] }),
    plainBase({ receiver: 'r', routes: [{ continue: true, groupBy: ['a'] }] }),
  );
  await fc.assert(
    fc.asyncProperty(versions, global, configs, async (version, settings, object) => {
      const base = { ...object, metadata: { name: 'base', namespace: 'monitoring' } };
      const answer = await operator.ask({
        Version: version,
        Strategy: 'OnNamespace',
        Namespace: 'monitoring',
        BaseObject: base,
        Global: settings,
        Objects: [],
        Secrets: keys.secrets,
        ConfigMaps: keys.configMaps,
      });
      const compiled = compileAlertmanager({
        alertmanager: alertmanager({ version, alertmanagerConfiguration: { name: 'base', global: settings } }),
        objects: [...keys.all, base],
      });
      // The operator does not look into the TLS settings for SMTP, and Alertmanager then refuses its configuration.
      if (compiled.rejected.some(({ path }) => path.startsWith('spec.alertmanagerConfiguration.global.smtp.tlsConfig'))) return;
      expectEqual(ours(compiled, keys.all), theirs(answer), () => ({ answer, said: compiled.rejected, version }));
      counts.compared++;
      counts.none += answer.Error === '' ? 0 : 1;
      counts.dropped += compiled.warnings.filter(({ message }) => message.includes('it is left out')).length;
    }),
    { seed: 20260810, numRuns: runs(few) },
  );
  report('global settings', counts);
}

/** Without what the operator loses when it prints a base anew, so that Alertmanager's defaults come back: empty texts, and `short: false`. */
const filled = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(filled)
    : typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key, entry]) => entry !== '' && !(key === 'short' && entry === false))
            .map(([key, entry]) => [key, filled(entry)]),
        )
      : value;

/** Bases that people wrote: the operator prints them anew, so both are compared as Alertmanager understands them. */
async function compareBases(operator: Operator, few: number): Promise<void> {
  let compared = 0;
  let refused = 0;
  let more = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ weight: 4, arbitrary: document }, { weight: 4, arbitrary: tidyBases }, woundedBases),
      versions,
      async (file, version) => {
        // The operator writes the password in a URL as xxxxx.
        const text = dump(filled(file)).replaceAll('u:p@', 'u@');
        const answer = await operator.ask({
          Version: version,
          Strategy: 'OnNamespace',
          Namespace: 'monitoring',
          Base: text,
          Objects: [],
        });
        const compiled = compileAlertmanager({ alertmanager: alertmanager({ version, ...selectors }), objects: [baseSecret(text)] });
        if (answer.Error !== '') {
          // The operator's own types lack some of Alertmanager's fields and are stricter about others; what Alertmanager takes, so do we.
          const { LoadError } = await operator.ask({ Load: text });
          // Which Alertmanager is to run, that one does not know.
          if (LoadError === '' && !/ in Alertmanager >= /.test(answer.Error)) return void more++;
          refused++;
          if (compiled.config !== undefined) throw new Error(`ours is taken, theirs is not in ${version}: ${answer.Error}\n${text}`);
          return;
        }
        if (compiled.config === undefined) throw new Error(`ours is not taken: ${version} ${JSON.stringify(compiled.rejected)}\n${text}`);
        // What the operator writes of Rocket.Chat's actions, Alertmanager refuses.
        if (answer.LoadError !== '') return void more++;
        const { Loaded, LoadError } = await operator.ask({ Load: dump(compiled.config) });
        if (Loaded !== answer.Loaded) {
          const [left, right] = [Loaded.split('\n'), answer.Loaded.split('\n')];
          const first = left.findIndex((line, i) => line !== right[i]);
          throw new Error(`${LoadError}\n  ours   ${left[first]}\n  theirs ${right[first]}\n--- from ${version}\n${text}`);
        }
        compared++;
      },
    ),
    { seed: 20260810, numRuns: runs(few) },
  );
  console.log(
    `bases: ${compared} are understood the same, ${refused} refused by both,` +
      ` ${more} taken by Alertmanager and us, and not by the operator`,
  );
}

export async function operatorAlertmanager(): Promise<void> {
  const operator: Operator = startOracle('operator-oracle-alertmanager');
  try {
    const { Certificate, Key } = await operator.ask({ Pair: true });
    const keys = keyObjects(Certificate, Key);
    await compareObjects(operator, keys, 3_000);
    await compareGlobals(operator, keys, 1_000);
    await compareBases(operator, 5_000);
  } finally {
    operator.stop();
  }
}

if (process.argv[1]?.endsWith('operator-alertmanager.ts')) {
  operatorAlertmanager().catch((error: Error) => {
    console.error(error.message, error.cause);
    process.exitCode = 1;
  });
}
