import { expect, test } from 'vitest';
import { unusedReceiver } from '../../../lib/checks/routing/unused-receiver';
import { messages, routingModel } from '../../support/models';

test('a receiver with a channel that no route names is found, one without a channel is not', () => {
  const pager = { name: 'pager', pagerduty_configs: [{ routing_key_file: '/k' }] };
  const config = { route: { receiver: 'a' }, receivers: [{ name: 'a' }, { name: 'b' }, pager] };
  expect(messages(unusedReceiver, routingModel(config))).toEqual(['receivers[2]: no route names the receiver pager']);
});

test('a receiver that a route below names is not found', () => {
  const pager = { name: 'pager', pagerduty_configs: [{ routing_key_file: '/k' }] };
  const config = { route: { receiver: 'a', routes: [{ receiver: 'pager' }] }, receivers: [{ name: 'a' }, pager] };
  expect(messages(unusedReceiver, routingModel(config))).toEqual([]);
});
