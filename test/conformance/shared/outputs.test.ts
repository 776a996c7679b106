import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCompile } from '../../../lib/cli/compile/compile';
import { compileAlertmanager } from '../../../lib/compile/alertmanager/compile';
import { compilePrometheus } from '../../../lib/compile/prometheus/compile';
import { deployed, objections, promtool } from '../deployed';
import { interleaved, run } from '../programs';
import { pair as alertmanagerPair, pairs as alertmanagerPairs } from './alertmanager-pairs';
import { sharedData } from './data';
import { names, pairOf } from './prometheus-pairs';

// Prometheus and Alertmanager themselves are asked whether they would start with what is compiled, with all that it refers to in place.
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-outputs-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The recorded pairs of which promtool v3.15 takes neither what the operator generates nor what is compiled, and why. */
const refused: Readonly<Record<string, RegExp>> = {
  // An object that asks for Prometheus 2.10, whose queues had a limit of retries.
  'legacy-versions_RemoteWriteConfig_v2.10.0_1': /field max_retries not found/,
  // Prometheus 3 has renamed the field; the object asks for 2.x.
  'native-histograms_NativeHistogramConfigMissConvertClassicHistogramsToNHCB': /field scrape_classic_histograms not found/,
  // Prometheus 3 knows the second version only; the object asks for the first.
  v2_AlertmanagerAPIVersionV1: /expected Alertmanager api version to be one of \[v2\]/,
};

describe('promtool and the recorded pairs of prometheus-operator', () => {
  const generated = names.filter((name) => pairOf(name).options.error === undefined);
  const isAgent = (name: string) => pairOf(name).prometheus.kind === 'PrometheusAgent';
  const verdict = (written: ReadonlyMap<string, boolean>) => {
    const of = (agents: boolean) => [...written].filter(([, agent]) => agent === agents).map(([name]) => name);
    return new Map([...promtool(folder, of(false)), ...promtool(folder, of(true), '--agent')]);
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

describe('amtool and the recorded pairs of prometheus-operator', () => {
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

describe('kube-prometheus, by vigie compile', () => {
  const manifests = sharedData('kube-prometheus-manifests');
  const out = () => join(folder, 'kube-prometheus');
  beforeAll(() => {
    expect(runCompile([manifests, '--out', out()])).toMatchObject({ status: 0 });
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
    expect([...promtool(folder, ['kube'])]).toEqual([['kube', '']]);
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
