import { describe, expect, test } from 'vitest';
import type { AlertmanagerConfiguration, InhibitRule, Route } from '../../../lib/alertmanager/configuration';
import type { RoutedAlert } from '../../../lib/analysis/routing-context';
import { judgeAmbiguousMatcher } from '../../../lib/checks/routing/ambiguous-matcher';
import { judgeDeadInhibition } from '../../../lib/checks/routing/dead-inhibition';
import { judgeDeadRoute } from '../../../lib/checks/routing/dead-route';
import { judgeLiteralSecret } from '../../../lib/checks/routing/literal-secret';
import { judgeMisspeltRoute } from '../../../lib/checks/routing/misspelt-route';
import { judgeRefusedConfiguration } from '../../../lib/checks/routing/refused-configuration';
import { judgeUnroutedAlert } from '../../../lib/checks/routing/unrouted-alert';
import { judgeUnusedReceiver } from '../../../lib/checks/routing/unused-receiver';

const pager = { name: 'pager', pagerduty_configs: [{ routing_key_file: '/k' }] };
const routed = (...routes: Route[]): AlertmanagerConfiguration => ({
  route: { receiver: 'null', routes },
  receivers: [{ name: 'null' }, pager],
});
const critical: RoutedAlert = { name: 'DiskFull', labels: { labels: { severity: ['critical'] } } };

test('an alert whose receiver is not defined is no finding beside that of the receiver', () => {
  const config = routed({ matchers: ['severity="critical"'], receiver: 'pagre' });
  expect([...judgeUnroutedAlert(config, [critical])]).toEqual([]);
  expect([...judgeRefusedConfiguration(config)]).toMatchObject([{ hint: expect.stringContaining('did you mean pager?') }]);
});

describe('an alert reaches nobody', () => {
  const judge = (config: AlertmanagerConfiguration, alert = critical) => [...judgeUnroutedAlert(config, [alert])];

  test('when all that it may reach is a receiver without integrations', () => {
    expect(judge(routed({ matchers: ['severity="warning"'], receiver: 'pager' }))).toEqual([
      expect.objectContaining({
        message: 'alert DiskFull reaches nobody: it ends at null, which has no integration',
        path: 'route',
        hint: expect.stringContaining('pager'),
      }),
    ]);
  });

  test('but not when a label that nobody knows may lead it to a real one', () => {
    expect(judge(routed({ matchers: ['team="a"'], receiver: 'pager' }))).toEqual([]);
  });

  test('but not when it surely reaches a real one', () => {
    expect(judge(routed({ matchers: ['severity="critical"'], receiver: 'pager' }))).toEqual([]);
  });

  test('on purpose where a route names it', () => {
    expect(judge(routed({ matchers: ['alertname=~"Watchdog|DiskFull"'], receiver: 'null' }))).toEqual([]);
    expect(judge(routed({ matchers: ['alertname=~".+"'], receiver: 'null' }))).toHaveLength(1);
  });

  test('when no receiver has an integration, which is said once for all alerts', () => {
    const receivers = [{ name: 'null' }, { name: 'x', slack_configs: [] }];
    const config: AlertmanagerConfiguration = { route: { receiver: 'null' }, receivers };
    const both = [critical, { ...critical, name: 'Other' }];
    expect([...judgeUnroutedAlert(config, both)]).toEqual([expect.objectContaining({ path: 'receivers' })]);
    expect([...judgeUnroutedAlert(config, [])]).toEqual([]);
  });

  test('when only routes for other namespaces have integrations', () => {
    const config = routed({ matchers: ['namespace="shop"'], receiver: 'pager', continue: true });
    expect(judge(config, { name: 'NodeDown', labels: { labels: { namespace: [''] } } })).toHaveLength(1);
  });
});

