import { describe, expect, test } from 'vitest';
import type { AlertMatcher } from '../../lib/alertmanager/matcher';
import { parseMatchers } from '../../lib/alertmanager/matcher-parser';
import { slipIn } from '../../lib/analysis/matcher-slips';
import { deadInhibition } from '../../lib/checks/routing/dead-inhibition';
import { deadRoute } from '../../lib/checks/routing/dead-route';
import { alertRule, findingsOf, modelWith } from '../support/models';

const rules = [
  alertRule('CartDown', 'up == 0', { labels: { severity: 'critical', team: 'shop' } }),
  alertRule('CartSlow', 'x > 1', { labels: { severity: 'warning', level: '{{ $labels.level }}' } }),
];
const slip = (text: string) => slipIn(parseMatchers(text).matchers![0] as AlertMatcher, modelWith({ rules }));

describe('a slip in a matcher', () => {
  test.each<[string, string, RegExp]>([
    ['the name of an alert under another label', 'alert="CartDown"', /write alertname="CartDown"/],
    ['names of alerts under a misspelt label', 'alertnam=~"CartDown|CartSlow"', /write alertname=~"CartDown\|CartSlow"/],
    ['a severity in other letters', 'severity="Critical"', /write critical/],
    ['one of several severities in other letters', 'severity=~"critical|Warning"', /write warning/],
    ['the name of an alert in other letters', 'alertname="cartdown"', /write CartDown/],
  ])('is %s', (_, text, hint) => expect(slip(text)?.hint).toMatch(hint));
  test.each<[string, string]>([
    ['a value that no alert here has', 'severity="page"'],
    ['both ways of writing', 'severity=~"critical|Critical"'],
    ['a regular expression that ignores case', 'severity=~"(?i)CRITICAL"'],
    ['the name of an alert of other rules', 'alertname="InfoInhibitor"'],
    ['a label with a value that is no alert', 'alert="yes"'],
    ['a label that means something else', 'service="CartDown"'],
    ['an exclusion', 'severity!="Critical"'],
    ['a label that a template fills', 'level="{{ $LABELS.level }}"'],
  ])('is not %s', (_, text) => expect(slip(text)).toBeUndefined());
});

test('it is found in routes and in inhibitions, once, and only the label is an error in an inhibition', () => {
  const config = {
    route: { receiver: 'a', routes: [{ matchers: ['severity="Critical"'] }, { matchers: ['alert="CartDown"'] }] },
    inhibit_rules: [
      { source_matchers: ['alert="CartDown"'], target_matchers: ['severity="warning"'] },
      { source_matchers: ['severity="Critical"'], target_matchers: ['severity="warning"'], equal: ['x'] },
    ],
  };
  const model = modelWith({ rules, routing: { config, place: {} }, origin: 'manifests' });
  expect(
    [deadRoute, deadInhibition]
      .flatMap((check) => findingsOf(check, model))
      .map(({ severity, message }) => [severity, message.slice(0, 17)]),
  ).toEqual([
    ['warning', 'route.routes[0]: '],
    ['error', 'route.routes[1]: '],
    ['error', 'inhibit_rules[0]:'],
    ['warning', 'inhibit_rules[1]:'],
  ]);
});
