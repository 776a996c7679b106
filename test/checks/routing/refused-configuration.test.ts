import { describe, expect, test } from 'vitest';
import type { AlertmanagerConfiguration } from '../../../lib/alertmanager/configuration';
import { refusedConfiguration } from '../../../lib/checks/routing/refused-configuration';
import { findingsOf, messages, modelWith, routingModel } from '../../support/models';

describe('Alertmanager refuses', () => {
  const found = (config: AlertmanagerConfiguration) =>
    messages(refusedConfiguration, routingModel(config)).map((message) => message.replace('Alertmanager refuses its configuration: ', ''));
  const receivers = [{ name: 'r' }];

  test.each<[AlertmanagerConfiguration, string]>([
    [{ receivers }, 'the configuration has no route'],
    [{ route: {}, receivers }, 'route.receiver: the root route has no receiver'],
    [
      { route: { receiver: 'r', matchers: ['a="b"'] }, receivers },
      'route.matchers: the root route has matchers, but must take every alert',
    ],
    [{ route: { receiver: 'r', group_by: ['...', 'a'] }, receivers }, 'route.group_by: group_by has ... and other labels'],
    [{ route: { receiver: 'r', repeat_interval: '0s' }, receivers }, 'route.repeat_interval: repeat_interval is zero'],
    [{ route: { receiver: 'x' }, receivers }, 'route.receiver: the receiver x is not defined'],
    [
      { route: { receiver: 'r', routes: [{ mute_time_intervals: ['night'] }] }, receivers },
      'route.routes[0].mute_time_intervals: the time interval night is not defined',
    ],
    [{ route: { receiver: 'r' }, receivers: [...receivers, ...receivers] }, 'receivers[1].name: the receiver r is defined twice'],
    [
      { route: { receiver: 'r' }, receivers, time_intervals: [{ name: 't' }], mute_time_intervals: [{ name: 't' }] },
      'time_intervals[0].name: the time interval t is defined twice',
    ],
    [
      { route: { receiver: 'r' }, receivers: [{ name: 'r', webhook_configs: [{}] }] },
      'receivers[0].webhook_configs[0]: r: it lacks url or url_file',
    ],
  ])('%j', (config, fault) => {
    expect(found(config)).toEqual([fault]);
  });

  test('nothing in a configuration without faults', () => {
    expect(found({ route: { receiver: 'r', routes: [{ matchers: ['a="b"'] }] }, receivers })).toEqual([]);
  });
});

test('a receiver that is not defined is found with one that is like it', () => {
  const config = { route: { receiver: 'pagre' }, receivers: [{ name: 'pager' }] };
  expect(findingsOf(refusedConfiguration, routingModel(config))).toMatchObject([{ hint: expect.stringContaining('Did you mean pager?') }]);
});

test('what the operator makes no configuration of is found, and is looked at no further', () => {
  const rejected = [{ path: 'spec.route', message: 'the receiver is not defined' }];
  expect(messages(refusedConfiguration, modelWith({ routing: { config: {}, rejected, place: {} } }))).toEqual([
    'spec.route: the receiver is not defined',
  ]);
});
