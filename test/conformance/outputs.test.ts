import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../../lib/cli/compile/compile';
import { refusalsOf } from '../../lib/cli/compile/refusals';
import { compileAlertmanager } from '../../lib/compile/alertmanager/compile';
import { compilePrometheus } from '../../lib/compile/prometheus/compile';
import { validateObject, withDefaults } from '../../lib/kubernetes/schema/crds';
import { pair as alertmanagerPair, pairs as alertmanagerPairs } from '../compile/alertmanager/operator-pairs';
import { names, pairOf } from '../compile/prometheus/operator-pairs';
import { deployed, objections } from './deployed';
import { type Answer, inCluster, type Question, question } from './operator-prometheus';
import { startOracle } from './oracle';
import { interleaved, run } from './programs';

// Prometheus and Alertmanager themselves are asked whether they would start with what is compiled, with all that it refers to in place.
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-outputs-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const features = '--enable-feature=promql-experimental-functions,promql-duration-expr,promql-extended-range-selectors';
/** promtool's objections to configurations of servers, or of agents, by their names. */
function promtool(written: readonly string[], ...flags: readonly string[]): ReadonlyMap<string, string> {
  if (written.length === 0) return new Map();
  const { out } = interleaved('promtool-full', [
    'check',
    'config',
    features,
    '--lint=none',
    ...flags,
    ...written.map((name) => join(folder, `${name}.yaml`)),
  ]);
  return objections(folder, written, out);
}

/** The recorded pairs of which promtool v3.15 takes neither what the operator generates nor what is compiled, and why. */
const refused: Readonly<Record<string, RegExp>> = {
  // An object that asks for Prometheus 2.10, whose queues had a limit of retries.
  'legacy-versions_RemoteWriteConfig_v2.10.0_1': /field max_retries not found/,
  // Prometheus 3 has renamed the field; the object asks for 2.x.
  'native-histograms_NativeHistogramConfigMissConvertClassicHistogramsToNHCB': /field scrape_classic_histograms not found/,
  // Prometheus 3 knows the second version only; the object asks for the first.
  v2_AlertmanagerAPIVersionV1: /expected Alertmanager api version to be one of \[v2\]/,
};

describe.skipIf(names.length === 0)('promtool and the recorded pairs of prometheus-operator', () => {
  const generated = names.filter((name) => pairOf(name).options.error === undefined);
  const isAgent = (name: string) => pairOf(name).prometheus.kind === 'PrometheusAgent';
  const verdict = (written: ReadonlyMap<string, boolean>) => {
    const of = (agents: boolean) => [...written].filter(([, agent]) => agent === agents).map(([name]) => name);
    return new Map([...promtool(of(false)), ...promtool(of(true), '--agent')]);
  };

  test('what is compiled is taken, but for the pairs that no Prometheus of today takes', () => {
    const written = new Map<string, boolean>();
    for (const name of generated) {
      pairOf(name).inputs.forEach((input, shard) => {
        deployed(folder, `${name}-${shard}`, compilePrometheus(input).config);
        written.set(`${name}-${shard}`, isAgent(name));
      });
    }
    const found = [...verdict(written)].filter(([, objection]) => objection !== '');
    expect(Object.fromEntries(found.map(([name, objection]) => [name.replace(/-\d+$/, ''), objection]))).toEqual(
      Object.fromEntries(Object.entries(refused).map(([name, reason]) => [name, expect.stringMatching(reason)])),
    );
    expect(written.size).toBeGreaterThanOrEqual(generated.length);
    expect(generated.length).toBeGreaterThan(300);
  });

  test.each(Object.entries(refused))('%s is refused as the operator generates it, too', (name, reason) => {
    deployed(folder, `expected-${name}`, load(pairOf(name).expected()));
    const said = verdict(new Map([[`expected-${name}`, isAgent(name)]])).get(`expected-${name}`);
    expect(said).toMatch(reason);
  });
});

describe('promtool and random clusters', () => {
  test('takes what is compiled, or refuses what the operator generates, too', async () => {
    const asked = fc
      .sample(question, { seed: 20260810, numRuns: 3000 })
      .map(inToday)
      .filter(({ Prometheus }) => isValid(Prometheus));
    const written = new Map<string, Question>();
    const expected = new Set<string>();
    asked.forEach((one, index) => {
      const { config, ruleConfigMaps, rejected } = compilePrometheus({
        prometheus: one.Prometheus,
        objects: one.Objects,
        options: optionsOf(one),
      });
      if (rejected.some(({ object }) => object.kind === one.Prometheus.kind)) return;
      const rules = ruleConfigMaps.flatMap(({ name, data }) =>
        Object.entries(data).map(([file, text]) => [`/etc/prometheus/rules/${name}/${file}`, text] as const),
      );
      deployed(folder, `random${index}`, config, new Map(rules));
      written.set(`random${index}`, one);
      if (refusalsOf(config).length > 0) expected.add(`random${index}`);
    });
    const of = (kind: string) => [...written].filter(([, { Prometheus }]) => Prometheus.kind === kind).map(([name]) => name);
    const found = [...promtool(of('Prometheus')), ...promtool(of('PrometheusAgent'), '--agent')].filter(
      ([, objection]) => objection !== '',
    );
    const theirs = await objectionsToOperator(new Map(found.map(([name]) => [name, written.get(name)!])));
    const same = found.filter(([name, objection]) => theirs.get(name) === objection);
    const unexpected = found.filter(([name]) => !expected.has(name)).map(([, objection]) => objection.replace(/^.*?\.yaml: /s, ''));
    console.log(
      `${of('Prometheus').length} servers and ${of('PrometheusAgent').length} agents: ${found.length} refused on both sides, ${same.length} with the same words`,
    );
    console.log(
      `vigie compile itself leaves out or refuses ${expected.size} of them, and none other; not these: ${[...new Set(unexpected)].join('; ')}`,
    );
    expect([...expected].filter((name) => !found.some(([other]) => other === name))).toEqual([]);
    expect(unexpected.length).toBeLessThan(0.05 * written.size);
    // The operator writes an empty text for a key that is empty: two such logins are none for Prometheus, where two files are two. And it may find
    // another fault first.
    expect([...theirs].filter(([name, objection]) => objection === '' && !expected.has(name))).toEqual([]);
    expect(same.length).toBeGreaterThanOrEqual(0.9 * found.length);
    expect(written.size).toBeGreaterThan(1000);
    expect(found.length).toBeLessThan(written.size / 3);
  });
});

