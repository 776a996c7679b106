import { describe, expect, test } from 'vitest';
import { lostAlerts } from '../../../lib/checks/routing/lost-alerts';
import { foreignOf, prometheus, service, serviceMonitor, workload } from '../../support/chain';
import { findingsOf } from '../../support/models';

const found = (...objects: readonly object[]) =>
  findingsOf(lostAlerts, foreignOf(...objects)).map(({ severity, message, hint }) => `${severity}: ${message} ${hint}`);

const sending = (alertmanagers: object, more: object = {}) =>
  prometheus({ spec: { alerting: { alertmanagers: [alertmanagers] } }, ...more });
const alertmanager = (spec: object = {}) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Alertmanager',
  metadata: { name: 'main', namespace: 'monitoring' },
  spec,
});
const own = (ports: readonly object[] = [{ name: 'http-web', port: 9093 }], name = 'alertmanager-main', namespace = 'monitoring') =>
  service({ name, namespace, selector: { alertmanager: 'main' }, ports });
const endpoint = (more: object = {}) => ({ namespace: 'monitoring', name: 'alertmanager-main', port: 'http-web', ...more });
const stack = [serviceMonitor(), service(), workload()];

describe('alerts are lost', () => {
  test('at a port that the Service does not have', () =>
    expect(found(sending(endpoint({ port: 'web' })), own())).toEqual([
      expect.stringMatching(
        /^error: it sends its alerts to port web of Service alertmanager-main, which does not have it: its ports are http-web.* Did you mean http-web\?$/,
      ),
    ]));
  test('at a port of another name than the operator gives to its Service', () =>
    expect(found(sending({ name: 'alertmanager-operated', port: 'web' }), alertmanager({ portName: 'http' }))).toEqual([
      expect.stringMatching(/its ports are http/),
    ]));
  test('in a namespace where the Service is not', () =>
    expect(found(sending(endpoint({ namespace: 'default' })), own())).toEqual([
      expect.stringMatching(/^warning: .*there is none: it is in monitoring.* Write the namespace monitoring\.$/),
    ]));
  test('at a name that is nearly that of a Service', () =>
    expect(found(sending(endpoint({ name: 'alertmanager-mian' })), own())).toEqual([
      expect.stringMatching(/Did you mean alertmanager-main\?/),
    ]));
  test('surely beside a whole stack', () => {
    expect(found(sending(endpoint({ name: 'am' })), alertmanager(), ...stack)).toEqual([
      expect.stringMatching(/^error: .*prometheus-operator makes none of this name.* Name alertmanager-operated/),
    ]);
  });
});

describe('alerts arrive', () => {
  const headless = { ...own([]), spec: { ports: [] } };
  test.each<[string, readonly object[]]>([
    ['at a Service with that port', [sending(endpoint()), own()]],
    ['at the namespace of the Prometheus', [sending({ name: 'alertmanager-main', port: 'http-web' }), own()]],
    ['at what the operator makes', [sending({ name: 'alertmanager-operated', port: 'web' }), alertmanager()]],
    ['at a port that is named by a regular expression', [sending(endpoint({ port: '(http-)?web' })), own()]],
    ['at a port that is a number', [sending(endpoint({ port: 9093 })), own()]],
    ['perhaps at a Service that is elsewhere', [sending(endpoint({ name: 'am' })), alertmanager()]],
    [
      'perhaps in another namespace, of which nothing is known',
      [sending({ namespace: 'ops', name: 'pager', port: 'web' }), own(), alertmanager(), ...stack],
    ],
    ['perhaps at a Service whose endpoints somebody else writes', [sending(endpoint({ port: 'web' })), headless]],
    [
      'at one of two Services of the name, where folders are for two clusters',
      [sending(endpoint({ port: 'web' })), own([{ name: 'web', port: 9093 }]), own()],
    ],
    ['at what somebody fills in', [sending(endpoint({ name: '${NAME}', port: 'web' })), own()]],
  ])('%s', (_, objects) => expect(found(...objects)).toEqual([]));
});

describe('the addresses of a prometheus.yml', () => {
  const file = (...targets: string[]) => ({ scrape_configs: [], alerting: { alertmanagers: [{ static_configs: [{ targets }] }] } });
  const services = [own(), { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'tools' } }];
  test.each<[string, RegExp]>([
    ['alertmanager-main.monitoring:9094', /at port 9094, which the Service does not have.* Did you mean 9093\?/],
    ['alertmanager-mian.monitoring.svc:9093', /there is no such Service.* Did you mean alertmanager-main\?/],
    ['alertmanager-main.tools.svc.cluster.local:9093', /it is in monitoring/],
  ])('%s is found', (target, says) => expect(found(file(target), ...services)).toEqual([expect.stringMatching(says)]));
  test.each([
    'alertmanager-main.monitoring.svc:9093',
    'alertmanager-main.monitoring',
    'alertmanager.example.org:9093',
    'localhost:9093',
    'pager.tools.svc:9093',
    '10.0.0.1:9093',
  ])('%s is not', (target) => expect(found(file(target), ...services)).toEqual([]));
  test('a name alone is in the namespace of the ConfigMap', () => {
    const held = (target: string) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'prometheus', namespace: 'monitoring' },
      data: { 'prometheus.yml': JSON.stringify(file(target)) },
    });
    expect(found(held('alertmanager-main:80'), own())).toEqual([expect.stringContaining('9093')]);
    expect(found(held('alertmanager-main:9093'), own())).toEqual([]);
  });
});
