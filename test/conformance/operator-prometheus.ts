// prometheus-operator's own code is asked which configuration it generates from random objects; so is lib/render/prometheus. Run alone:
// node scripts/run.mjs test/conformance/operator-prometheus.ts [RUNS] [SEED]
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { load } from 'js-yaml';
import type { Asset } from '../../lib/compile/prometheus/assets';
import { type CompiledPrometheus, compilePrometheus } from '../../lib/compile/prometheus/compile';
import { shardsOf } from '../../lib/compile/prometheus/context';
import type { CommonPrometheusSpec } from '../../lib/compile/prometheus/crd/prometheus';
import { references } from '../../lib/compile/prometheus/references';
import { type KubernetesObject, type NamedObject as Named, referenceText } from '../../lib/kubernetes/object';
import { withDefaults } from '../../lib/kubernetes/schema/crds';
import { normalise } from '../compile/prometheus/normalise';
import { few, monitors } from './operator-arbitraries';
import { scrapeConfigs } from './operator-discovery-arbitraries';
import { completeSurroundings, surroundings } from './operator-fixtures';
import { oddities } from './operator-oddities';
import { additionalSecret, prometheuses } from './operator-prometheus-arbitraries';
import { wounds } from './operator-wounds';
import { type Oracle, startOracle } from './oracle';

export interface Question {
  readonly Prometheus: KubernetesObject;
  readonly Objects: readonly KubernetesObject[];
  readonly EndpointSlices: boolean;
  readonly TopologySharding: boolean;
  readonly PodTopologyLabels: boolean;
  readonly RetentionPolicies: boolean;
  /** The generator alone, as the operator's own tests call it: nothing is selected, and nothing refused. */
  readonly Direct: boolean;
  readonly InlineTLS: boolean;
}
export interface Answer {
  readonly Config?: string;
  readonly Error?: string;
  readonly Rejected?: readonly { readonly Kind: string; readonly Object: string; readonly Reason: string }[];
  readonly RuleFiles?: Readonly<Record<string, string>>;
}
type Operator = Oracle<Question, Answer>;

/** Whole clusters, now and then a single object with an odd text in it, and many with one field that is wrong. */
const clusters = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({
      prometheus: prometheuses,
      scrapes: fc.tuple(monitors, scrapeConfigs).map((lists): readonly object[] => lists.flat()),
    }),
  },
  { weight: 1, arbitrary: oddities },
  { weight: 3, arbitrary: wounds },
);
export const question: fc.Arbitrary<Question> = fc
  .record({
    cluster: clusters,
    EndpointSlices: fc.boolean(),
    TopologySharding: fc.boolean(),
    PodTopologyLabels: fc.boolean(),
    RetentionPolicies: fc.boolean(),
    mode: few<object>(
      { Direct: false, InlineTLS: false },
      { Direct: false, InlineTLS: false },
      { Direct: true, InlineTLS: false },
      { Direct: true, InlineTLS: true },
    ),
  })
  .map(({ cluster: { prometheus, scrapes }, mode, ...options }) => {
    const { Direct, InlineTLS } = mode as Pick<Question, 'Direct' | 'InlineTLS'>;
    const objects = togetherForApiServer(prometheus, scrapes as readonly KubernetesObject[]);
    const asked = { ...options, Direct, InlineTLS, Prometheus: prometheus as KubernetesObject, Objects: objects };
    return Direct ? direct(asked) : asked;
  });

/** The generator is handed no rules, and no texts of the user's: those are asked for in whole reconciliations. */
function direct(asked: Question): Question {
  const { ruleSelector, additionalScrapeConfigs, additionalAlertRelabelConfigs, additionalAlertManagerConfigs, ...spec } = asked.Prometheus
    .spec as Record<string, unknown>;
  return { ...asked, Prometheus: { ...asked.Prometheus, spec }, Objects: asked.Objects.filter(({ kind }) => kind !== 'PrometheusRule') };
}

