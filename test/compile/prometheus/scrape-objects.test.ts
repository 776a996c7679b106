import { describe, expect, test } from 'vitest';
import { jobOf, podMonitor, probe, scrapeConfig, serviceMonitor, yaml } from './objects';

describe('a ServiceMonitor', () => {
  test('becomes a job that finds the endpoints of its Services', () => {
    expect(jobOf(serviceMonitor({ interval: '15s', path: '/stats' }), {}, { endpointSlices: false })).toEqual(
      yaml(`
      job_name: serviceMonitor/monitoring/web/0
      honor_labels: false
      kubernetes_sd_configs: [{ role: endpoints, namespaces: { names: [monitoring] } }]
      scrape_interval: 15s
      metrics_path: /stats
      relabel_configs:
        - { source_labels: [job], target_label: __tmp_prometheus_job_name }
        - { action: keep, source_labels: [__meta_kubernetes_service_label_app, __meta_kubernetes_service_labelpresent_app], regex: '(web);true' }
        - { action: keep, source_labels: [__meta_kubernetes_endpoint_port_name], regex: http }
        - { source_labels: [__meta_kubernetes_endpoint_address_target_kind, __meta_kubernetes_endpoint_address_target_name], separator: ;, regex: Node;(.*), replacement: '\${1}', target_label: node }
        - { source_labels: [__meta_kubernetes_endpoint_address_target_kind, __meta_kubernetes_endpoint_address_target_name], separator: ;, regex: Pod;(.*), replacement: '\${1}', target_label: pod }
        - { source_labels: [__meta_kubernetes_namespace], target_label: namespace }
        - { source_labels: [__meta_kubernetes_service_name], target_label: service }
        - { source_labels: [__meta_kubernetes_pod_name], target_label: pod }
        - { source_labels: [__meta_kubernetes_pod_container_name], target_label: container }
        - { action: drop, source_labels: [__meta_kubernetes_pod_phase], regex: (Failed|Succeeded) }
        - { source_labels: [__meta_kubernetes_service_name], target_label: job, replacement: '\${1}' }
        - { target_label: endpoint, replacement: http }
    `),
    );
  });

  test('reads EndpointSlices where the cluster has them and the monitor wants them', () => {
    const job = jobOf(serviceMonitor({}, { serviceDiscoveryRole: 'EndpointSlice' }));
    expect(job.kubernetes_sd_configs).toMatchObject([{ role: 'endpointslice' }]);
    expect(job.relabel_configs[2]!.source_labels).toEqual(['__meta_kubernetes_endpointslice_port_name']);
  });

  test('selects by every operator of a label selector, in the order written', () => {
    const matchExpressions = [
      { key: 'app.kubernetes.io/name', operator: 'In', values: ['a', 'b'] },
      { key: 'tier', operator: 'NotIn', values: ['x'] },
      { key: 'on', operator: 'Exists' },
      { key: 'off', operator: 'DoesNotExist' },
    ];
    const rules = jobOf(serviceMonitor({}, { selector: { matchExpressions } })).relabel_configs.slice(1, 5);
    expect(
      rules.map(({ action, regex, source_labels }) => [action, source_labels![0]!.replace('__meta_kubernetes_service_', ''), regex]),
    ).toEqual([
      ['keep', 'label_app_kubernetes_io_name', '(a|b);true'],
      ['drop', 'label_tier', '(x);true'],
      ['keep', 'labelpresent_on', 'true'],
      ['drop', 'labelpresent_off', 'true'],
    ]);
  });

  test('can leave the selection to the API server', () => {
    const job = jobOf(
      serviceMonitor(
        {},
        {
          selectorMechanism: 'RoleSelector',
          selector: { matchLabels: { b: '1', a: '2' }, matchExpressions: [{ key: 'c', operator: 'In', values: ['y', 'x'] }] },
        },
      ),
    );
    expect(job.kubernetes_sd_configs).toMatchObject([
      {
        selectors: [
          { role: 'endpoints', label: 'a=2,b=1,c in (x,y)' },
          { role: 'service', label: 'a=2,b=1,c in (x,y)' },
        ],
      },
    ]);
    expect(job.relabel_configs.filter(({ source_labels }) => source_labels?.[0]?.includes('_label_'))).toEqual([]);
  });

  test('without a port takes every port', () => {
    expect(jobOf(serviceMonitor({ port: undefined })).relabel_configs.some(({ target_label }) => target_label === 'endpoint')).toBe(false);
  });

  test('keeps a port by number as the integer that was written', () => {
    const job = jobOf(serviceMonitor({ port: undefined, targetPort: 8080 }));
    expect(job.relabel_configs).toContainEqual({
      action: 'keep',
      source_labels: ['__meta_kubernetes_pod_container_port_number'],
      regex: 8080,
    });
    expect(job.relabel_configs).toContainEqual({ target_label: 'endpoint', replacement: '8080' });
  });

  test('gets the enforced namespace after its own relabelings', () => {
    const job = jobOf(serviceMonitor({ relabelings: [{ targetLabel: 'namespace', replacement: 'mine' }] }), {
      enforcedNamespaceLabel: 'namespace',
    });
    expect(job.relabel_configs.slice(-2)).toEqual([
      { target_label: 'namespace', replacement: 'mine' },
      { target_label: 'namespace', replacement: 'monitoring' },
    ]);
    expect(job.metric_relabel_configs).toEqual([{ target_label: 'namespace', replacement: 'monitoring' }]);
  });

  test('that is excluded keeps its own namespace label', () => {
    const excludedFromEnforcement = [{ resource: 'servicemonitors', namespace: 'monitoring', name: 'web' }];
    expect(
      jobOf(serviceMonitor(), { enforcedNamespaceLabel: 'namespace', excludedFromEnforcement }).metric_relabel_configs,
    ).toBeUndefined();
  });

  test('may not exceed an enforced limit', () => {
    const limitOf = (sampleLimit: number | undefined, enforcedSampleLimit: number, version?: string) =>
      jobOf(serviceMonitor({}, { sampleLimit }), { enforcedSampleLimit, version }).sample_limit;
    expect([limitOf(5, 10), limitOf(50, 10), limitOf(undefined, 10), limitOf(undefined, 10, 'v2.44.0')]).toEqual([5, 10, undefined, 10]);
  });

  test('loses what its Prometheus does not know yet', () => {
    expect(jobOf(serviceMonitor({ enableHttp2: false }), { version: 'v2.34.0' }).enable_http2).toBeUndefined();
    expect(jobOf(serviceMonitor({ enableHttp2: false }), { version: 'v2.35.0' }).enable_http2).toBe(false);
  });
});

