import { describe, expect, test } from 'vitest';
import { faultsIn, foundIn, object } from './support';

const refused = (files: Readonly<Record<string, unknown>>) =>
  foundIn(files)
    .filter(({ check }) => check === 'refused-configuration')
    .map(({ message, hint }) => `${message} | ${hint}`);
const job = (more: object) => ({ job_name: 'shop', static_configs: [{ targets: ['shop:8080'] }], ...more });
const file = (more: object, top: object = {}) => ({ 'prometheus.yml': { ...top, scrape_configs: [job(more)] } });

describe('a prometheus.yml that Prometheus refuses', () => {
  test.each<[string, object, RegExp]>([
    ['a field that is misspelt', { metric_path: '/x' }, /no field metric_path here \| Did you mean metrics_path\?/],
    [
      'a timeout above the interval',
      { scrape_interval: '10s', scrape_timeout: '30s' },
      /scrape_timeout 30s is more than scrape_interval 10s/,
    ],
    ['a URL as target', { static_configs: [{ targets: ['http://shop:8080'] }] }, /target http:\/\/shop:8080 is no host and port/],
    [
      'an expression that does not compile',
      { relabel_configs: [{ regex: '(', target_label: 'b' }] },
      /regular expression \( does not compile/,
    ],
    ['an unknown action', { metric_relabel_configs: [{ action: 'dropp' }] }, /action dropp \| Did you mean drop\?/],
    ['a field that no relabeling has', { relabel_configs: [{ source: 'a' }] }, /no field source here/],
    ['a role that is none', { kubernetes_sd_configs: [{ role: 'pods' }] }, /no role "pods".*\| Did you mean pod\?/],
    ['no name', { job_name: undefined }, /no job_name/],
  ])('has %s', (_, more, message) => expect(refused(file(more))).toEqual([expect.stringMatching(message)]));
  test('has a timeout above the default interval', () =>
    expect(refused(file({}, { global: { scrape_timeout: '2m' } }))).toEqual([
      expect.stringMatching(/^Prometheus refuses.*2m is more than scrape_interval 1m/),
    ]));

  test.each<[string, object, object?]>([
    [
      'URLs that relabelings take apart',
      { static_configs: [{ targets: ['https://shop/'] }], relabel_configs: [{ source_labels: ['a'], target_label: 'b' }] },
    ],
    ['an action in capitals', { relabel_configs: [{ action: 'Keep', source_labels: ['a'], regex: 1 }] }],
    ['fields of another agent', { metric_path: '/x', pipeline_stages: [] }, { clients: [] }],
    ['what vmagent reads', { relabel_configs: [{ action: 'keep_metrics', if: 'up' }] }],
    ['what is filled in before', { relabel_configs: [{ action: '${ACTION}', target_label: 'b' }] }],
  ])('is not one with %s', (_, more, top = {}) => expect(refused(file(more, top))).toEqual([]));
});

describe('what a Prometheus object adds to its configuration', () => {
  const of = (part: string, value: unknown) => {
    const server = object('Prometheus', 'monitoring.coreos.com/v1', { serviceAccountName: 'p', [part]: { name: 'extra', key: 'x.yaml' } });
    const secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'extra', namespace: 'shop' },
      stringData: { 'x.yaml': JSON.stringify(value) },
    };
    return { 'o.yaml': server, 's.yaml': secret };
  };
  test.each<[string, unknown, RegExp]>([
    [
      'additionalScrapeConfigs',
      [job({ relabel_configs: [{ target_label: 'a', replacment: 'b' }] })],
      /no field replacment here \| Did you mean replacement\?/,
    ],
    ['additionalScrapeConfigs', [job({}), job({})], /two jobs are called shop/],
    ['additionalAlertRelabelConfigs', [{ action: 'labelreplace', target_label: 'a' }], /action labelreplace/],
    ['additionalAlertManagerConfigs', [{ static_configs: [{ targets: ['http://am:9093'] }] }], /target http:\/\/am:9093/],
  ])('is read as strictly: %s', (part, value, message) => expect(refused(of(part, value))).toEqual([expect.stringMatching(message)]));
  test('is left alone where it is right', () =>
    expect(faultsIn(of('additionalScrapeConfigs', [job({})]))).not.toContain('refused-configuration'));
});
