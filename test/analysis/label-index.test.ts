import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { labelIndex } from '../../lib/analysis/label-index';
import { type LabelSelector, selects } from '../../lib/kubernetes/label-selector';
import { serviceMonitorSelection } from '../support/selection';

const key = fc.constantFrom('app', 'tier');
const value = fc.constantFrom('a', 'b', '');
const labels = fc.dictionary(key, value, { maxKeys: 2 });
const thing = fc.record({ namespace: fc.constantFrom('x', 'y'), labels });
const requirement = fc
  .record({
    key,
    operator: fc.constantFrom('In', 'NotIn', 'Exists', 'DoesNotExist'),
    values: fc.uniqueArray(value, { minLength: 1, maxLength: 2 }),
  })
  .map((one) => (one.operator.endsWith('In') ? one : { key: one.key, operator: one.operator }));
const selector: fc.Arbitrary<LabelSelector> = fc.record(
  { matchLabels: labels, matchExpressions: fc.array(requirement, { maxLength: 2 }) },
  { requiredKeys: [] },
);

describe('things that are found by their labels', () => {
  test('are those that a look at each of them finds', () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.array(thing, { maxLength: 8 }),
        selector,
        fc.constantFrom<readonly string[] | undefined>(undefined, ['x'], ['x', 'y'], ['z']),
        (things, wanted, namespaces) => {
          const each = things.filter(
            (one) => (namespaces === undefined || namespaces.includes(one.namespace)) && selects(wanted, one.labels),
          );
          expect(new Set(labelIndex(things)(wanted, namespaces))).toEqual(new Set(each));
          found += each.length;
        },
      ),
      { numRuns: 500, seed: 4 },
    );
    expect(found).toBeGreaterThan(200);
  });

  test('are those that the operator would read, whose own selection the compiler has', () => {
    fc.assert(
      fc.property(fc.array(labels, { maxLength: 5 }), selector, (all, wanted) => {
        const things = all.map((own, index) => ({ namespace: 'x', labels: own, name: `m${index}` }));
        expect(
          labelIndex(things)(wanted)
            .map(({ name }) => name)
            .sort(),
        ).toEqual(serviceMonitorSelection(things, wanted));
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});
