import { describe, expect, test } from 'vitest';
import { retentionSize } from '../../../lib/checks/objects/retention-size';
import { findingsOf, objectsModel } from '../../support/models';
import { configMap, container, deployment } from '../../support/objects';

describe('the retention of Prometheus', () => {
  const claim = (storage: string) => ({
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'data', namespace: 'n' },
    spec: { resources: { requests: { storage } } },
  });
  const resource = (retentionSize: string, storage: object) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'Prometheus',
    metadata: { name: 'p', namespace: 'n' },
    spec: { retentionSize, storage },
  });
  const template = (storage: string) => ({ volumeClaimTemplate: { spec: { resources: { requests: { storage } } } } });
  const running = (args: readonly string[], volume: object = { persistentVolumeClaim: { claimName: 'data' } }) =>
    deployment({
      containers: [
        container({
          args: ['--storage.tsdb.path=/prometheus', ...args],
          volumeMounts: [
            { name: 'data', mountPath: '/prometheus' },
            { name: 'config', mountPath: '/etc/prometheus' },
          ],
        }),
      ],
      volumes: [
        { name: 'data', ...volume },
        { name: 'config', configMap: { name: 'config' } },
      ],
    });
  const of = (...objects: readonly object[]) =>
    findingsOf(retentionSize, objectsModel(...objects)).map(({ severity, message }) => `${severity} ${message}`);

  test('in a resource that is larger than its volume is found', () =>
    expect(of(resource('60GB', template('50Gi')))).toEqual([
      expect.stringMatching(/^error Prometheus keeps up to 60Gi \(60GB\), and its volume has 50Gi/),
    ]));
  test('that leaves no room for compaction is found', () =>
    expect(of(resource('48GB', template('50Gi')))).toEqual([expect.stringMatching(/^warning.*more than 85 %/)]));
  test('is measured in powers of 1024, the volume as it says', () =>
    expect(of(resource('50GB', template('50G')))).toEqual([expect.stringMatching(/^error/)]));
  test('in a flag is found, against a claim', () =>
    expect(of(running(['--storage.tsdb.retention.size=60GB']), claim('50Gi'))).toEqual([
      expect.stringMatching(/^error.*the claim data has 50Gi/),
    ]));
  test('in a flag with its value behind it is found, against a volume of the node', () =>
    expect(of(running(['--storage.tsdb.retention.size', '2GB'], { emptyDir: { sizeLimit: '1Gi' } }))).toEqual([
      expect.stringMatching(/^error.*the volume data/),
    ]));
  test('in the configuration is found', () => {
    const config = configMap(
      {
        data: {
          'prometheus.yml':
            'global: {}\nstorage:\n  tsdb:\n    out_of_order_time_window: 5m\n    retention:\n      time: 15d\n      size: 60GB\nscrape_configs: []\n',
        },
      },
      { name: 'config' },
    );
    expect(of(running([]), claim('50Gi'), config)).toEqual([expect.stringMatching(/^error.*60GB/)]);
  });
  test.each<[string, readonly object[]]>([
    ['is small enough', [resource('40GB', template('50Gi'))]],
    ['has no limit', [running([]), claim('50Gi')]],
    ['is 0, which is none', [resource('0', template('1Gi'))]],
    ['has a volume of unknown size', [running(['--storage.tsdb.retention.size=60GB'])]],
    ['has no volume', [resource('60GB', {})]],
    ['is that of another program', [deployment({ containers: [container({ args: ['--retention.size=60GB'] })] })]],
    ['is written so that nobody reads it', [resource('60 Gigabyte', template('1Gi'))]],
  ])('that %s is not found', (_, objects) => expect(of(...objects)).toEqual([]));
});
