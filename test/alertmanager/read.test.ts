import { describe, expect, test } from 'vitest';
import { durationMilliseconds, goDuration, isGoDuration } from '../../lib/alertmanager/durations';
import { readConfiguration } from '../../lib/alertmanager/read';
import { goUrlProblem, templateUrlProblem, urlProblem } from '../../lib/alertmanager/urls';

describe('reading alertmanager.yml', () => {
  test('values get their types, and null is the same as nothing', () => {
    expect(readConfiguration({ route: { receiver: 7, group_by: null, continue: 'yes' }, receivers: [] })).toEqual({
      config: { route: { receiver: '7', continue: true }, receivers: [] },
      problems: [],
    });
  });

  test('an unknown field is a problem with the field that was perhaps meant', () => {
    expect(readConfiguration({ route: { groupBy: ['a'], routes: [{ matcher: [] }] } }).problems).toEqual([
      { code: 'unknown-field', path: 'route.groupBy', message: 'Alertmanager has no field groupBy here', hint: 'Write group_by.' },
      {
        code: 'unknown-field',
        path: 'route.routes[0].matcher',
        message: 'Alertmanager has no field matcher here',
        hint: 'Write matchers.',
      },
    ]);
  });

  test.each<[unknown, string]>([
    ['text', ''],
    [{ route: 'r' }, 'route'],
    [{ receivers: { name: 'r' } }, 'receivers'],
    [{ receivers: [null] }, 'receivers[0]'],
    [{ global: { smtp_require_tls: 'maybe' } }, 'global.smtp_require_tls'],
    [{ route: { group_wait: '5' } }, 'route.group_wait'],
    [{ global: { pagerduty_url: 'ftp://x' } }, 'global.pagerduty_url'],
    [{ global: { smtp_smarthost: 'mail' } }, 'global.smtp_smarthost'],
    [{ receivers: [{ name: 'r', webhook_configs: [{ max_alerts: -1 }] }] }, 'receivers[0].webhook_configs[0].max_alerts'],
    [{ receivers: [{ name: 'r', webhook_configs: [{ timeout: '1d' }] }] }, 'receivers[0].webhook_configs[0].timeout'],
  ])('%j has a problem, and what is understood is kept', (document, path) => {
    expect(readConfiguration(document).problems).toEqual([expect.objectContaining({ path })]);
  });
});

describe('durations', () => {
  test('Prometheus reads units from big to small', () => {
    expect(['1h30m', '0', '1y2w3d', '5ms'].map(durationMilliseconds)).toEqual([5_400_000, 0, 31536e6 + 2 * 6048e5 + 3 * 864e5, 5]);
    expect(['', '5', '1m1h', '1.5h', '-1m', '99999999999y'].map(durationMilliseconds)).toEqual(Array(6).fill(undefined));
  });

  test('Go has fractions and no days', () => {
    expect(['1.5h', '-3m2s', '0', '100us'].every(isGoDuration)).toBe(true);
    expect(['1d', '5', 'h', ''].some(isGoDuration)).toBe(false);
  });

  test('days become hours for Go', () => {
    expect(['1d', '1w1h', '90s', '1d5ms'].map(goDuration)).toEqual(['24h', '169h', '90s', '24h5ms']);
  });
});

test('URLs are judged as Go does', () => {
  expect(['http://a', 'HTTPS://a:1/b?c#d', 'http://[::1]:9093', 'http://u:p@h', 'http://a/%20'].map(urlProblem)).toEqual(
    Array(5).fill(undefined),
  );
  expect(
    ['', 'a.b', 'ftp://a', 'http://', 'http:a', 'http://a b', 'http://a:b', 'http://a/%zz', 'http://a\n', 'http://[x]'].map(
      (url) => urlProblem(url) !== undefined,
    ),
  ).toEqual(Array(10).fill(true));
  expect([goUrlProblem('proxy'), goUrlProblem('a:b'), goUrlProblem('1:b')].map((problem) => problem !== undefined)).toEqual([
    false,
    false,
    true,
  ]);
  expect([templateUrlProblem('https://x/{{ .A }}'), templateUrlProblem('https://x/{{ .A')].map((problem) => problem !== undefined)).toEqual(
    [false, true],
  );
});
