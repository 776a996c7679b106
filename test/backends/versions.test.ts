import { load } from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { type KubernetesObject, operator, standalone } from '../../lib';
import { versionOf } from '../../lib/manifests/images';
import { printVersion } from '../../lib/text/version';
import { stackOf } from '../support/stacks';

const stackWith = (image: string, made: typeof standalone = standalone) => stackOf(() => {}, { backend: made({ prometheus: { image } }) });
const find = (objects: readonly KubernetesObject[], kind: string, name: string): KubernetesObject =>
  objects.find((object) => object.kind === kind && object.metadata.name === name)!;

function rendered(image: string) {
  const objects = stackWith(image).toJson();
  const config = load((find(objects, 'ConfigMap', 'prometheus-config').data as Record<string, string>)['prometheus.yml']!);
  const { spec } = find(objects, 'Deployment', 'prometheus') as unknown as {
    spec: { template: { spec: { containers: { args: string[] }[] } } };
  };
  const retained = (config as { storage?: { tsdb?: { retention?: unknown } } }).storage?.tsdb?.retention;
  return { args: spec.template.spec.containers[0]!.args, retained };
}

describe('the version of an image', () => {
  test.each([
    ['quay.io/prometheus/prometheus:v3.15.0', '3.15.0'],
    ['registry.example:5000/prometheus:v3.5.0-distroless', '3.5.0'],
    ['prometheus:3.5', '3.5.0'],
    ['prometheus:v3.6.0-rc.1', '3.6.0-rc.1'],
    ['prometheus:v3.6.0-rc.1-busybox', '3.6.0-rc.1'],
    [`prometheus:v2.55.1@sha256:${'0'.repeat(64)}`, '2.55.1'],
  ])('%s is %s', (image, version) => expect(printVersion(versionOf(image)!)).toBe(version));
  test.each(['prometheus', 'prometheus:latest', 'registry.example:5000/prometheus', `prometheus@sha256:${'0'.repeat(64)}`])(
    '%s is unknown',
    (image) => expect(versionOf(image)).toBeUndefined(),
  );
});

describe('what is kept', () => {
  const flags = ['--storage.tsdb.retention.time=15d', '--storage.tsdb.retention.size=16384MB'];
  test.each(['v2.47.1', 'v2.55.1', 'v3.5.0', 'v3.5.0-distroless', '3.5', 'v3.10.0'])('is limited by flags in %s', (tag) => {
    const { args, retained } = rendered(`prometheus:${tag}`);
    expect(args).toEqual(expect.arrayContaining(flags));
    expect(retained).toBeUndefined();
  });
  test.each(['prometheus:v3.11.0', 'prometheus:v3.15.0', 'prometheus:latest', `prometheus@sha256:${'0'.repeat(64)}`])(
    'is limited by the configuration in %s',
    (image) => {
      const { args, retained } = rendered(image);
      expect(args.filter((arg) => arg.includes('retention'))).toEqual([]);
      expect(retained).toEqual({ time: '15d', size: '16384MB' });
    },
  );
});

describe('the configuration is read again', () => {
  const reload = (tag: string) => rendered(`prometheus:${tag}`).args.filter((arg) => arg.includes('auto-reload'));
  test.each(['v3.12.0', 'v3.15.0'])('by a flag in %s', (tag) => expect(reload(tag)).toEqual(['--config.auto-reload']));
  test.each(['v3.4.0', 'v3.5.0', 'v3.11.3'])('by a feature in %s', (tag) =>
    expect(reload(tag)).toEqual(['--enable-feature=auto-reload-config']),
  );
  test.each(['v2.47.1', 'v2.55.1', 'v3.3.1'])('on demand in %s, which is said', (tag) => {
    expect(reload(tag)).toEqual([]);
    const [finding, ...others] = stackWith(`prometheus:${tag}`).findings();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      check: 'image-version',
      severity: 'info',
      message: `Prometheus ${tag.slice(1)} does not read changed rules and targets by itself`,
    });
  });
  test('by prometheus-operator in every version', () => expect(stackWith('prometheus:v2.55.1', operator).findings()).toEqual([]));
});

describe.each([
  ['standalone', standalone],
  ['operator', operator],
] as const)('in %s', (_, made) => {
  test.each(['prometheus:latest', 'prometheus'])('%s is one finding', (image) =>
    expect(
      stackWith(image, made)
        .findings()
        .map(({ check }) => check),
    ).toEqual(['image-version']),
  );
  test.each([`mirror.example/prometheus@sha256:${'0'.repeat(64)}`, 'prometheus:main'])('%s does not say its version', (image) =>
    expect(
      stackWith(image, made)
        .findings()
        .map(({ severity, message }) => [severity, message]),
    ).toEqual([['info', `the image ${image} does not say its version: it is given the flags and configuration of Prometheus 3.15.0`]]),
  );
  test('a flag that is set already is refused', () => {
    const backend = made({ prometheus: { args: ['--config.file=/tmp/x.yml', '--web.page-title=Shop'] } });
    expect(
      stackOf(() => {}, { backend })
        .findings()
        .map(({ severity, message }) => [severity, message]),
    ).toEqual([['error', 'args of prometheus has --config.file, which is set already']]);
  });
});

test('an image of the operator without the suffix of its kind is the version of the resource', () => {
  const { spec } = find(stackWith('prometheus:v3.5.0-distroless', operator).toJson(), 'Prometheus', 'prometheus');
  expect(spec).toMatchObject({ image: 'prometheus:v3.5.0-distroless', version: 'v3.5.0' });
});