/** As the command reads them: valid for the API server, with its defaults; and of a version whose fields today's Prometheus has. */
const inToday = (asked: Question): Question =>
  inCluster({
    ...asked,
    Prometheus: withDefaults({ ...asked.Prometheus, spec: { ...(asked.Prometheus.spec as object), version: 'v3.13.1' } }),
    Objects: asked.Objects.filter(isValid).map(withDefaults),
  });
const isValid = (object: Question['Prometheus']): boolean => (validateObject(object) ?? []).length === 0;

/** What promtool says against the configurations that the operator generates. */
async function objectionsToOperator(asked: ReadonlyMap<string, Question>): Promise<ReadonlyMap<string, string>> {
  const operator = startOracle<Question, Answer>('operator-oracle');
  const found = new Map<string, string>();
  try {
    for (const [name, question] of asked) {
      const { Config: config, RuleFiles: files = {} } = await operator.ask(question);
      const { kind, metadata } = question.Prometheus;
      const rules = Object.entries(files).map(
        ([file, text]) => [`/etc/prometheus/rules/prometheus-${metadata!.name}-rulefiles-0/${file}`, text] as const,
      );
      rmSync(join(folder, name), { recursive: true, force: true });
      deployed(folder, name, load(config!), new Map(rules));
      found.set(name, promtool([name], ...(kind === 'Prometheus' ? [] : ['--agent'])).get(name)!);
    }
  } finally {
    operator.stop();
  }
  return found;
}

const optionsOf = (asked: Question) =>
  ({
    missingSecrets: 'reject',
    endpointSlices: asked.EndpointSlices,
    podTopologyLabels: asked.PodTopologyLabels,
    featureGates: { PrometheusTopologySharding: asked.TopologySharding, PrometheusAgentDaemonSet: true },
  }) as const;

describe.skipIf(alertmanagerPairs.length === 0)('amtool and the recorded pairs of prometheus-operator', () => {
  test('takes all that is compiled', () => {
    const written = alertmanagerPairs.flatMap((name) => {
      const { config } = compileAlertmanager(alertmanagerPair(name));
      if (config === undefined) return [];
      deployed(folder, name, config);
      return [name];
    });
    const { out } = interleaved('amtool', ['check-config', ...written.map((name) => join(folder, `${name}.yaml`))]);
    expect([...objections(folder, written, out)].filter(([, objection]) => objection !== '')).toEqual([]);
    expect(written.length).toBeGreaterThan(20);
  });
});

/** The manifests of kube-prometheus are beside the checkout, not in it. */
const manifests = join(__dirname, '../../../shared/data/kube-prometheus-manifests');
if (!existsSync(manifests)) console.warn(`${manifests} is absent: kube-prometheus is not compiled`);

describe.skipIf(!existsSync(manifests))('kube-prometheus, by vigie compile', () => {
  const out = () => join(folder, 'kube-prometheus');
  beforeAll(() => {
    expect(compile([manifests, '--out', out()])).toMatchObject({ status: 0 });
  });
  const read = (name: string) => load(readText(join(out(), name)));

  test('gives a prometheus.yaml and rules that promtool takes', () => {
    const rules = (readdirSync(join(out(), 'rules'), { recursive: true }) as string[]).filter((name) => name.endsWith('.yaml'));
    deployed(
      folder,
      'kube',
      read('prometheus.yaml'),
      new Map(rules.map((name) => [`/etc/prometheus/rules/${name}`, readText(join(out(), 'rules', name))])),
    );
    expect([...promtool(['kube'])]).toEqual([['kube', '']]);
    const { status, out: said } = run('promtool-full', [
      'check',
      'rules',
      '--lint=none',
      ...rules.map((name) => join(out(), 'rules', name)),
    ]);
    expect([status, said]).toEqual([0, expect.stringMatching(/SUCCESS: \d+ rules found/)]);
  });

  test('gives an alertmanager.yaml that amtool takes', () => {
    const { status, out: said } = run('amtool', ['check-config', join(out(), 'alertmanager.yaml')]);
    expect([status, said]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });
});

const readText = (file: string) => readFileSync(file, 'utf8');
