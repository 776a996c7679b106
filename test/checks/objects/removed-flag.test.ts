import { expect, test } from 'vitest';
import { removedFlag } from '../../../lib/checks/objects/removed-flag';
import { messages, objectsModel } from '../../support/models';
import { container, deployment } from '../../support/objects';

const of = (image: string, ...args: readonly string[]) =>
  messages(removedFlag, objectsModel(deployment({ containers: [container({ image, args })] })));

test.each(['--storage.tsdb.retention=20d', '--storage.tsdb.allow-overlapping-blocks', '--alertmanager.timeout'])(
  '%s is found under version 3',
  (flag) =>
    expect(of('quay.io/prometheus/prometheus:v3.5.0', '--config.file=x', flag)).toEqual([expect.stringMatching(/3\.5\.0 does not start/)]),
);
test.each([
  ['prom/prometheus:v3.5.0', '--storage.tsdb.retention.time=20d'],
  ['prom/prometheus:v2.55.1', '--storage.tsdb.retention=20d'],
  ['prom/prometheus:main', '--storage.tsdb.retention=20d'],
  ['example.com/other:v3.5.0', '--storage.tsdb.retention=20d'],
])('%s %s is not found', (image, flag) => expect(of(image, flag)).toEqual([]));
