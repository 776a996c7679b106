import { expect, test } from 'vitest';
import { ambiguousMatcher } from '../../../lib/checks/routing/ambiguous-matcher';
import { findingsOf, routingModel } from '../../support/models';

test('a matcher that the two parsers of Alertmanager read differently is found, and its neighbour is not', () => {
  const config = { route: { receiver: 'a', routes: [{ matchers: ['a=b', 'a='] }] }, receivers: [{ name: 'a' }] };
  expect(findingsOf(ambiguousMatcher, routingModel(config))).toEqual([
    expect.objectContaining({ severity: 'warning', message: expect.stringMatching(/^route\.routes\[0\]\.matchers\[1\]: /) }),
  ]);
});
