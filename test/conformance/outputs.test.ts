import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compilePrometheus } from '../../lib/compile/prometheus/compile';
import { startupProblems } from '../../lib/compile/prometheus/startup-problems';
import { validateObject, withDefaults } from '../../lib/kubernetes/schema/crds';
import { runs } from '../support/runs';
import { deployed, promtool } from './deployed';
import { type Answer, inCluster, type Question, question } from './operator-prometheus';
import { startOracle } from './oracle';

// Prometheus and Alertmanager themselves are asked whether they would start with what is compiled, with all that it refers to in place.
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-outputs-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('promtool and random clusters', () => {
  test('takes what is compiled, or refuses what the operator generates, too', async () => {
    const asked = fc
      .sample(question, { seed: 20260810, numRuns: runs(3000) })
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
      if (startupProblems(config).length > 0) expected.add(`random${index}`);
    });
    const of = (kind: string) => [...written].filter(([, { Prometheus }]) => Prometheus.kind === kind).map(([name]) => name);
    const found = [...promtool(folder, of('Prometheus')), ...promtool(folder, of('PrometheusAgent'), '--agent')].filter(
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
      found.set(name, promtool(folder, [name], ...(kind === 'Prometheus' ? [] : ['--agent'])).get(name)!);
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
