import { Script } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RouteConfiguration } from '../../lib/alertmanager/configuration';
import { questionScript } from '../../lib/report/question';
import { askableRoutes, receiversOfLabels } from '../../lib/report/reach';

/** What the script of the page answers, in a page that has no more than the box. */
function answers(route: RouteConfiguration, text: string): string {
  const output = { textContent: '' };
  const parts: Record<string, unknown> = {
    script: { textContent: JSON.stringify(askableRoutes({ route })) },
    input: { value: text, addEventListener: () => {} },
    output,
  };
  const form = { querySelector: (name: string) => parts[name], addEventListener: () => {} };
  new Script(questionScript).runInNewContext({ document: { querySelectorAll: () => [form] } });
  return output.textContent;
}

const routes: RouteConfiguration = {
  receiver: 'chat',
  routes: [
    { receiver: 'all', continue: true, matchers: ['severity=~"critical|warning"'] },
    { receiver: 'pager', matchers: ['severity="critical"', 'team!~"test.*"'], mute_time_intervals: ['nights'] },
  ],
};

test.each([
  ['', 'chat'],
  ['severity=critical', 'all\npager: not in nights'],
  ['{severity="critical", team="tests"}', 'all'],
  ['  severity = warning ,', 'all'],
  ['note="a, \\"b\\" = c", severity=critical', 'all\npager: not in nights'],
  ['severity', 'labels are written as severity=critical, namespace=shop: this is none: severity'],
])('the labels %j are told', (labels, receivers) => expect(answers(routes, labels)).toBe(receivers));

test('a pattern that only RE2 has words for is left to amtool', () => {
  const route = { receiver: 'chat', routes: [{ receiver: 'pager', matchers: ['team=~"(?i)shop"'] }] };
  expect(answers(route, 'team=SHOP')).toBe('the pattern (?i)shop of team cannot be asked in a browser: use amtool config routes test');
});

test('the page answers as the checks do', () => {
  const name = fc.constantFrom('a', 'b', 'c');
  const value = fc.constantFrom('x', 'y', '', 'x.y');
  const matcher = fc
    .tuple(name, fc.constantFrom('=', '!=', '=~', '!~'), fc.oneof(value, fc.constantFrom('x|y', 'x.*', '.+', '[xy]')))
    .map(([label, op, text]) => `${label}${op}"${text}"`);
  const routeOver = (routes: fc.Arbitrary<RouteConfiguration[]>): fc.Arbitrary<RouteConfiguration> =>
    fc.record({
      receiver: fc.constantFrom('r1', 'r2', 'r3', 'r4'),
      continue: fc.boolean(),
      matchers: fc.array(matcher, { maxLength: 2 }),
      routes,
    });
  const leaf = routeOver(fc.constant([]));
  const route = routeOver(fc.array(routeOver(fc.array(leaf, { maxLength: 3 })), { maxLength: 3 }));
  fc.assert(
    fc.property(route, fc.dictionary(name, value, { maxKeys: 3 }), (root, labels) => {
      const config = { receiver: 'root', routes: [root] };
      const text = Object.entries(labels)
        .map(([label, own]) => `${label}="${own}"`)
        .join(', ');
      expect([...new Set(answers(config, text).split('\n'))].sort()).toEqual([...receiversOfLabels({ route: config }, labels)].sort());
    }),
    { numRuns: 300, seed: 12 },
  );
});
