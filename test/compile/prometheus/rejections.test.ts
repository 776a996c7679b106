import { describe, expect, test } from 'vitest';
import { compilePrometheus } from '../../../lib/compile/prometheus/compile';
import type { KubernetesObject } from '../../../lib/kubernetes/object';
import { compiled, jobs, podMonitor, probe, prometheus, scrapeConfig, secret, serviceMonitor } from './objects';

const problem = (object: KubernetesObject, spec: object = {}, others: readonly KubernetesObject[] = []) => {
  const result = compiled([object, ...others], spec);
  return [jobs(result)?.length ?? 0, ...result.rejected.map(({ path, message: reason }) => `${path}: ${reason}`)];
};
const tls = { ca: { secret: { name: 'tls', key: 'ca.crt' } } };

describe('the operator leaves out', () => {
  test.each<[string, KubernetesObject, string]>([
    [
      'a monitor that waits longer than its interval',
      serviceMonitor({ interval: '10s', scrapeTimeout: '20s' }),
      'spec.endpoints[0].interval: endpoints[0]: scrapeTimeout "20s" greater than scrapeInterval "10s"',
    ],
    [
      'a monitor that waits longer than the global interval',
      serviceMonitor({ scrapeTimeout: '1m' }),
      'spec.endpoints[0].interval: endpoints[0]: scrapeTimeout "1m" greater than scrapeInterval "30s"',
    ],
    [
      'a relabelling without the label it writes',
      serviceMonitor({ relabelings: [{ sourceLabels: ['a'] }] }),
      'spec.endpoints[0].relabelings[0]: endpoints[0]: relabelConfigs: [0]: relabel configuration for replace action needs targetLabel value',
    ],
    [
      'a regular expression that RE2 does not know',
      podMonitor({ metricRelabelings: [{ action: 'drop', regex: '(?=a)' }] }),
      'spec.podMetricsEndpoints[0].metricRelabelings[0]: endpoint[0]: metricRelabelConfigs: [0]: invalid regex (?=a) for relabel configuration: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
    ],
    [
      'two ways to authenticate',
      serviceMonitor({ basicAuth: {}, authorization: {} }),
      'spec.endpoints[0]: endpoints[0]: authorization and basicAuth cannot be configured at the same time',
    ],
    [
      'a client certificate without its key',
      serviceMonitor({ tlsConfig: { certFile: '/c' } }),
      'spec.endpoints[0].tlsConfig: endpoints[0]: tlsConfig: cannot specify client cert without client key',
    ],
    [
      'a scrape class that nobody defined',
      serviceMonitor({}, { scrapeClass: 'istio' }),
      'spec.scrapeClass: scrapeClassName: scrapeClass "istio" not found in Prometheus scrapeClasses',
    ],
    [
      'a selector that Kubernetes does not understand',
      serviceMonitor({}, { selector: { matchExpressions: [{ key: 'a', operator: 'In' }] } }),
      "spec.selector.matchExpressions[0].values: for 'in', 'notin' operators, values set can't be empty",
    ],
    [
      'a prober that is a URL',
      probe({ prober: { url: 'http://blackbox:9115' } }),
      'spec.prober.url: "http://blackbox:9115" url specified in proberSpec is invalid, it should be of the format `hostname` or `hostname:port`: invalid host: "http://blackbox:9115"',
    ],
    [
      'a probe of nothing',
      probe({ targets: {} }),
      'spec.targets: at least one of .spec.targets.staticConfig and .spec.targets.ingress is required',
    ],
    [
      'a DNS name without a port',
      scrapeConfig({ dnsSDConfigs: [{ names: ['a'], type: 'A' }] }),
      'spec.dnsSDConfigs[0].port: dnsSDConfigs: [0]: port required for record type "A"',
    ],
    [
      'a label selector that does not parse',
      scrapeConfig({ kubernetesSDConfigs: [{ role: 'Pod', selectors: [{ role: 'Pod', label: 'a in' }] }] }),
      "spec.kubernetesSDConfigs[0].selectors: kubernetesSDConfigs: [0]: unable to parse requirement: found '', expected: '('",
    ],
  ])('%s', (_, object, reason) => expect(problem(object)).toEqual([0, reason]));

  test('the whole monitor for one endpoint', () => {
    expect(problem(serviceMonitor({}, { endpoints: [{ port: 'good' }, { scrapeTimeout: '1h' }] }))[0]).toBe(0);
  });

  test('a monitor that reads files where that is forbidden', () => {
    expect(problem(serviceMonitor({ tlsConfig: { caFile: '/ca' } }), { arbitraryFSAccessThroughSMs: { deny: true } })[1]).toMatch(
      /it accesses file system via tls config/,
    );
  });

  test('everything where a selector of the Prometheus object is none', () => {
    const wrong = { matchExpressions: [{ key: 'a', operator: 'In' }] };
    expect(problem(serviceMonitor(), { podMonitorSelector: wrong })).toEqual([
      0,
      "spec.podMonitorSelector.matchExpressions[0].values: for 'in', 'notin' operators, values set can't be empty",
    ]);
    expect(problem(serviceMonitor(), { ruleNamespaceSelector: wrong })[1]).toMatch(
      /^spec.ruleNamespaceSelector.matchExpressions\[0\].values: failed to convert namespace label selector/,
    );
  });

  test('everything where Azure is to be written to without a secret', () => {
    const azureAd = { oauth: { clientId: '00000000-a12b-3cd4-e56f-000000000000', tenantId: 't' } };
    expect(problem(serviceMonitor(), { remoteWrite: [{ url: 'http://x', azureAd }] })[1]).toMatch(
      /^spec.remoteWrite\[0\].azureAd.oauth.clientSecret: .*failed to read AzureOAuth clientSecret/,
    );
    expect(problem(serviceMonitor(), { remoteWrite: [{ url: 'http://x', azureAd: { oauth: {} } }] })[1]).toMatch(
      /the provided Azure OAuth clientId is invalid/,
    );
  });

  test('what a version of Prometheus does not know', () => {
    expect(
      problem(serviceMonitor({ relabelings: [{ action: 'Lowercase', sourceLabels: ['a'], targetLabel: 'a' }] }), { version: 'v2.35.0' })[1],
    ).toMatch(/only supported from Prometheus version 2.36.0/);
  });
});

