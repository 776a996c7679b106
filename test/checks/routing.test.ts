import { describe, expect, test } from 'vitest';
import { alert, gauge, oneOf, promql, type Routing, where } from '../../lib';
import type { CheckInput } from '../../lib/analysis/check-input';
import { literalSecret } from '../../lib/checks/routing/checks';
import { messagesOf, stackOf } from '../support/stacks';

const loaded = gauge('model_loaded', 'Loaded.');
const hook = [{ urlSecret: { name: 'hook', key: 'url' } }];

function stackWith(routing: Routing | undefined, severity: 'critical' | 'info' = 'critical') {
  return stackOf(
    (stack) =>
      stack.monitor(
        { name: 'iris', labels: { app: 'iris' }, port: 1 },
        {
          metrics: [loaded],
          alerts: [alert('ModelNotLoaded', { expr: promql`min(${loaded}) == 0`, severity, summary: 'x' })],
        },
      ),
    { routing },
  );
}

describe('an alert', () => {
  test('that ends at a receiver without a channel is found', () => {
    const stack = stackWith({ receivers: [{ name: 'nobody' }], route: { receiver: 'nobody' } });
    expect(messagesOf(stack, 'unrouted-alert')).toEqual([expect.stringContaining('no receiver has a channel')]);
  });

  test('that only an empty default receiver takes is found, and its neighbour is not', () => {
    const routing: Routing = {
      receivers: [{ name: 'nobody' }, { name: 'team', webhookConfigs: hook }],
      route: { receiver: 'nobody', routes: [{ receiver: 'team', matchers: where({ severity: 'critical' }) }] },
    };
    expect(messagesOf(stackWith(routing, 'info'), 'unrouted-alert')).toHaveLength(1);
    expect(messagesOf(stackWith(routing, 'critical'), 'unrouted-alert')).toEqual([]);
  });

  test('without the label that its route asks for is found', () => {
    const routing: Routing = {
      receivers: [{ name: 'nobody' }, { name: 'team', webhookConfigs: hook }],
      route: { receiver: 'nobody', routes: [{ receiver: 'team', matchers: [oneOf('namespace', 'mlops')] }] },
    };
    expect(messagesOf(stackWith(routing), 'unrouted-alert')).toEqual([expect.stringContaining('ModelNotLoaded')]);
  });

  test('that a label of its series may route is not found', () => {
    const routing: Routing = {
      receivers: [{ name: 'nobody' }, { name: 'team', webhookConfigs: hook }],
      route: { receiver: 'nobody', routes: [{ receiver: 'team', matchers: where({ instance: 'x' }) }] },
    };
    const stack = stackOf(
      (declared) =>
        declared.monitor(
          { name: 'iris', labels: { app: 'iris' }, port: 1 },
          {
            metrics: [loaded],
            alerts: [alert('ModelNotLoaded', { expr: promql`${loaded} == 0`, severity: 'info', summary: 'x' })],
          },
        ),
      { routing },
    );
    expect(messagesOf(stack, 'unrouted-alert')).toEqual([]);
  });

  test('of a stack without routing is a warning, not an error', () => {
    const findings = stackWith(undefined)
      .findings()
      .filter(({ check }) => check === 'unrouted-alert');
    expect(findings.map(({ severity }) => severity)).toEqual(['warning']);
  });
});

describe('a secret', () => {
  const judged = (config: object) =>
    [...literalSecret.judge({ routing: { config, place: {} }, rules: [], externalLabels: {} } as unknown as CheckInput)].map(
      ({ message }) => message,
    );

  test('in plain text is found with its path', () => {
    expect(judged({ receivers: [{ name: 'a', slack_configs: [{ api_url: 'https://hooks.example/T0/B0' }] }] })).toEqual([
      'receivers[0].slack_configs[0].api_url is a secret in plain text',
    ]);
  });
  test('deep in the HTTP settings is found', () => {
    expect(
      judged({
        receivers: [{ name: 'a', webhook_configs: [{ url: 'http://x', http_config: { basic_auth: { username: 'u', password: 'p' } } }] }],
      }),
    ).toEqual(['receivers[0].webhook_configs[0].http_config.basic_auth.password is a secret in plain text']);
  });
  test('in a file is not', () =>
    expect(
      judged({ global: { smtp_auth_password_file: '/x' }, receivers: [{ name: 'a', slack_configs: [{ api_url_file: '/x' }] }] }),
    ).toEqual([]));
});
