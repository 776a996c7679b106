import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { runCompile } from '../../../lib/cli/compile/compile';
import { startupProblems } from '../../../lib/compile/prometheus/startup-problems';

const folder = mkdtempSync(join(tmpdir(), 'vigie-startup-'));
afterAll(() => rmSync(folder, { recursive: true }));

const reasons = (config: object) => startupProblems(config as Record<string, unknown>).map(({ message }) => message);
const job = (fields: object) => ({ scrape_configs: [{ job_name: 'a', ...fields }] });

describe('Prometheus refuses', () => {
  test.each<[string, object, RegExp]>([
    ['a password and a token', job({ basic_auth: {}, authorization: {} }), /one of basic_auth and authorization, not both/],
    [
      'a token and the file of a token',
      job({ authorization: { credentials_file: '/a' }, bearer_token_file: '/b' }),
      /authorization and bearer_token_file/,
    ],
    [
      'two ways to log in at a discovery',
      job({ http_sd_configs: [{}, { oauth2: {}, basic_auth: {} }] }),
      /^http_sd_configs: .*basic_auth and oauth2/,
    ],
    ['a hash without a modulus', job({ relabel_configs: [{ action: 'hashmod', target_label: 'a' }] }), /hashmod needs a modulus/],
    ['an AWS signature and a token', { remote_write: [{ sigv4: {}, authorization: {} }] }, /authorization and sigv4/],
    [
      'a queue whose least is more than its most',
      { remote_write: [{ queue_config: { min_shards: 100 } }] },
      /min_shards \(100\) is more than max_shards \(50\)/,
    ],
    ['two remote writes of one name', { remote_write: [{ name: 'a' }, { name: 'b' }, { name: 'a' }] }, /the name a is used twice/],
    ['two ways to log in at an Alertmanager', { alerting: { alertmanagers: [{ basic_auth: {}, oauth2: {} }] } }, /basic_auth and oauth2/],
    [
      'an external label with a dot under the legacy scheme',
      { global: { metric_name_validation_scheme: 'legacy', external_labels: { 'a.b': 'c' } } },
      /a\.b is not a valid label name/,
    ],
  ])('%s', (_, config, reason) => expect(reasons(config)).toEqual([expect.stringMatching(reason)]));

  test.each<[string, object]>([
    ['one way to log in', job({ basic_auth: {}, authorization: null, bearer_token: '' })],
    ['labels that are called like one', job({ static_configs: [{ labels: { basic_auth: 'a', authorization: 'b' } }] })],
    ['a hash', job({ relabel_configs: [{ action: 'hashmod', modulus: 3 }] })],
    ['a large queue', { remote_write: [{ queue_config: { min_shards: 100, max_shards: 100 } }] }],
    ['remote writes without names', { remote_write: [{ name: '' }, {}, {}] }],
    ['an external label with a dot', { global: { external_labels: { 'a.b': 'c' } } }],
  ])('not %s', (_, config) => expect(reasons(config)).toEqual([]));
});

describe('vigie compile', () => {
  const prometheus = (more = '') => `apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: {name: main, namespace: shop}
spec: {serviceMonitorSelector: {}${more}}
`;
  const monitor = (name: string, fields = '') => `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: {name: ${name}, namespace: shop}
spec: {selector: {}, endpoints: [{port: a}, {port: b${fields}}]}
`;
  const both = ', bearerTokenFile: /token, authorization: {credentials: {name: t, key: k}}';
  const compiled = (...texts: readonly string[]) => {
    const file = join(folder, 'input.yaml');
    writeFileSync(file, texts.join('---\n'));
    return runCompile([file]);
  };

  test('leaves out the job that Prometheus refuses, and no other', () => {
    const { status, stdout, stderr } = compiled(prometheus(), monitor('a', both), monitor('b'));
    expect(status).toBe(1);
    expect((load(stdout) as { scrape_configs: { job_name: string }[] }).scrape_configs.map(({ job_name }) => job_name)).toEqual([
      'serviceMonitor/shop/a/0',
      'serviceMonitor/shop/b/0',
      'serviceMonitor/shop/b/1',
    ]);
    expect(stderr).toMatch(
      /input\.yaml:9:45: ServiceMonitor shop\/a, spec\.endpoints\[1\]: Prometheus takes one of .*\n.*the job is left out/,
    );
  });

  test('writes nothing where it is the Prometheus object itself', () => {
    const { status, stdout, stderr } = compiled(
      prometheus(', remoteWrite: [{url: "https://a", name: x}, {url: "https://b", name: x}]'),
      monitor('a'),
    );
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/Prometheus shop\/main, spec\.remoteWrite\[1\]: the name x is used twice/);
  });
});
