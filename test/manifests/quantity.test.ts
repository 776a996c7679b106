import { describe, expect, test } from 'vitest';
import { prometheusMemory, quantity } from '../../lib/manifests/size';

describe('a quantity', () => {
  test.each([
    [64, '64Mi'],
    [1024, '1Gi'],
    [1536, '1536Mi'],
    [20 * 1024, '20Gi'],
    [1024 * 1024, '1Ti'],
  ])('of %i MiB is %s, as the API server gives it back', (mebibytes, text) => {
    expect(quantity(mebibytes)).toBe(text);
  });

  test('of memory for Prometheus grows with the cluster', () => {
    expect(prometheusMemory({ nodes: 50, pods: 2000 })).toBeGreaterThan(4 * prometheusMemory({ nodes: 3, pods: 60 }));
  });
});