describe('a route is misspelt', () => {
  const of = (labels: Readonly<Record<string, readonly string[]>>): RoutedAlert => ({
    name: 'DiskFull',
    labels: { labels },
    own: ['severity', 'team'],
  });
  const judge = (matcher: string, ...alerts: readonly RoutedAlert[]) =>
    [...judgeMisspeltRoute(routed({ matchers: [matcher], receiver: 'pager' }), alerts)].map(({ hint }) => hint);

  test('when no alert has its label, and all have one that looks like it', () => {
    expect(judge('severty="critical"', of({ severty: [''] }))).toEqual([expect.stringContaining('did you mean severity?')]);
  });
  test('when no alert has its severity, and one looks like it', () => {
    expect(judge('severity="critcal"', of({ severity: ['critical'] }), of({ severity: ['warning'] }))).toEqual([
      expect.stringContaining('did you mean critical?'),
    ]);
  });
  test.each<[string, string, readonly RoutedAlert[]]>([
    ['no alert is known', 'severty="critical"', []],
    ['it waits for alerts of a severity that are still to come', 'severity="critical"', [of({ severity: ['warning'] })]],
    ['it waits for a label that is like none', 'datacenter="a"', [of({ datacenter: [''] })]],
    ['the values of another label look alike', 'team="b-team"', [of({ team: ['a-team'] })]],
    ['the label of one alert is not known', 'severty="critical"', [of({ severty: [''] }), of({})]],
    ['it takes what has no such label', 'severty=""', [of({ severty: [''] })]],
  ])('but not when %s', (_, matcher, alerts) => expect(judge(matcher, ...alerts)).toEqual([]));
});

describe('a route is dead', () => {
  const judge = (...routes: Route[]) => [...judgeDeadRoute(routed(...routes))].map(({ path, message }) => `${path}: ${message}`);

  test('when its matchers contradict each other', () => {
    expect(judge({ matchers: ['a="1"', 'a="2"'] })).toEqual(['route.routes[0]: no alert can match a="1", a="2"']);
    expect(judge({ matchers: ['a=""', 'a=~".+"'] })).toHaveLength(1);
    expect(judge({ matchers: ['a=~"x|y"', 'a!~"[xyz]"'] })).toHaveLength(1);
  });

  test('when they contradict a route above', () => {
    expect(judge({ matchers: ['a="1"'], routes: [{ matchers: ['b="1"'], routes: [{ matchers: ['a!="1"'] }] }] })).toEqual([
      'route.routes[0].routes[0].routes[0]: no alert can match a!="1" and a="1" of route.routes[0], under which it stands',
    ]);
  });

  test('when an earlier sibling takes all of its alerts', () => {
    expect(judge({ matchers: ['severity=~"critical|warning"'] }, { matchers: ['severity="critical"', 'team="a"'] })).toEqual([
      'route.routes[1]: every alert that matches severity="critical", team="a" is already taken by route.routes[0] with severity=~"critical|warning"',
    ]);
    expect(judge({}, { matchers: ['a="1"'] })).toEqual([
      'route.routes[1]: every alert that matches a="1" is already taken by route.routes[0], which has no matchers',
    ]);
  });

  test('when earlier siblings take all of its alerts together', () => {
    const routes = [['a="1"'], ['a!="1"', 'b="2"'], ['a!="1"', 'b!="2"'], ['c="3"']].map((matchers) => ({ matchers }));
    expect(judge(...routes)).toEqual([
      'route.routes[3]: every alert that matches c="3" is already taken by route.routes[0], route.routes[1], route.routes[2] together',
    ]);
  });

  test('but not when the sibling goes on, comes later, or takes only some', () => {
    expect(judge({ continue: true }, { matchers: ['a="1"'] })).toEqual([]);
    expect(judge({ matchers: ['a="1"', 'b="2"'] }, { matchers: ['a="1"'] })).toEqual([]);
    expect(judge({ matchers: ['a=~"x.*"'] }, { matchers: ['a=~".*y"'] })).toEqual([]);
  });
});

