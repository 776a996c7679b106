import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AlertmanagerConfiguration, RouteConfiguration } from '../../lib/alertmanager/configuration';
import type { AlertKnowledge } from '../../lib/alertmanager/knowledge';
import type { AlertLabels } from '../../lib/alertmanager/matcher';
import { reachable } from '../../lib/alertmanager/reach';
import { matchRoutes } from '../support/routes';

/** Exactly these labels and no others. */
const knownExactly = (labels: AlertLabels): AlertKnowledge => ({
  labels: Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, [value]])),
  others: 'absent',
});

const config = (...routes: RouteConfiguration[]): AlertmanagerConfiguration => ({ route: { receiver: 'root', routes } });
const reach = (tree: AlertmanagerConfiguration, knowledge: AlertKnowledge) => {
  const { surely, possibly } = reachable(tree, knowledge);
  return { surely: surely.map((hit) => hit.receiver), possibly: possibly.map((hit) => hit.receiver) };
};

describe('with a label', () => {
  const tree = config(
    {
      matchers: ['severity="critical"'],
      receiver: 'pager',
    },
    { matchers: ['severity=~"warning|info"'], receiver: 'chat' },
  );

  test('exactly known, the receiver is sure', () => {
    expect(reach(tree, { labels: { severity: ['warning'] } })).toEqual({ surely: ['chat'], possibly: ['chat'] });
  });

  test('known to be one of several, each is possible', () => {
    expect(reach(tree, { labels: { severity: ['warning', 'critical'] } })).toEqual({ surely: [], possibly: ['pager', 'chat'] });
  });

  test('known to be absent, the root takes the alert', () => {
    expect(reach(tree, { labels: { severity: [''] } })).toEqual({ surely: ['root'], possibly: ['root'] });
  });

  test('unknown, everything is possible', () => {
    expect(reach(tree, { labels: {} })).toEqual({ surely: [], possibly: ['root', 'pager', 'chat'] });
  });

  test('unlisted where there are no others, it is absent', () => {
    expect(reach(tree, { labels: {}, others: 'absent' })).toEqual({ surely: ['root'], possibly: ['root'] });
  });
});

test('what an earlier sibling refused is remembered', () => {
  const tree = config({ matchers: ['a="1"'], receiver: 'one' }, { matchers: ['a!="1"'], receiver: 'other' });
  expect(reach(tree, { labels: {} })).toEqual({ surely: [], possibly: ['one', 'other'] });
});

test('children that cover all cases leave nothing to their parent', () => {
  const tree = config({ matchers: ['ns=~"team-.*"'], receiver: 'team' }, { matchers: ['ns!~"team-.*"'], receiver: 'platform' });
  expect(reach(tree, { labels: {} }).possibly).toEqual(['team', 'platform']);
});

test('a child cannot contradict its parent', () => {
  const tree = config({ matchers: ['ns="a"'], receiver: 'a', routes: [{ matchers: ['ns="b"'], receiver: 'b' }] });
  expect(reach(tree, { labels: {} }).possibly).toEqual(['root', 'a']);
});

// --- the walk over what is known, against the walk over all label sets that fit ---

const values = ['', 'x', 'y', 'z'];
const matcher = fc
  .tuple(
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom('="x"', '="y"', '!="x"', '=""', '!=""', '=~"x|y"', '!~"x|z"', '=~"[xy]"', '!~"[xy]"', '=~".+"', '!~".+"', '=~".*"'),
  )
  .map(([name, rest]) => name + rest);
const { route } = fc.letrec<{ route: RouteConfiguration }>((tie) => ({
  route: fc.record({
    matchers: fc.array(matcher, { maxLength: 3 }),
    continue: fc.boolean(),
    routes: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.constant([]), fc.array(tie('route'), { maxLength: 4 })),
  }),
}));
const known = fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }), { nil: undefined });

test('what is sure holds for every label set that fits, and what is not possible for none', () => {
  fc.assert(
    fc.property(fc.array(route, { maxLength: 5 }), fc.record({ a: known, b: known, c: known }), (routes, { a, b, c }) => {
      const tree = config(...routes);
      const labels = Object.fromEntries(Object.entries({ a, b, c }).filter(([, list]) => list !== undefined)) as Record<string, string[]>;
      const { surely, possibly } = reachable(tree, { labels });
      const walks = (a ?? values).flatMap((x) =>
        (b ?? values).flatMap((y) => (c ?? values).map((z) => new Set(matchRoutes(tree, { a: x, b: y, c: z }).map((hit) => hit.path)))),
      );
      const seen = new Set(walks.flatMap((paths) => [...paths]));
      const possible = new Set(possibly.map((hit) => hit.path));
      expect(surely.filter((hit) => !walks.every((paths) => paths.has(hit.path)))).toEqual([]);
      expect([...seen].filter((path) => !possible.has(path))).toEqual([]);
      // Where every label is listed, the answer is sharp.
      if (a && b && c) expect(seen).toEqual(possible);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('exactly known labels are the plain walk', () => {
  fc.assert(
    fc.property(
      fc.array(route, { maxLength: 5 }),
      fc.record({
        a: fc.constantFrom(...values),
        b: fc.constantFrom(...values),
      }),
      (routes, labels) => {
        const tree = config(...routes);
        const paths = new Set(matchRoutes(tree, labels).map((hit) => hit.path));
        expect(new Set(reachable(tree, knownExactly(labels)).surely.map((hit) => hit.path))).toEqual(paths);
      },
    ),
    { seed: 1 },
  );
});

test('the answer stays right where there are more cases than are told apart', () => {
  const labels = Array.from({ length: 8 }, (_, i) => `l${i}`);
  const some = fc
    .uniqueArray(fc.constantFrom(...labels), { minLength: 1, maxLength: 2 })
    .map((names) => names.map((name) => `${name}="x"`));
  const child = fc.record({ matchers: some, continue: fc.boolean() });
  const alert = fc.subarray(labels).map((names) => Object.fromEntries(names.map((name) => [name, 'x'])));
  fc.assert(
    fc.property(fc.array(child, { minLength: 20, maxLength: 30 }), fc.array(alert, { minLength: 20 }), (routes, alerts) => {
      const tree = config(...routes);
      const { surely, possibly } = reachable(tree, { labels: {} });
      const walks = alerts.map((each) => matchRoutes(tree, each));
      expect(surely.filter((hit) => !walks.every((hits) => hits.includes(hit)))).toEqual([]);
      expect(walks.flat().filter((hit) => !possibly.includes(hit))).toEqual([]);
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('many siblings with unrelated matchers take no exponential time', () => {
  const routes = Array.from(
    { length: 200 },
    (_, i): RouteConfiguration => ({ matchers: [`l${i}="x"`, `m${i}="y"`], receiver: `r${i}`, continue: true }),
  );
  expect(reachable(config(...routes), { labels: {} }).possibly).toHaveLength(201);
});
