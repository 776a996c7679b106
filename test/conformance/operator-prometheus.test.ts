import { expect, test } from 'vitest';
import { runs } from '../support/runs';
import { compareWithOperator } from './operator-prometheus';

test('prometheus-operator and this library make the same configuration of 500 random clusters, with and without the defaults of the CRDs', async () => {
  const tally = await compareWithOperator(runs(800));
  console.log(JSON.stringify(tally));
  expect(tally.clusters).toBeGreaterThan(500);
});
