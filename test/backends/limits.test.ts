import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { type ClusterSize, type KubernetesObject, operator, type PrometheusProps, standalone } from '../../lib';
import { stackOf } from '../support/stacks';

// biome-ignore lint/suspicious/noExplicitAny: a written object is looked into at any depth, and an expectation follows each look
type Json = Readonly<Record<string, any>>;
const find = (objects: readonly KubernetesObject[], kind: string): Json => objects.find((object) => object.kind === kind)!;

const specOf = (prometheus: PrometheusProps, cluster?: ClusterSize): Json =>
  find(stackOf(() => {}, { backend: operator({ prometheus }), ...(cluster && { cluster }) }).toJson(), 'Prometheus').spec;

function writtenOf(prometheus: PrometheusProps) {
  const objects = stackOf(() => {}, { backend: standalone({ prometheus }) }).toJson();
  const config = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'prometheus-config')! as Json;
  const deployment = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'prometheus')! as Json;
  const flags: readonly string[] = deployment.spec.template.spec.containers[0].args;
  return {
    global: (load(config.data['prometheus.yml']) as Json).global as Json,
    query: flags.filter((flag) => flag.startsWith('--query.')),
  };
}

describe('what one target may bring', () => {
  test('follows from the size of the cluster', () => {
    expect(specOf({})).toMatchObject({
      sampleLimit: 40_000,
      bodySizeLimit: '40MB',
      labelLimit: 100,
      labelNameLengthLimit: 512,
      labelValueLengthLimit: 4096,
    });
    expect(specOf({}, { nodes: 1, pods: 10 })).toMatchObject({ sampleLimit: 20_000, bodySizeLimit: '20MB' });
    expect(specOf({}, { nodes: 100, pods: 3000 })).toMatchObject({ sampleLimit: 1_380_000 });
  });

  test('stands in prometheus.yml too', () =>
    expect(writtenOf({}).global).toMatchObject({ sample_limit: 40_000, body_size_limit: '40MB', label_limit: 100 }));

  test('is what its user says', () => {
    const limits = { sampleLimit: 7, targetLimit: 8, bodySizeLimit: '3Mi', keepDroppedTargets: 9 } as const;
    expect(specOf({ limits })).toMatchObject({
      sampleLimit: 7,
      targetLimit: 8,
      bodySizeLimit: '3MB',
      keepDroppedTargets: 9,
      labelLimit: 100,
    });
    expect(writtenOf({ limits }).global).toMatchObject({
      sample_limit: 7,
      target_limit: 8,
      body_size_limit: '3MB',
      keep_dropped_targets: 9,
    });
  });

  test('can be left without limit, and can be enforced against monitors', () => {
    expect(Object.keys(specOf({ limits: 'off' })).filter((field) => /Limit$/.test(field))).toEqual([]);
    expect(Object.keys(writtenOf({ limits: 'off' }).global).filter((field) => /limit$/.test(field))).toEqual([]);
    expect(specOf({ enforcedLimits: { sampleLimit: 5, bodySizeLimit: '2Mi' } })).toMatchObject({
      enforcedSampleLimit: 5,
      enforcedBodySizeLimit: '2MB',
    });
  });
});

describe('what one query may cost', () => {
  test('follows from the memory that is requested', () => {
    expect(specOf({}).query).toEqual({ timeout: '1m', maxConcurrency: 8, maxSamples: 8_000_000 });
    expect(specOf({}, { nodes: 100, pods: 3000 }).query).toMatchObject({ maxSamples: 50_000_000 });
    expect(writtenOf({}).query).toEqual(['--query.timeout=1m', '--query.max-concurrency=8', '--query.max-samples=8000000']);
  });

  test('is what its user says', () => {
    const query = { timeout: '30s', maxConcurrency: 2, maxSamples: 1000, lookbackDelta: '10m' } as const;
    expect(specOf({ query }).query).toEqual(query);
    expect(writtenOf({ query }).query).toEqual([
      '--query.timeout=30s',
      '--query.max-concurrency=2',
      '--query.max-samples=1000',
      '--query.lookback-delta=10m',
    ]);
    expect(writtenOf({ query: 'off' }).query).toEqual([]);
  });
});

test('a monitor may not send a file of Prometheus, such as its token', () =>
  expect(specOf({})).toMatchObject({ arbitraryFSAccessThroughSMs: { deny: true } }));

test('Prometheus says when it refuses a target, where somebody is told of it', () => {
  const names = (routed: boolean) =>
    stackOf(() => {}, routed ? {} : { routing: undefined })
      .toJson()
      .flatMap(({ kind, data, metadata }) =>
        kind === 'ConfigMap' && metadata.name.startsWith('prometheus-rules') ? Object.values(data as object) : [],
      )
      .flatMap((text) => [...String(text).matchAll(/alert: (\w+LimitHit)/g)].map(([, name]) => name));
  expect(names(true)).toHaveLength(4);
  expect(names(false)).toEqual([]);
});