describe('a Secret', () => {
  test('that is not among the objects is taken to come from elsewhere', () =>
    expect(problem(serviceMonitor({ tlsConfig: tls }))).toEqual([1]));
  test('that is not among the objects does not exist in a cluster that holds these only', () => {
    const { rejected } = compiled([serviceMonitor({ tlsConfig: tls })], {}, { missingSecrets: 'reject' });
    expect(rejected.map(({ message: reason }) => reason)).toEqual([
      'endpoints[0]: tlsConfig: failed to get ca "<secret=tls,key=ca.crt>": unable to get secret "tls": secrets "tls" not found',
    ]);
  });
  test('without the key is a problem', () =>
    expect(problem(serviceMonitor({ tlsConfig: tls }), {}, [secret('tls', { other: 'x' })])[1]).toMatch(
      /key "ca.crt" in secret "tls" not found$/,
    ));
  test('without a certificate where one is wanted is a problem', () =>
    expect(problem(serviceMonitor({ tlsConfig: tls }), {}, [secret('tls', { 'ca.crt': 'x' })])[1]).toMatch(
      /ca <secret=tls,key=ca.crt>: failed to decode PEM block$/,
    ));
});

describe('there is no configuration at all', () => {
  test.each<[string, object, string]>([
    ['for no version', { version: 'latest' }, 'spec.version: failed to parse Prometheus version: "latest"'],
    ['for Prometheus 1', { version: 'v1.8.0' }, 'spec.version: unsupported Prometheus version "v1.8.0"'],
    [
      'where nothing may be selected',
      { serviceMonitorSelector: undefined, podMonitorSelector: undefined, probeSelector: undefined, scrapeConfigSelector: undefined },
      "spec: the operator doesn't manage",
    ],
    [
      'with two default scrape classes',
      {
        scrapeClasses: [
          { name: 'a', default: true },
          { name: 'b', default: true },
        ],
      },
      'spec.scrapeClasses: failed to parse scrape classes: multiple default scrape classes defined',
    ],
    [
      'with two ways to authenticate a remote write',
      { remoteWrite: [{ url: 'http://x', basicAuth: {}, sigv4: {} }] },
      'spec.remoteWrite[0]: remoteWrite[0]: "basicAuth" and "sigv4" can\'t be set at the same time',
    ],
    [
      'for an OTLP translation that the version lacks',
      { version: 'v3.3.0', otlp: { translationStrategy: 'NoTranslation' } },
      'spec.otlp: failed to generate OTLP configuration: nameValidationScheme "NoTranslation" is only supported from Prometheus version 3.4.0',
    ],
  ])('%s', (_, spec, reason) => {
    const { config, rejected } = compilePrometheus({ prometheus: prometheus(spec), objects: [serviceMonitor()] });
    expect(config).toEqual({});
    expect(rejected.map(({ object, path, message: why }) => [object.kind, `${path}: ${why}`.startsWith(reason)])).toEqual([
      ['Prometheus', true],
    ]);
  });
});

test('objects without the fields they need are no crash', () => {
  const bare = (kind: string) => ({ apiVersion: 'monitoring.coreos.com/v1', kind, metadata: { name: 'x', namespace: 'monitoring' } });
  const { config, rejected } = compiled(
    [
      bare('ServiceMonitor'),
      bare('PodMonitor'),
      bare('Probe'),
      bare('ScrapeConfig'),
      bare('PrometheusRule'),
      { apiVersion: '', kind: 'ServiceMonitor' },
    ],
    { ruleSelector: {} },
  );
  expect(config.scrape_configs).toHaveLength(1);
  expect(rejected.map(({ object }) => object.kind)).toEqual(['Probe']);
});
