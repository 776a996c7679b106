import { describe, expect, test } from 'vitest';
import type { RouteConfiguration } from '../../../lib/alertmanager/configuration';
import type { RuleInput } from '../../../lib/analysis/check-input';
import { deadRoute } from '../../../lib/checks/routing/dead-route';
import { alertRule, findingsOf, messages, routingModel } from '../../support/models';

const routed = (...routes: RouteConfiguration[]) => ({
  route: { receiver: 'null', routes },
  receivers: [{ name: 'null' }, { name: 'pager', pagerduty_configs: [{ routing_key_file: '/k' }] }],
});

describe('a route is misspelt', () => {
  // A sum has no labels, and of an unknown series any may be there.
  const known = (labels: Readonly<Record<string, string>>) => alertRule('DiskFull', 'sum(free) < 1', { labels });
  const open = (labels: Readonly<Record<string, string>>) => alertRule('DiskFull', 'free < 1', { labels });
  const hints = (matcher: string, ...rules: readonly RuleInput[]) =>
    findingsOf(deadRoute, routingModel(routed({ matchers: [matcher], receiver: 'pager' }), ...rules)).map(({ hint }) => hint);

  test('when no alert has its label, and all have one that looks like it', () => {
    expect(hints('severty="critical"', known({ severity: 'critical', team: 'a' }))).toEqual([
      expect.stringContaining('Did you mean severity?'),
    ]);
  });
  test('when no alert has its severity, and one looks like it', () => {
    expect(hints('severity="critcal"', known({ severity: 'critical' }), known({ severity: 'warning' }))).toEqual([
      expect.stringContaining('Did you mean critical?'),
    ]);
  });
  test.each<[string, string, readonly RuleInput[]]>([
    ['no alert is known', 'severty="critical"', []],
    ['it waits for alerts of a severity that are still to come', 'severity="critical"', [known({ severity: 'warning' })]],
    ['it waits for a label that is like none', 'datacenter="a"', [known({ severity: 'warning' })]],
    ['the values of another label look alike', 'team="b-team"', [known({ team: 'a-team' })]],
    ['the label of one alert is not known', 'severty="critical"', [known({ severity: 'critical' }), open({ severity: 'critical' })]],
    ['it takes what has no such label', 'severty=""', [known({ severity: 'critical' })]],
  ])('but not when %s', (_, matcher, rules) => expect(hints(matcher, ...rules)).toEqual([]));

  test('but not where others may send alerts too', () => {
    const input = routingModel(routed({ matchers: ['severty="critical"'], receiver: 'pager' }), known({ severity: 'critical' }));
    expect(findingsOf(deadRoute, { ...input, hasAllAlerts: false })).toEqual([]);
  });
});

describe('a route is dead', () => {
  const found = (...routes: RouteConfiguration[]) => messages(deadRoute, routingModel(routed(...routes)));

  test('when its matchers contradict each other', () => {
    expect(found({ matchers: ['a="1"', 'a="2"'] })).toEqual(['route.routes[0]: no alert can match a="1", a="2"']);
    expect(found({ matchers: ['a=""', 'a=~".+"'] })).toHaveLength(1);
    expect(found({ matchers: ['a=~"x|y"', 'a!~"[xyz]"'] })).toHaveLength(1);
  });

  test('when they contradict a route above', () => {
    expect(found({ matchers: ['a="1"'], routes: [{ matchers: ['b="1"'], routes: [{ matchers: ['a!="1"'] }] }] })).toEqual([
      'route.routes[0].routes[0].routes[0]: no alert can match a!="1" and a="1" of route.routes[0], which is above it',
    ]);
  });

  test('when an earlier sibling takes all of its alerts', () => {
    expect(found({ matchers: ['severity=~"critical|warning"'] }, { matchers: ['severity="critical"', 'team="a"'] })).toEqual([
      'route.routes[1]: every alert that matches severity="critical", team="a" is already taken by route.routes[0] with severity=~"critical|warning"',
    ]);
    expect(found({}, { matchers: ['a="1"'] })).toEqual([
      'route.routes[1]: every alert that matches a="1" is already taken by route.routes[0], which has no matchers',
    ]);
  });

  test('when earlier siblings take all of its alerts together', () => {
    const routes = [['a="1"'], ['a!="1"', 'b="2"'], ['a!="1"', 'b!="2"'], ['c="3"']].map((matchers) => ({ matchers }));
    expect(found(...routes)).toEqual([
      'route.routes[3]: every alert that matches c="3" is already taken by route.routes[0], route.routes[1], route.routes[2] together',
    ]);
  });

  test('but not when the sibling goes on, comes later, or takes only some', () => {
    expect(found({ continue: true }, { matchers: ['a="1"'] })).toEqual([]);
    expect(found({ matchers: ['a="1"', 'b="2"'] }, { matchers: ['a="1"'] })).toEqual([]);
    expect(found({ matchers: ['a=~"x.*"'] }, { matchers: ['a=~".*y"'] })).toEqual([]);
  });
});
