import { describe, expect, test } from 'vitest';
import { prometheusMemory } from '../../lib/manifests/size';
import { bytesQuantity, coresQuantity } from '../../lib/manifests/units';

describe('a quantity', () => {
  test.each([
    [64, '64Mi'],
    [1024, '1Gi'],
    [1536, '1536Mi'],
    [20 * 1024, '20Gi'],
    [1024 * 1024, '1Ti'],
  ])('of %i MiB is %s, as the API server gives it back', (mebibytes, text) => {
    expect(bytesQuantity(mebibytes * 1024 ** 2)).toBe(text);
  });

  test.each([
    [2, '2'],
    [0.5, '500m'],
    ['1000m', '1'],
    ['50m', '50m'],
    [{ amount: '250m' }, '250m'],
  ] as const)('of %o cores is %s, as the API server gives it back', (cores, text) => {
    expect(coresQuantity(cores)).toBe(text);
  });

  test('of memory for Prometheus grows with the cluster', () => {
    expect(prometheusMemory({ nodes: 50, pods: 2000 })).toBeGreaterThan(4 * prometheusMemory({ nodes: 3, pods: 60 }));
  });
});
