import { describe, expect, test } from 'vitest';
import { type Channel, operator, receiver, secretKey, slack, webhook, where } from '../../lib';
import { schemaOf } from '../../lib/kubernetes/schema/crds';
import { stackOf } from '../support/stacks';

const schema = schemaOf({ apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig' })!;
const kinds = Object.keys(schema.properties!.spec!.properties!.receivers!.items!.properties!).filter((key) => key !== 'name');

describe('a receiver', () => {
  test('has the kinds of channels that the custom resource has', () => expect(kinds.length).toBeGreaterThan(14));

  test.each(kinds)('keeps %s of all its channels, in their order', (kind) => {
    const channel = (to: string) => ({ [kind]: [{ to }] }) as Channel;
    expect(receiver('team', channel('a'), slack({ channel: '#x', webhook: secretKey('slack', 'url') }), channel('b'))).toMatchObject({
      name: 'team',
      [kind]: expect.arrayContaining([{ to: 'a' }, { to: 'b' }]),
    });
  });

  test('of two webhooks and a pager tells all three', () => {
    const team = receiver('team', webhook(secretKey('a', 'url')), webhook(secretKey('b', 'url')), {
      pagerdutyConfigs: [{ routingKey: secretKey('pager', 'key') }],
    });
    expect(team).toEqual({
      name: 'team',
      webhookConfigs: [
        { urlSecret: { name: 'a', key: 'url' }, sendResolved: true },
        { urlSecret: { name: 'b', key: 'url' }, sendResolved: true },
      ],
      pagerdutyConfigs: [{ routingKey: { name: 'pager', key: 'key' } }],
    });
  });

  test('with a pager alone is written to the AlertmanagerConfig', () => {
    const pager = receiver('pager', { pagerdutyConfigs: [{ routingKey: secretKey('pager', 'key') }] });
    const objects = stackOf(() => {}, { backend: operator(), routing: { receivers: [pager], route: { receiver: 'pager' } } }).toJson();
    expect(objects.find(({ kind }) => kind === 'AlertmanagerConfig')?.spec).toMatchObject({ receivers: [pager] });
  });
});

describe('a route', () => {
  const team = receiver('team', webhook(secretKey('hook', 'url')));
  const pager = receiver('pager', webhook(secretKey('pager', 'url')));

  test('names a receiver by the receiver itself, which is then one of the receivers', () => {
    const routing = { route: { receiver: team, routes: [{ receiver: pager, matchers: where({ severity: 'critical' }) }] } };
    const objects = stackOf(() => {}, { backend: operator(), routing }).toJson();
    expect(objects.find(({ kind }) => kind === 'AlertmanagerConfig')?.spec).toEqual({
      receivers: [team, pager],
      route: { receiver: 'team', routes: [{ receiver: 'pager', matchers: where({ severity: 'critical' }) }] },
    });
  });
});
