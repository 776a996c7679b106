import { describe, expect, test } from 'vitest';
import { knownFeatures } from '../../../lib/compile/prometheus/versions';
import { bytesOfSize, quantityValue } from '../../../lib/text/bytes';
import { compareVersions, parseVersion } from '../../../lib/text/version';
import { compiled, secret } from './objects';

describe('a Prometheus object', () => {
  test('drops the replica label before alerts go out', () => {
    const alertmanagers = [{ name: 'main', port: 'web', apiVersion: 'v2' }];
    expect(compiled([], { alerting: { alertmanagers }, replicaExternalLabelName: 'a.b' }).config.alerting).toEqual({
      alert_relabel_configs: [{ action: 'labeldrop', regex: 'a\\.b' }],
      alertmanagers: [
        {
          kubernetes_sd_configs: [{ role: 'endpoints', namespaces: { names: ['monitoring'] } }],
          api_version: 'v2',
          relabel_configs: [
            { action: 'keep', source_labels: ['__meta_kubernetes_service_name'], regex: 'main' },
            { action: 'keep', source_labels: ['__meta_kubernetes_endpoint_port_name'], regex: 'web' },
          ],
        },
      ],
    });
  });

  test('keeps data for a day where it says nothing', () => {
    const retention = (spec: object) => (compiled([], spec).config.storage as { tsdb: { retention: unknown } }).tsdb.retention;
    expect([retention({}), retention({ retentionSize: '5GB' }), retention({ retention: '10d' })]).toEqual([
      { time: '24h' },
      { size: '5GB' },
      { time: '10d' },
    ]);
    expect(compiled([], { version: 'v3.10.0' }).config).not.toHaveProperty('storage');
  });

  test('sets the global limits to the enforced ones', () => {
    expect(compiled([], { sampleLimit: 10, enforcedSampleLimit: 5, enforcedTargetLimit: 7 }).config.global).toMatchObject({
      sample_limit: 5,
      target_limit: 7,
    });
  });

  test('sends no metadata with version 2 of remote write, which carries it', () => {
    expect(
      compiled([], { remoteWrite: [{ url: 'http://x', messageVersion: 'V2.0', metadataConfig: { send: true } }] }).config.remote_write,
    ).toEqual([{ url: 'http://x', protobuf_message: 'io.prometheus.write.v2.Request', metadata_config: { send: false } }]);
  });

  test('logs into its own folder unless told otherwise', () => {
    expect(compiled([], { queryLogFile: 'q.log', scrapeFailureLogFile: '/tmp/f.log' }).config.global).toMatchObject({
      query_log_file: '/var/log/prometheus/q.log',
      scrape_failure_log_file: '/tmp/f.log',
    });
  });
});

describe('additional scrape configs', () => {
  const spec = { additionalScrapeConfigs: { name: 'additional', key: 'jobs.yaml' } };
  test('come from the Secret that is named', () => {
    expect(compiled([secret('additional', { 'jobs.yaml': '- job_name: own\n  honor_labels: yes\n' })], spec).config.scrape_configs).toEqual(
      [{ job_name: 'own', honor_labels: true }],
    );
  });
  test('that are not here are missed aloud', () => {
    const { config, rejected } = compiled([], spec);
    expect(config.scrape_configs).toEqual([]);
    expect(rejected.map(({ path, message: reason }) => `${path}: ${reason}`)).toEqual([
      'spec.additionalScrapeConfigs: Secret monitoring/additional is not among the objects: what it holds is missing here',
    ]);
  });
  test('that are no list are refused', () => {
    const { config, rejected } = compiled([secret('additional', { 'jobs.yaml': 'job_name: own' })], spec);
    expect([config, rejected[0]!.message]).toEqual([
      {},
      'generate additional scrape configs: unmarshalling additional scrape configs failed: is not a list of mappings',
    ]);
  });
});

test.each([
  ['v2.45.0', 'v2.46.0'],
  ['3.0.0-rc.0', 'v3.0.0'],
  ['v3.0.0-alpha', '3.0.0-beta'],
  ['3.0.0-rc.2', '3.0.0-rc.10'],
  ['3.0.0-1', '3.0.0-rc'],
  ['3.0.0-rc', '3.0.0-rc.1'],
  ['2.9', '2.10'],
])('version %s comes before %s', (older, newer) => {
  expect(compareVersions(parseVersion(older)!, parseVersion(newer)!)).toBeLessThan(0);
  expect(compareVersions(parseVersion(newer)!, parseVersion(older)!)).toBeGreaterThan(0);
});

test('a version knows what came with it, and not what went', () => {
  const knows = (version: string, feature: Parameters<ReturnType<typeof knownFeatures>['has']>[0]) =>
    knownFeatures(parseVersion(version)!).has(feature);
  expect([
    knows('2.48.0', 'username_file'),
    knows('2.49.0', 'username_file'),
    knows('2.10.0', 'remote_write.queue_config.max_retries'),
    knows('2.11.0', 'remote_write.queue_config.max_retries'),
  ]).toEqual([false, true, true, false]);
});

test.each<[string | number, number | undefined]>([
  ['0.5', 0.5],
  ['500m', 0.5],
  [1.1, 1.1],
  ['0.3', 3 * 0.1],
  ['1Ki', 1024],
  ['1.5Ki', 1536],
  ['1e-1', 0.1],
  ['-1', -1],
  ['.1n', 1e-9],
  ['x', undefined],
  ['', undefined],
])('the quantity %s is %s', (text, value) => expect(quantityValue(text)).toBe(value));

test('sizes count in powers of 1024', () =>
  expect(['1KB', '1KiB', '1.5MB', '0', '10B'].map(bytesOfSize)).toEqual([1024, 1024, 1572864, 0, 10]));
