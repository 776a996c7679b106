import { expect, test } from 'vitest';
import { manyToMany } from '../../../lib/checks/queries/many-to-many';
import { alertRule, messages, modelWith } from '../../support/models';

const of = (expr: string) => messages(manyToMany, modelWith({ rules: [alertRule('A', expr)] }));

test('is found in a rule', () =>
  expect(of('x * on (node) group_left () kube_node_status_capacity')).toEqual([
    expect.stringMatching(/has several that differ in `resource`/),
  ]));
test('is not found in a join that is whole', () =>
  expect(of('x * on (node) group_left () kube_node_status_capacity{resource="cpu"}')).toEqual([]));