test('a PodMonitor names its job after itself, and its endpoint only by a named port', () => {
  expect(jobOf(podMonitor()).relabel_configs.slice(-2)).toEqual([
    { target_label: 'job', replacement: 'monitoring/web' },
    { target_label: 'endpoint', replacement: 'http' },
  ]);
  expect(jobOf(podMonitor({ port: undefined, portNumber: 80 })).relabel_configs.at(-1)).toEqual({
    target_label: 'job',
    replacement: 'monitoring/web',
  });
});

describe('a Probe', () => {
  test('asks the prober about each target', () => {
    const job = jobOf(
      probe({
        module: 'http_2xx',
        params: [
          { name: 'module', values: ['other'] },
          { name: 'x', values: ['y'] },
        ],
      }),
    );
    expect(job).toMatchObject({
      metrics_path: '/probe',
      params: { module: ['http_2xx'], x: ['y'] },
      static_configs: [{ targets: ['https://example.com'], labels: { namespace: 'monitoring' } }],
    });
    expect(job.relabel_configs.slice(1)).toEqual([
      { source_labels: ['__address__'], target_label: '__param_target' },
      { source_labels: ['__param_target'], target_label: 'instance' },
      { target_label: '__address__', replacement: 'blackbox:9115' },
    ]);
  });

  test('finds the hosts and paths of Ingresses', () => {
    const job = jobOf(probe({ targets: { ingress: { selector: { matchLabels: { probe: 'yes' } }, namespaceSelector: { any: true } } } }));
    expect(job.kubernetes_sd_configs).toEqual([{ role: 'ingress' }]);
    expect(job.relabel_configs[2]).toMatchObject({
      regex: '(.+);(.+);(.+)',
      replacement: '${1}://${2}${3}',
      target_label: '__param_target',
    });
  });
});

describe('a ScrapeConfig', () => {
  test('keeps its discovery, in the names of Prometheus', () => {
    const job = jobOf(
      scrapeConfig({
        jobName: 'nodes',
        consulSDConfigs: [{ server: 'consul:8500', tagSeparator: '|', scheme: 'HTTPS' }],
        dnsSDConfigs: [{ names: ['a.example'], type: 'A', port: 80 }],
      }),
    );
    expect(job).toMatchObject({
      consul_sd_configs: [{ server: 'consul:8500', tag_separator: '|', scheme: 'https' }],
      dns_sd_configs: [{ names: ['a.example'], type: 'A', port: 80 }],
    });
    expect(job.relabel_configs[1]).toEqual({ target_label: 'job', action: 'replace', replacement: 'nodes' });
  });

  test('is enforced the namespace on its targets only where it relabels them', () => {
    const labels = (spec: object) =>
      jobOf(scrapeConfig({ staticConfigs: [{ targets: ['a'] }], ...spec }), { enforcedNamespaceLabel: 'ns' }).relabel_configs.map(
        ({ target_label }) => target_label,
      );
    expect(labels({})).toEqual(['__tmp_prometheus_job_name']);
    expect(labels({ relabelings: [{ targetLabel: 'x' }] })).toEqual(['__tmp_prometheus_job_name', 'x', 'ns']);
  });

  test('has no filters of EC2 before Prometheus 2.3.0', () => {
    const found = (version: string) =>
      jobOf(scrapeConfig({ ec2SDConfigs: [{ filters: [{ name: 'a', values: ['b'] }] }] }), { version }, { objects: 'all' }).ec2_sd_configs;
    expect([found('v2.2.1'), found('v2.3.0')]).toEqual([[{}], [{ filters: [{ name: 'a', values: ['b'] }] }]]);
  });
});
