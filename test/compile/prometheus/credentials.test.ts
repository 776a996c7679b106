import { describe, expect, test } from 'vitest';
import { toYaml } from '../../../lib/yaml/write';
import { compiled, jobOf, podMonitor, scrapeConfig, secret, serviceMonitor } from './objects';

const auth = { username: { name: 'login', key: 'user' }, password: { name: 'login', key: 'pass' } };
const login = secret('login', { user: 'u', pass: 'hunter2', token: 'hunter3' });

describe('a credential', () => {
  test('is read from a file, and never in the configuration', () => {
    const token = { name: 'login', key: 'token' };
    const objects = [
      login,
      serviceMonitor({ basicAuth: auth }, {}, { name: 'a' }),
      serviceMonitor({ authorization: { credentials: token } }, {}, { name: 'b' }),
      scrapeConfig({ consulSDConfigs: [{ server: 'c', tokenRef: token }], scalewaySDConfigs: [{ secretKey: token }] }),
    ];
    const { config, assets } = compiled(objects, { remoteWrite: [{ url: 'http://x', sigv4: { accessKey: token, secretKey: token } }] });
    expect(toYaml(config)).not.toMatch(/hunter/);
    expect(assets.map((asset) => (asset.kind === 'file' ? asset.path : asset.variable))).toEqual([
      '/etc/prometheus/credentials/0_monitoring_login_pass',
      '/etc/prometheus/credentials/0_monitoring_login_token',
      '/etc/prometheus/credentials/0_monitoring_login_user',
      'SECRET__monitoring__login__token',
    ]);
  });

  test('of basic authentication is two files', () => {
    expect(jobOf(serviceMonitor({ basicAuth: auth })).basic_auth).toEqual({
      username_file: '/etc/prometheus/credentials/0_monitoring_login_user',
      password_file: '/etc/prometheus/credentials/0_monitoring_login_pass',
    });
  });

  test('that Prometheus reads from no file is a variable, named after the key', () => {
    const { config, assets } = compiled([scrapeConfig({ consulSDConfigs: [{ server: 'c', tokenRef: { name: 'a-b', key: 'x.y' } }] })]);
    expect(config.scrape_configs).toMatchObject([{ consul_sd_configs: [{ token: '$(SECRET__monitoring__a_2db__x_2ey)' }] }]);
    expect(assets).toEqual([
      { kind: 'variable', from: 'Secret', namespace: 'monitoring', name: 'a-b', key: 'x.y', variable: 'SECRET__monitoring__a_2db__x_2ey' },
    ]);
  });

  test('is looked for in the namespace of the object that names it', () => {
    const { assets } = compiled([serviceMonitor({ basicAuth: auth }, {}, { namespace: 'team-a' })]);
    expect(assets.map(({ namespace }) => namespace)).toEqual(['team-a', 'team-a']);
  });
});

test('a client ID from a ConfigMap is no secret', () => {
  const ids = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'ids', namespace: 'monitoring' }, data: { id: 'vigie' } };
  const { config } = compiled([
    ids,
    serviceMonitor({
      oauth2: { clientId: { configMap: { name: 'ids', key: 'id' } }, clientSecret: { name: 's', key: 'k' }, tokenUrl: 'https://t' },
    }),
  ]);
  expect(config.scrape_configs).toMatchObject([
    { oauth2: { client_id: 'vigie', client_secret_file: '/etc/prometheus/credentials/0_monitoring_s_k', token_url: 'https://t' } },
  ]);
});

describe('TLS material', () => {
  test('is a file for a Secret or a ConfigMap', () => {
    const tlsConfig = {
      ca: { configMap: { name: 'trust', key: 'ca.crt' } },
      cert: { secret: { name: 'tls', key: 'tls.crt' } },
      keySecret: { name: 'tls', key: 'tls.key' },
    };
    expect(jobOf(serviceMonitor({ tlsConfig })).tls_config).toEqual({
      ca_file: '/etc/prometheus/certs/1_monitoring_trust_ca.crt',
      cert_file: '/etc/prometheus/certs/0_monitoring_tls_tls.crt',
      key_file: '/etc/prometheus/certs/0_monitoring_tls_tls.key',
    });
  });

  test('of the container itself is for ServiceMonitors only', () => {
    const tlsConfig = { caFile: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt', serverName: 'x' };
    expect(jobOf(serviceMonitor({ tlsConfig })).tls_config).toEqual({ ca_file: tlsConfig.caFile, server_name: 'x' });
    expect(jobOf(podMonitor({ tlsConfig })).tls_config).toEqual({ server_name: 'x' });
    const authorization = { credentialsFile: '/var/run/secrets/kubernetes.io/serviceaccount/token', credentials: { name: 's', key: 'k' } };
    expect(jobOf(podMonitor({ authorization })).authorization).toEqual({
      type: 'Bearer',
      credentials_file: '/etc/prometheus/credentials/0_monitoring_s_k',
    });
  });

  test('comes from the scrape class where the monitor has none', () => {
    const scrapeClasses = [
      { name: 'istio', default: true, tlsConfig: { caFile: '/istio/ca', certFile: '/istio/cert', keyFile: '/istio/key' } },
    ];
    expect(jobOf(podMonitor(), { scrapeClasses }).tls_config).toEqual({
      ca_file: '/istio/ca',
      cert_file: '/istio/cert',
      key_file: '/istio/key',
    });
    expect(jobOf(podMonitor({ tlsConfig: { ca: { secret: { name: 'x', key: 'y' } } } }), { scrapeClasses }).tls_config).toEqual({
      ca_file: '/etc/prometheus/certs/0_monitoring_x_y',
      cert_file: '/istio/cert',
      key_file: '/istio/key',
    });
  });
});
