import { describe, expect, test } from 'vitest';
import { alert, gauge, oneOf, promql, type Routing, where } from '../../../lib';
import type { AlertmanagerConfiguration, RouteConfiguration } from '../../../lib/alertmanager/configuration';
import { unroutedAlert } from '../../../lib/checks/routing/unrouted-alert';
import { alertRule, findingsOf, modelWith, routingModel } from '../../support/models';
import { messagesOf, stackOf } from '../../support/stacks';

const pager = { name: 'pager', pagerduty_configs: [{ routing_key_file: '/k' }] };
const routed = (...routes: RouteConfiguration[]): AlertmanagerConfiguration => ({
  route: { receiver: 'null', routes },
  receivers: [{ name: 'null' }, pager],
});
const critical = alertRule('DiskFull', 'free < 1', { labels: { severity: 'critical' } });
const found = (config: AlertmanagerConfiguration, rule = critical) => findingsOf(unroutedAlert, routingModel(config, rule));

describe('an alert is found', () => {
  test('when all that it may reach is a receiver without a channel', () => {
    expect(found(routed({ matchers: ['severity="warning"'], receiver: 'pager' }))).toEqual([
      expect.objectContaining({
        severity: 'error',
        message: 'alert DiskFull notifies no one: it ends at null, which has no channel',
        hint: expect.stringContaining('pager'),
      }),
    ]);
  });

  test('when a route is for every name', () => {
    expect(found(routed({ matchers: ['alertname=~".+"'], receiver: 'null' }))).toHaveLength(1);
  });

  test('when only routes for other namespaces have channels', () => {
    const config = routed({ matchers: ['namespace="shop"'], receiver: 'pager', continue: true });
    expect(found(config, alertRule('NodeDown', 'sum(up) < 1'))).toHaveLength(1);
  });

  test('as a warning where the stack has no routing', () => {
    expect(findingsOf(unroutedAlert, modelWith({ rules: [critical], routing: 'nobody' }))).toEqual([
      expect.objectContaining({ severity: 'warning', message: 'alert DiskFull notifies no one: the stack has no routing' }),
    ]);
  });
});

describe('an alert is left alone', () => {
  test('when a label that is not known may lead it to a channel', () => {
    expect(found(routed({ matchers: ['team="a"'], receiver: 'pager' }))).toEqual([]);
  });

  test('when it surely reaches a channel', () => {
    expect(found(routed({ matchers: ['severity="critical"'], receiver: 'pager' }))).toEqual([]);
  });

  test('when a route names it', () => {
    expect(found(routed({ matchers: ['alertname=~"Watchdog|DiskFull"'], receiver: 'null' }))).toEqual([]);
  });

  test('when its receiver is not defined, which another check finds', () => {
    expect(found(routed({ matchers: ['severity="critical"'], receiver: 'pagre' }))).toEqual([]);
  });
});

describe('where no receiver has a channel', () => {
  const config: AlertmanagerConfiguration = {
    route: { receiver: 'null' },
    receivers: [{ name: 'null' }, { name: 'x', slack_configs: [] }],
  };

  test('that is reported once for all alerts, at the routing', () => {
    expect(findingsOf(unroutedAlert, routingModel(config, critical, alertRule('Other', 'up == 0')))).toEqual([
      expect.objectContaining({ path: 'routing', message: 'no receiver has a channel, so none of the 2 alerts notifies anyone' }),
    ]);
  });

  test('nothing is reported without alerts', () => expect(findingsOf(unroutedAlert, routingModel(config))).toEqual([]));
});

test.each([
  ['declared', 'error'],
  ['manifests', 'info'],
] as const)('an alert of the severity info in %s is an %s', (origin, severity) => {
  const config = routed({ matchers: ['severity="critical"'], receiver: 'pager' });
  const rule = alertRule('Backup', 'old > 1', { labels: { severity: 'info' } });
  expect(findingsOf(unroutedAlert, { ...routingModel(config, rule), origin }).map((finding) => finding.severity)).toEqual([severity]);
});

describe('of a stack, an alert', () => {
  const loaded = gauge('model_loaded', 'Loaded.');
  const hook = [{ urlSecret: { name: 'hook', key: 'url' } }];
  const stackWith = (routing: Routing | undefined, severity: 'critical' | 'info' = 'critical', expr = promql`min(${loaded}) == 0`) =>
    stackOf(
      (stack) =>
        stack.monitor(
          { name: 'iris', labels: { app: 'iris' }, port: 1 },
          { metrics: [loaded], alerts: [alert('ModelNotLoaded', { expr, severity, summary: 'x' })] },
        ),
      { routing },
    );
  const receivers: Routing['receivers'] = [{ name: 'nobody' }, { name: 'team', webhookConfigs: hook }];

  test('that ends at a receiver without a channel is found', () => {
    const stack = stackWith({ receivers: [{ name: 'nobody' }], route: { receiver: 'nobody' } });
    expect(messagesOf(stack, 'unrouted-alert')).toEqual([expect.stringContaining('no receiver has a channel')]);
  });

  test('that only an empty default receiver takes is found, and its neighbour is not', () => {
    const routing: Routing = {
      receivers,
      route: { receiver: 'nobody', routes: [{ receiver: 'team', matchers: where({ severity: 'critical' }) }] },
    };
    const unrouted = (severity: 'info' | 'critical') =>
      messagesOf(stackWith(routing, severity), 'unrouted-alert').filter((text) => text.includes('ModelNotLoaded'));
    expect(unrouted('info')).toHaveLength(1);
    expect(unrouted('critical')).toEqual([]);
  });

  test('without the label that its route asks for is found', () => {
    const routing: Routing = {
      receivers,
      route: { receiver: 'nobody', routes: [{ receiver: 'team', matchers: [oneOf('namespace', 'mlops')] }] },
    };
    expect(messagesOf(stackWith(routing), 'unrouted-alert')).toEqual([expect.stringContaining('ModelNotLoaded')]);
  });

  test('that a label of its series may route is not found', () => {
    const routing: Routing = {
      receivers,
      route: { receiver: 'nobody', routes: [{ receiver: 'team', matchers: where({ instance: 'x' }) }] },
    };
    expect(messagesOf(stackWith(routing, 'info', promql`${loaded} == 0`), 'unrouted-alert')).toEqual([]);
  });

  test('without routing is a warning, not an error', () => {
    const findings = stackWith(undefined)
      .findings()
      .filter(({ check }) => check === 'unrouted-alert');
    expect(findings.map(({ severity }) => severity)).toEqual(['warning']);
  });
});
