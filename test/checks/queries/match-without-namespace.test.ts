import { expect, test } from 'vitest';
import { matchWithoutNamespace } from '../../../lib/checks/queries/match-without-namespace';
import { alertRule, messages, modelWith } from '../../support/models';

const of = (expr: string) => messages(matchWithoutNamespace, modelWith({ rules: [alertRule('A', expr)] }));

test('is found in a rule', () =>
  expect(of('x * on (pod) group_left (node) kube_pod_info')).toEqual([expect.stringMatching(/names `pod` without `namespace`/)]));
test('is not found in a join that is whole', () => expect(of('x * on (namespace, pod) group_left (node) kube_pod_info')).toEqual([]));