describe('an inhibition is dead', () => {
  const judge = (rule: InhibitRule, ...alerts: Record<string, string[]>[]) =>
    [
      ...judgeDeadInhibition(
        { inhibit_rules: [rule] },
        alerts.map((labels, i) => ({ name: `A${i}`, labels: { labels } })),
      ),
    ].map(({ path, message }) => `${path}: ${message}`);
  const severities: InhibitRule = {
    source_matchers: ['severity="critical"'],
    target_matchers: ['severity="warning"'],
    equal: ['namespace'],
  };

  test('when a side contradicts itself', () => {
    expect(
      judge({
        ...severities,
        source_matchers: ['a="1"', 'a="2"'],
      }),
    ).toEqual(['inhibit_rules[0]: no alert can match the source a="1", a="2"']);
  });

  test('when both sides are the same', () => {
    expect(
      judge({
        source_matchers: ['a="1"', 'b="2"'],
        target_matchers: ['{b="2",a="1"}'],
      }),
    ).toEqual([expect.stringContaining('source and target are the same')]);
  });

  test('when no alert has the labels of a side', () => {
    expect(judge(severities, { severity: ['warning'] })).toEqual([
      'inhibit_rules[0]: no alert has the labels of the source, severity="critical"',
    ]);
    expect(
      judge(
        {
          ...severities,
          target_matchers: ['alertname="A9"'],
        },
        { severity: ['critical'] },
      ),
    ).toEqual([expect.stringContaining('of the target, alertname="A9"')]);
  });

  test('when a label that must be equal never is', () => {
    expect(
      judge(
        severities,
        {
          severity: ['critical'],
          namespace: ['a'],
        },
        {
          severity: ['warning'],
          namespace: ['b', 'c'],
        },
      ),
    ).toEqual(['inhibit_rules[0].equal: source and target never have the same namespace']);
  });

  test('and too wide when a label that must be equal is on neither side', () => {
    expect(
      judge(
        severities,
        {
          severity: ['critical'],
          namespace: [''],
        },
        { severity: ['warning'], namespace: [''] },
      ),
    ).toEqual([expect.stringContaining('neither source nor target has namespace')]);
  });

  test('but not where labels are unknown, nor without any known alert', () => {
    expect(judge(severities, {})).toEqual([]);
    expect(judge(severities)).toEqual([]);
  });
});

test('a receiver with an integration that no route names is reported, one without is not', () => {
  expect([...judgeUnusedReceiver({ route: { receiver: 'a' }, receivers: [{ name: 'a' }, { name: 'b' }, pager] })]).toEqual([
    expect.objectContaining({ message: 'no route leads to the receiver pager', path: 'receivers[2]' }),
  ]);
});

test('a literal secret is reported with the field that reads it from a file', () => {
  const config: AlertmanagerConfiguration = {
    global: { smtp_auth_password: 'x', slack_api_url_file: '/f' },
    receivers: [
      {
        name: 'r',
        webhook_configs: [{ url: 'https://hooks/secret', http_config: { authorization: { credentials: 'x' } } }],
        sns_configs: [{ sigv4: { secret_key: 'x' } }],
      },
    ],
  };
  expect([...judgeLiteralSecret(config)].map(({ path, hint }) => `${path}: ${hint}`)).toEqual([
    'global.smtp_auth_password: mount a Secret and name its file in smtp_auth_password_file',
    'receivers[0].webhook_configs[0].url: mount a Secret and name its file in url_file',
    'receivers[0].webhook_configs[0].http_config.authorization.credentials: mount a Secret and name its file in credentials_file',
    'receivers[0].sns_configs[0].sigv4.secret_key: Alertmanager reads it from nowhere else: keep the whole configuration in a Secret',
  ]);
});

test('a matcher that the two parsers of Alertmanager read differently is reported', () => {
  expect([...judgeAmbiguousMatcher(routed({ matchers: ['a=b', 'a='] }))]).toEqual([
    expect.objectContaining({
      path: 'route.routes[0].matchers[1]',
    }),
  ]);
});

describe('Alertmanager refuses', () => {
  const judge = (config: AlertmanagerConfiguration) =>
    [...judgeRefusedConfiguration(config)].map(
      ({ path, message }) => `${path}: ${message.replace('Alertmanager refuses its configuration: ', '')}`,
    );
  const receivers = [{ name: 'r' }];

  test.each<[AlertmanagerConfiguration, string]>([
    [{ receivers }, 'route: the configuration has no route'],
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
    expect(judge(config)).toEqual([fault]);
  });

  test('nothing in a configuration without faults', () => {
    expect(judge(routed({ matchers: ['a="b"'], receiver: 'pager' }))).toEqual([]);
  });
});
