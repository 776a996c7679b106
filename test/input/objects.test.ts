import { describe, expect, test } from 'vitest';
import { foundIn, object } from './support';

const monitor = (spec: object, more: object = {}) =>
  object(
    'ServiceMonitor',
    'monitoring.coreos.com/v1',
    { selector: { matchLabels: { a: 'b' } }, endpoints: [{ port: 'http' }], ...spec },
    more,
  );
const refused = (files: Readonly<Record<string, unknown>>) =>
  foundIn(files)
    .filter(({ check }) => check === 'refused-object')
    .map(({ message, hint }) => `${message.replace(/^[^,]*, /, '')}; ${hint}`);

describe('what the API server refuses in an object of prometheus-operator', () => {
  test.each<[string, object, string]>([
    ['a misspelt field', monitor({ endpoint: [] }), 'spec.endpoint: there is no field endpoint; Did you mean endpoints?'],
    [
      'a misspelt field further down',
      monitor({ endpoints: [{ port: 'http', intervall: '30s' }] }),
      'spec.endpoints[0].intervall: there is no field intervall; Did you mean interval?',
    ],
    [
      'another type',
      monitor({ endpoints: { port: 'http' } }),
      'spec.endpoints: is a mapping, but must be a list; Write a list: put a dash in front.',
    ],
    [
      'a number in place of a text',
      object('PrometheusRule', 'monitoring.coreos.com/v1', {
        groups: [
          {
            name: 'g',
            rules: [{ alert: 'A', expr: 'up == 0', for: '5m', labels: { severity: 1 }, annotations: { summary: 's', runbook_url: 'r' } }],
          },
        ],
      }),
      'spec.groups[0].rules[0].labels.severity: is the number 1, but must be a text; Put it in quotes.',
    ],
    ['a missing field', monitor({ selector: undefined }), 'spec.selector: selector is missing; Add it: the field is required.'],
  ])('%s', (_, held, words) => expect(refused({ 'm.json': held })).toEqual([words]));

  test('is told at its place', () => {
    const text =
      'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m}\nspec:\n  selector: {}\n  endpoints:\n  - port: http\n    intervall: 30s\n';
    expect(foundIn({ 'm.yaml': text }).filter(({ check }) => check === 'refused-object')).toEqual([
      expect.objectContaining({ line: 8, severity: 'error' }),
    ]);
  });
  test('is an AlertmanagerConfig, where the operator leaves it out', () => {
    const alertmanager = object('Alertmanager', 'monitoring.coreos.com/v1', { alertmanagerConfigSelector: {} });
    const config = (receiver: string) =>
      object('AlertmanagerConfig', 'monitoring.coreos.com/v1alpha1', {
        route: { receiver },
        receivers: [{ name: 'team', webhookConfigs: [{ url: 'https://example.org' }] }],
      });
    expect(refused({ 'a.json': alertmanager, 'c.json': config('team') })).toEqual([]);
    expect(refused({ 'a.json': alertmanager, 'c.json': config('taem') })).toEqual([
      expect.stringMatching(/^spec\.route\.receiver: the receiver taem is not defined in this object; Did you mean team\?/),
    ]);
    expect(refused({ 'c.json': config('taem') })).toEqual([]);
  });
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['a field of a newer operator, perhaps', { 'm.json': monitor({ somethingNew: 1 }) }],
    ['a value that is filled in', { 'm.json': monitor({ endpoints: [{ port: 'http', interval: '${INTERVAL}' }] }) }],
    [
      'a part of an object beside a kustomization',
      { 'm.json': monitor({ selector: undefined }), 'kustomization.yaml': { resources: ['../base'], components: ['../x'] } },
    ],
    ['an object of another group', { 'm.json': object('VMServiceScrape', 'operator.victoriametrics.com/v1beta1', { endpoint: [] }) }],
  ])('is not %s', (_, files) => expect(refused(files)).toEqual([]));
});
