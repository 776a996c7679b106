import { describe, expect, test } from 'vitest';
import type { CheckInput } from '../../../lib/analysis/check-input';
import { floatLabel } from '../../../lib/checks/queries/float-label';
import { alertRule, findingsOf, modelWith, objectAt, recordingRule } from '../../support/models';

const prometheus = (version: string) =>
  objectAt({ apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'p' }, spec: { version } });
const deployment = (image: string) =>
  objectAt({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'p', namespace: 'm' },
    spec: { template: { spec: { containers: [{ name: 'p', image }] } } },
  });
const found = (expr: string, objects: CheckInput['objects'] = [prometheus('v3.5.0')], written: object | null = {}) =>
  findingsOf(
    floatLabel,
    modelWith({
      objects,
      rules: [alertRule('Slow', expr, written === null ? {} : { written: written as Readonly<Record<string, unknown>> })],
    }),
  ).map(({ severity, message, hint }) => [severity, message, hint]);

describe('a number that Prometheus 3 stores otherwise', () => {
  test('is found, with what is stored', () =>
    expect(found('rate(x_bucket{le="2"}[5m]) > 1')).toEqual([
      [
        'error',
        'alert Slow: x_bucket has no series with le="2": Prometheus 3 stores it as "2.0"',
        'Write "2.0", or le=~"2|2\\\\.0" for both versions.',
      ],
    ]));
  test.each([
    ['of a quantile', 'x{quantile="1"} > 1', 'quantile="1"'],
    ['that is large', 'x_bucket{le="1000000"} > 1', 'stores it as "1e+06"'],
    ['among others', 'x_bucket{le=~"0.5|1"} > 1', 'le="1"'],
  ])('%s', (_, expr, part) => expect(found(expr)).toEqual([['error', expect.stringContaining(part), expect.any(String)]]));
  test('by a Prometheus in a plain pod', () => {
    expect(found('x_bucket{le="1"} > 1', [deployment('quay.io/prometheus/prometheus:v3.5.0-distroless')])).toHaveLength(1);
    expect(found('x_bucket{le="1"} > 1', [deployment('quay.io/prometheus/prometheus:v2.55.1')])).toEqual([]);
  });
  test('is a warning in a rule file alone, and where the version is not known', () => {
    expect(found('x_bucket{le="1"} > 1', [])[0]![0]).toBe('warning');
    expect(found('x_bucket{le="1"} > 1', [prometheus('v2.55.0'), prometheus('v3.5.0')])[0]![0]).toBe('warning');
  });
});

describe('nothing is said', () => {
  test.each([
    'x_bucket{le="1.0"} > 1',
    'x_bucket{le="0.5"} > 1',
    'x_bucket{le="+Inf"} > 1',
    'x_bucket{le=~"1(\\\\.0)?"} > 1',
    'x_bucket{le=~"1|1.0"} > 1',
    'x_bucket{le!="1"} > 1',
    'x{code="1"} > 1',
    'job:x:bucket{le="1"} > 1',
  ])('of %s', (expr) => expect(found(expr)).toEqual([]));
  test('where Prometheus is older', () => expect(found('x_bucket{le="1"} > 1', [prometheus('v2.55.0')])).toEqual([]));
  test('of rules that may be for another engine', () => expect(found('x_bucket{le="1"} > 1', [], null)).toEqual([]));
  test('of what a rule records', () =>
    expect(
      findingsOf(
        floatLabel,
        modelWith({
          objects: [prometheus('v3.5.0')],
          rules: [recordingRule('latency', 'x'), alertRule('Slow', 'latency{quantile="1"} > 1')],
        }),
      ),
    ).toEqual([]));
});
