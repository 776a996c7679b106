import { describe, expect, test } from 'vitest';
import { literalCredentials } from '../../../lib/compile/prometheus/literal-credentials';

const job = (fields: object) => ({ scrape_configs: [{ job_name: 'a', ...fields }] });

describe('a credential in plain text', () => {
  test.each<[string, object]>([
    ['basic_auth.password', { basic_auth: { username: 'u', password: 'x' } }],
    ['authorization.credentials', { authorization: { type: 'Bearer', credentials: 'x' } }],
    ['bearer_token', { bearer_token: 'x' }],
    ['oauth2.client_secret', { oauth2: { client_id: 'a', client_secret: 'x', token_url: 'https://a' } }],
    ['oauth2.tls_config.key', { oauth2: { tls_config: { key: '-----BEGIN PRIVATE KEY-----' } } }],
    ['http_sd_configs[0].basic_auth.password', { http_sd_configs: [{ url: 'https://a', basic_auth: { password: 'x' } }] }],
    ['consul_sd_configs[0].token', { consul_sd_configs: [{ token: 'x' }] }],
    ['ec2_sd_configs[0].secret_key', { ec2_sd_configs: [{ access_key: 'a', secret_key: 'x' }] }],
    ['openstack_sd_configs[0].application_credential_secret', { openstack_sd_configs: [{ application_credential_secret: 'x' }] }],
    ['ovhcloud_sd_configs[0].consumer_key', { ovhcloud_sd_configs: [{ consumer_key: 'x' }] }],
    ['http_headers.X-Scope.secrets[0]', { http_headers: { 'X-Scope': { secrets: ['x'] } } }],
    ['http_headers.X-Api-Key.values[0]', { http_headers: { 'X-Api-Key': { values: ['x'] } } }],
    ['proxy_connect_header.Proxy-Authorization[0]', { proxy_connect_header: { 'Proxy-Authorization': ['x'] } }],
    ['proxy_url', { proxy_url: 'http://user:x@proxy:3128' }],
    ['static_configs[0].targets[0]', { static_configs: [{ targets: ['https://user:x@target/metrics'] }] }],
  ])('is found at %s', (path, fields) => {
    expect(literalCredentials(job(fields))).toEqual([`scrape_configs[0].${path}`]);
  });

  test("is found in a header of remote write, by the header's name", () => {
    expect(
      literalCredentials({ remote_write: [{ url: 'https://a', headers: { 'X-Scope-OrgID': 'team', Authorization: 'Bearer x' } }] }),
    ).toEqual(['remote_write[0].headers.Authorization']);
  });

  test('is found in what Alertmanagers are asked with', () => {
    expect(literalCredentials({ alerting: { alertmanagers: [{ authorization: { credentials: 'x' } }] } })).toEqual([
      'alerting.alertmanagers[0].authorization.credentials',
    ]);
  });
});

describe('no credential in plain text', () => {
  test.each<[string, object]>([
    [
      'a file',
      { basic_auth: { password_file: '/etc/x' }, authorization: { credentials_file: '/etc/x' }, tls_config: { key_file: '/etc/x' } },
    ],
    ['a variable', { basic_auth: { password: '$(SECRET__shop__a__b)' }, bearer_token: '${TOKEN}' }],
    ['an empty text', { bearer_token: '' }],
    ['what Prometheus has blackened', { bearer_token: '<secret>' }],
    ['a label of that name', { static_configs: [{ targets: ['a'], labels: { token: 'x', password: 'y' } }] }],
    ['a parameter of that name', { params: { token: ['x'] } }],
    ['a URL without a password', { proxy_url: 'http://user@proxy', static_configs: [{ targets: ['https://a/b:c@d'] }] }],
    ['a regular expression', { relabel_configs: [{ regex: 'password', target_label: 'token' }] }],
    ['a header without a secret', { http_headers: { 'X-Scope': { values: ['x'], files: ['/etc/x'] } } }],
  ])('is %s', (_, fields) => expect(literalCredentials(job(fields))).toEqual([]));
});
