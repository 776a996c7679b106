import { describe, expect, test } from 'vitest';
import { prometheus } from '../support/chain';
import { alert, foundIn, groupOf } from './support';

const routes = {
  route: { receiver: 'nobody', routes: [{ receiver: 'pager', matchers: ['severity="critical"'] }] },
  receivers: [{ name: 'nobody' }, { name: 'pager', webhook_configs: [{ url: 'http://hook.shop.svc/' }] }],
};
const rules = groupOf(alert('CartDown', 'up{job="cart"} == 0', { labels: { severity: 'critical' } }));
const secret = (text: string) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'relabel', namespace: 'monitoring' },
  stringData: { 'a.yaml': text },
});
const reading = { additionalAlertRelabelConfigs: { name: 'relabel', key: 'a.yaml' } };

const lost = (files: Record<string, unknown>) =>
  foundIn({ 'alertmanager.yml': routes, 'rules.yml': rules, ...files })
    .filter(({ check }) => check === 'unrouted-alert')
    .map(({ message }) => message);
const operated = (relabelings: object[], spec: object = reading) =>
  lost({ 'p.json': prometheus({ spec }), 's.json': secret(JSON.stringify(relabelings)) });
const says = ['alert CartDown notifies no one: after the alert relabelings of Prometheus it ends at nobody, which has no channel'];

describe('routes are asked with the labels that Prometheus sends', () => {
  test('without a label that is dropped', () => expect(operated([{ action: 'labeldrop', regex: 'sev.*' }])).toEqual(says));
  test('with a value that is replaced', () => expect(operated([{ target_label: 'severity', replacement: 'page' }])).toEqual(says));
  test('as an Alertmanager of the operator gets them', () => {
    const alertmanagers = [
      {
        namespace: 'monitoring',
        name: 'alertmanager-operated',
        port: 'web',
        alertRelabelings: [{ action: 'labeldrop', regex: 'severity' }],
      },
    ];
    expect(operated([], { alerting: { alertmanagers } })).toEqual(says);
  });
  test('as prometheus.yml says', () => {
    const file = { scrape_configs: [], alerting: { alert_relabel_configs: [{ action: 'labeldrop', regex: 'severity' }] } };
    expect(lost({ 'prometheus.yml': file })).toEqual(says);
  });
  test.each<[string, object[], object?]>([
    ['another label is dropped', [{ action: 'labeldrop', regex: 'prometheus_replica' }]],
    ['alerts are dropped', [{ action: 'drop', source_labels: ['alertname'], regex: 'CartDown' }]],
    ['the value may become anything', [{ action: 'replace', source_labels: ['x'], target_label: 'severity' }]],
    ['the Secret is not read', [{ action: 'labeldrop', regex: 'severity' }], {}],
  ])('and nothing is lost where %s', (_, relabelings, spec) => expect(operated(relabelings, spec)).toEqual([]));
});
