import { describe, expect, test } from 'vitest';
import { alert, FindingsError, gauge, kubelet, kubeStateMetrics, operator, podHealth, secretKey, slack, standalone } from '../../lib';
import { backends, stackOf } from '../support/stacks';
import { wrongProps } from './wrong-props';

const makers = { standalone, operator };

test('every backend is asked', () => expect(Object.keys(makers).sort()).toEqual(backends.map(({ name }) => name).sort()));

describe.each(Object.entries(makers))('with the backend %s', (_backend, backend) => {
  describe.each(Object.entries(wrongProps))('of %s', (_, rows) => {
    test.each(rows)('$name is one finding that says what to write', ({ declared, says, hint }) => {
      const findings = declared(backend).findings();
      expect(findings.map(({ path, message, ...finding }) => [`${path}: ${message}`, finding.hint])).toEqual([[says, hint]]);
      expect(findings[0]).toMatchObject({ check: 'wrong-option', severity: 'error' });
    });
  });
});

test('a stack with wrong options is written by nobody', () => {
  const stack = stackOf(() => {}, { scrapeInterval: 30 as never });
  expect(() => stack.files()).toThrow(FindingsError);
});

test('all wrong options of a stack are told at once', () => {
  const stack = stackOf((own) => own.monitor({ name: 'a', labels: {}, port: 1 }, { path: 'x' }), {
    scrapeInterval: '1.5m' as never,
    folder: '..',
  });
  expect(stack.findings().map(({ path }) => path)).toEqual(['monitoring', 'monitoring', 'monitoring/a', 'monitoring/a']);
});

test('an alert without options lacks all that it must have', () => {
  const bare = (alert as unknown as (name: string) => ReturnType<typeof alert>)('Bare');
  const stack = stackOf((own) =>
    own.monitor({ name: 'a', labels: { app: 'a' }, port: 1 }, { metrics: [gauge('x', 'X.')], alerts: [bare] }),
  );
  expect(stack.findings().map(({ message }) => message)).toEqual(['expr is missing', 'severity is missing', 'summary is missing']);
});

test('no part of a secret is in what is printed', () => {
  const url = 'https://hooks.slack.com/services/T0/B0/hunter2';
  const channel = slack({ channel: '#x', webhook: url as never });
  const findings = stackOf(() => {}, { routing: { route: { receiver: { name: 'team', ...channel } } } }).findings();
  expect(findings).toHaveLength(1);
  expect(JSON.stringify(findings)).not.toMatch(/hooks|hunter2/);
});

test('an external label that queries can read only in quotes is a warning, and the stack is written', () => {
  const stack = stackOf(() => {}, { backend: standalone({ prometheus: { externalLabels: { __shard: 'a', '0a': 'b', cluster: 'c' } } }) });
  expect(stack.findings().map(({ severity, message }) => `${severity} ${message}`)).toEqual([
    'warning backend.prometheus.externalLabels: "__shard" is no plain name of a label',
    'warning backend.prometheus.externalLabels: "0a" is no plain name of a label',
  ]);
  expect(stack.files().size).toBeGreaterThan(0);
});

test('podHealth() beside kubelet() and kubeStateMetrics() lacks nothing', () => {
  const stack = stackOf((own) => own.install(podHealth(), kubelet(), kubeStateMetrics()));
  expect(stack.findings()).toEqual([]);
});

test.each(['#jobs', '@ada', 'C024BE91L', '{{ .CommonLabels.channel }}'])('%s is a channel of Slack', (channel) => {
  const routing = { route: { receiver: { name: 'team', ...slack({ channel: channel as never, webhook: secretKey('slack', 'url') }) } } };
  expect(stackOf(() => {}, { routing }).findings()).toEqual([]);
});