/** The operator finds the credentials of `apiserverConfig` only for objects in the Prometheus object's own namespace: put them there. */
function togetherForApiServer(
  { metadata: { namespace }, spec }: { metadata: { namespace: string }; spec: object },
  scrapes: readonly KubernetesObject[],
): KubernetesObject[] {
  if (!('apiserverConfig' in spec)) return [...scrapes];
  const moved = scrapes.map((object) => ({ ...object, metadata: { ...object.metadata, namespace } }));
  return moved.filter(
    ({ kind, metadata: { name } }, index) => moved.findIndex((other) => other.kind === kind && other.metadata.name === name) === index,
  );
}

/** The same among Secrets, ConfigMaps and Namespaces, which would make a counterexample unreadable. */
export const inCluster = (asked: Question): Question => ({
  ...asked,
  Objects: [
    ...(asked.Direct ? completeSurroundings : surroundings),
    additionalSecret(asked.Prometheus.metadata!.namespace!),
    ...asked.Objects,
  ],
});

/** How much was compared. Each cluster counts once, and its configurations twice for every shard: with defaults and without. */
export interface Tally {
  clusters: number;
  configurations: number;
  panics: number;
  unreadable: number;
  refusedByBoth: number;
  jobs: number;
  rejections: number;
  sameReason: number;
  ruleFiles: number;
}

/** One question: every shard's configuration, the rejected objects and the rule files must be the same on both sides. */
async function compare(operator: Operator, asked: Question, tally: Tally): Promise<void> {
  const theirs = await operator.ask(asked);
  // Its own code ends so for an `authorization` in versions before 2.26.0: there is nothing to compare with.
  if (theirs.Error?.startsWith('panic: ')) return void tally.panics++;
  const { Prometheus: prometheus, Objects: objects } = asked;
  const spec = prometheus.spec as CommonPrometheusSpec;
  const zones = asked.TopologySharding && spec.shardingStrategy?.mode === 'Topology' ? (spec.shardingStrategy.topology?.values ?? []) : [];
  for (let shard = 0; shard < shardsOf(spec); shard++) {
    const ours = compilePrometheus({
      prometheus,
      objects,
      options: {
        shard,
        objects: asked.Direct ? 'all' : 'selected',
        missingSecrets: 'reject',
        endpointSlices: asked.EndpointSlices,
        podTopologyLabels: asked.PodTopologyLabels,
        featureGates: { PrometheusTopologySharding: asked.TopologySharding, PrometheusAgentDaemonSet: true },
      },
    });
    const refusal = ours.rejected.find(({ object }) => object.kind === prometheus.kind);
    equal('refusal', refusal !== undefined, theirs.Error !== undefined, `${refusal?.message} / ${theirs.Error}`);
    if (refusal) {
      tally.refusedByBoth++;
      return;
    }
    compareRejections(ours, theirs, tally);
    const generated = readable(theirs.Config!);
    // Without its checks the generator writes now and then what Prometheus does not read.
    if (asked.Direct && generated === undefined) return void tally.unreadable++;
    const { text } = references(objects as readonly KubernetesObject[] as readonly Named[], 'reject');
    const variables = {
      SHARD: String(shard),
      TOPOLOGY_ZONE: zones[shard % zones.length] ?? '',
      INZONE_SHARD: String(zones.length ? Math.floor(shard / zones.length) : shard),
    };
    const known = { assets: ours.assets, text: (asset: Asset) => text(asset), variables, inlineTls: asked.InlineTLS };
    equal('configuration', normalise(ours.config, known), normalise(generated, known));
    tally.configurations++;
    tally.jobs += (ours.config.scrape_configs as readonly unknown[]).length;
    const ruleFiles = Object.fromEntries(
      Object.entries(theirs.RuleFiles ?? {}).map(([name, file]) => [name, withoutEmptyDurations(load(file) as TheirRules)]),
    );
    equal('rule files', Object.fromEntries([...ours.ruleFiles].map(([name, file]) => [name, file.groups.length ? file : {}])), ruleFiles);
    tally.ruleFiles += ours.ruleFiles.size;
  }
}

interface TheirRules {
  readonly groups?: readonly { readonly interval?: string; readonly rules?: readonly { readonly for?: string }[] }[];
}

