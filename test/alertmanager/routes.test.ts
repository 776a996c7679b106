import { describe, expect, test } from 'vitest';
import type { AlertmanagerConfiguration, RouteConfiguration } from '../../lib/alertmanager/configuration';
import { routeTree } from '../../lib/alertmanager/tree';
import { isInhibited, matchRoutes } from '../support/routes';

const to = (matchers: string[], receiver: string, more: RouteConfiguration = {}): RouteConfiguration => ({ matchers, receiver, ...more });
const config = (...routes: RouteConfiguration[]): AlertmanagerConfiguration => ({ route: { receiver: 'root', routes } });
const receivers = (tree: AlertmanagerConfiguration, labels: Record<string, string>) => matchRoutes(tree, labels).map((hit) => hit.receiver);

describe('walking the tree', () => {
  test('an alert that no child takes ends at the parent', () => {
    expect(receivers(config(to(['a="1"'], 'one')), { a: '2' })).toEqual(['root']);
  });

  test('the first child that takes an alert ends the search', () => {
    expect(receivers(config(to(['a="1"'], 'one'), to([], 'all')), { a: '1' })).toEqual(['one']);
  });

  test('continue goes on to the siblings, and the parent is left out', () => {
    expect(receivers(config(to(['a="1"'], 'one', { continue: true }), to(['a="2"'], 'two')), { a: '1' })).toEqual(['one']);
    expect(receivers(config(to(['a="1"'], 'one', { continue: true }), to([], 'all')), { a: '1' })).toEqual(['one', 'all']);
  });

  test('the same receiver twice is two notifications', () => {
    expect(receivers(config(to([], 'one', { continue: true }), to([], 'one')), {})).toEqual(['one', 'one']);
  });

  test('the deprecated match and match_re are matchers too', () => {
    const tree = config({ receiver: 'old', match: { a: '1' }, match_re: { b: 'x|y' } });
    expect(receivers(tree, { a: '1', b: 'y' })).toEqual(['old']);
    expect(receivers(tree, { a: '1', b: 'z' })).toEqual(['root']);
  });
});

describe('inheritance', () => {
  const tree: AlertmanagerConfiguration = {
    route: {
      receiver: 'root',
      group_by: ['a'],
      group_wait: '1m',
      labels: { team: 'x', tier: '1' },
      routes: [
        {
          group_by: ['...'],
          labels: { tier: '2' },
          mute_time_intervals: ['night'],
          routes: [{ group_by: [], repeat_interval: '1h', receiver: 'leaf' }],
        },
      ],
    },
  };
  const [leaf] = matchRoutes(tree, {});

  test('receiver, waits and labels come from above', () => {
    expect(leaf).toMatchObject({
      path: 'route.routes[0].routes[0]',
      receiver: 'leaf',
      group_wait: '1m',
      group_interval: '5m',
      repeat_interval: '1h',
      labels: { team: 'x', tier: '2' },
    });
  });

  test('an empty group_by is not inherited over, and time intervals are not inherited', () => {
    expect(leaf!.group_by).toEqual([]);
    expect(leaf!.route.mute_time_intervals).toBeUndefined();
  });
});

test('a matcher that Alertmanager refuses is a problem with its place', () => {
  expect(routeTree(config(to(['a="1"', '~'], 'one'))).problems).toEqual([
    { code: 'wrong-value', path: 'route.routes[0].matchers[1]', message: expect.stringContaining('~') },
  ]);
});

describe('inhibition', () => {
  const rules: AlertmanagerConfiguration = {
    inhibit_rules: [
      {
        source_matchers: ['severity="critical"'],
        target_matchers: ['severity=~"warning|critical"'],
        equal: ['ns', 'node'],
      },
    ],
  };
  const critical = { severity: 'critical', ns: 'a' };

  test('a firing source silences a target with equal labels; two absent labels are equal', () => {
    expect(isInhibited(rules, { severity: 'warning', ns: 'a' }, [critical])).toBe(true);
  });

  test('a different or one-sided equal label does not', () => {
    expect(isInhibited(rules, { severity: 'warning', ns: 'b' }, [critical])).toBe(false);
    expect(isInhibited(rules, { severity: 'warning', ns: 'a', node: 'n' }, [critical])).toBe(false);
  });

  test('alerts that match both sides do not silence each other, nor themselves', () => {
    expect(isInhibited(rules, critical, [critical, { ...critical, pod: 'p' }])).toBe(false);
  });
});