/** The operator judges rules as if an empty `interval` or `for` were not there, and writes them; Prometheus then refuses the file. */
function withoutEmptyDurations(file: TheirRules): object {
  const filled = <T extends object>(object: T, field: keyof T) =>
    Object.fromEntries(Object.entries(object).filter(([name, value]) => name !== field || value !== ''));
  return {
    ...file,
    ...(file.groups && {
      groups: file.groups.map((group) => ({
        ...filled(group, 'interval'),
        ...(group.rules && { rules: group.rules.map((rule) => filled(rule, 'for')) }),
      })),
    }),
  };
}

/** The value of a configuration; undefined where a key is there twice, or both a text and the file that holds it. */
function readable(text: string): unknown {
  const isWhole = (value: unknown): boolean =>
    typeof value !== 'object' ||
    value === null ||
    (!Object.keys(value).some((key) => `${key}_file` in value) && Object.values(value).every(isWhole));
  try {
    const config = load(text);
    return isWhole(config) ? config : undefined;
  } catch {
    return undefined;
  }
}

function compareRejections(ours: CompiledPrometheus, { Rejected: theirs = [] }: Answer, tally: Tally): void {
  const reasons = new Map(ours.rejected.map(({ object, message: reason }) => [referenceText(object), reason]));
  const their = new Map(theirs.map(({ Kind, Object: object, Reason }) => [`${Kind} ${object}`, Reason]));
  // The operator passes over rules that it cannot enforce a namespace on, and says nothing.
  const silent = ours.rejected.filter(
    ({ object, message: reason }) => object.kind === 'PrometheusRule' && reason.startsWith('failed to parse promql expression'),
  );
  for (const { object } of silent) reasons.delete(referenceText(object));
  equal('rejected objects', [...reasons.keys()].sort(), [...their.keys()].sort(), JSON.stringify([...reasons, '/', ...their]));
  tally.rejections += their.size;
  tally.sameReason += [...reasons].filter(([object, reason]) => their.get(object) === reason).length;
}

function equal(what: string, ours: unknown, theirs: unknown, detail = ''): void {
  if (!isDeepStrictEqual(ours, theirs)) throw new Error(`${what} differs ${detail}\n${difference(ours, theirs, '')}`);
}

/** The first place where two values differ. */
function difference(ours: unknown, theirs: unknown, path: string): string {
  const isBranch = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
  if (!isBranch(ours) || !isBranch(theirs)) return `at ${path}:\n  ours   ${JSON.stringify(ours)}\n  theirs ${JSON.stringify(theirs)}`;
  const key = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].find((name) => !isDeepStrictEqual(ours[name], theirs[name]))!;
  return difference(ours[key], theirs[key], `${path}/${key}`);
}

/** Asks both about `runs` random clusters, as they are and with the defaults that the API server would have added. A disagreement is shrunk and thrown. */
export async function compareWithOperator(runs: number, seed = 20260810): Promise<Tally> {
  const operator: Operator = startOracle('operator-oracle');
  const tally: Tally = {
    clusters: 0,
    configurations: 0,
    panics: 0,
    unreadable: 0,
    refusedByBoth: 0,
    jobs: 0,
    rejections: 0,
    sameReason: 0,
    ruleFiles: 0,
  };
  try {
    await fc.assert(
      fc.asyncProperty(question, async (asked) => {
        const before = tally.configurations;
        await compare(operator, inCluster(asked), tally);
        const compiledAsGiven = tally.configurations > before;
        await compare(
          operator,
          inCluster({ ...asked, Prometheus: withDefaults(asked.Prometheus), Objects: asked.Objects.map(withDefaults) }),
          tally,
        );
        if (compiledAsGiven) tally.clusters++;
      }),
      { seed, numRuns: runs },
    );
  } finally {
    operator.stop();
  }
  return tally;
}

if (process.argv[1]?.includes('operator-prometheus')) {
  compareWithOperator(Number(process.argv[2] ?? 800), Number(process.argv[3] ?? 20260810)).then(
    (tally) => console.log(JSON.stringify(tally)),
    (error: Error) => {
      console.error(error.message, error.cause);
      process.exitCode = 1;
    },
  );
}
