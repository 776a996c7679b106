import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  type Discovery,
  type KubernetesObject,
  type MonitoringStack,
  operator,
  prober,
  relabel,
  standalone,
  staticTargets,
} from '../../lib';
import { everyBackend, messagesOf, stackOf } from '../support/stacks';

const objectsOf = (declare: (stack: MonitoringStack) => void, backend = operator()) => stackOf(declare, { backend }).toJson();
const specOf = (declare: (stack: MonitoringStack) => void, kind: string) => objectsOf(declare).find((object) => object.kind === kind)!.spec;

function jobOf(declare: (stack: MonitoringStack) => void, name: string) {
  const map = objectsOf(declare, standalone()).find(({ metadata }) => metadata.name === 'prometheus-config') as KubernetesObject & {
    readonly data: Readonly<Record<string, string>>;
  };
  const { scrape_configs: jobs } = parse(map.data['prometheus.yml']!) as { scrape_configs: Readonly<Record<string, unknown>>[] };
  return jobs.find(({ job_name }) => job_name === name)!;
}

const hosts = (stack: MonitoringStack) =>
  stack.scrape('hosts', {
    discover: staticTargets(['10.0.0.7:9100'], { rack: 'a' }),
    path: '/stats',
    scheme: 'https',
    interval: '1m',
    timeout: '5s',
    sampleLimit: 500,
    honorLabels: true,
    relabelings: [relabel.label('site', 'x')],
  });

describe('scrape()', () => {
  test('is a ScrapeConfig, and a job of prometheus.yml', () => {
    expect(specOf(hosts, 'ScrapeConfig')).toEqual({
      staticConfigs: [{ targets: ['10.0.0.7:9100'], labels: { rack: 'a' } }],
      metricsPath: '/stats',
      scheme: 'HTTPS',
      scrapeInterval: '1m',
      scrapeTimeout: '5s',
      sampleLimit: 500,
      honorLabels: true,
      relabelings: [
        { action: 'replace', targetLabel: 'job', replacement: 'hosts' },
        { action: 'replace', targetLabel: 'site', replacement: 'x' },
      ],
    });
    expect(jobOf(hosts, 'hosts')).toMatchObject({
      static_configs: [{ targets: ['10.0.0.7:9100'], labels: { rack: 'a' } }],
      metrics_path: '/stats',
      scheme: 'https',
      scrape_interval: '1m',
    });
  });

  test.each<[Discovery, string]>([
    [{ httpSDConfigs: [{ url: 'http://inventory/targets' }] }, 'http_sd_configs'],
    [{ dnsSDConfigs: [{ names: ['node.example'], type: 'A', port: 9100 }] }, 'dns_sd_configs'],
    [{ fileSDConfigs: [{ files: ['/etc/prometheus/targets/hosts.json'] }] }, 'file_sd_configs'],
    [{ consulSDConfigs: [{ server: 'consul:8500' }] }, 'consul_sd_configs'],
    [{ ec2SDConfigs: [{ region: 'eu-west-1', port: 9100 }] }, 'ec2_sd_configs'],
    [{ gceSDConfigs: [{ project: 'p', zone: 'z' }] }, 'gce_sd_configs'],
    [{ kubernetesSDConfigs: [{ role: 'Pod', namespaces: { names: ['shop'] } }] }, 'kubernetes_sd_configs'],
    [{ eurekaSDConfigs: [{ server: 'http://eureka/v2' }] }, 'eureka_sd_configs'],
  ])('finds targets by %j', (discover, section) => {
    expect(specOf((stack) => stack.scrape('found', { discover }), 'ScrapeConfig')).toMatchObject(discover);
    expect(jobOf((stack) => stack.scrape('found', { discover }), 'found')[section]).toHaveLength(1);
  });

  test.each(everyBackend)('is right for the checks in $name', (backend) => {
    expect(messagesOf(stackOf(hosts, { backend })).filter((message) => /hosts|ScrapeConfig/.test(message))).toEqual([]);
  });

  const rolesOf = (discover: Discovery) =>
    objectsOf((stack) => stack.scrape('found', { discover }))
      .filter(({ kind }) => kind === 'Role' || kind === 'ClusterRole')
      .map((object) => [object.kind, object.metadata.namespace, JSON.stringify((object as { rules?: unknown }).rules)] as const);

  test('gives Prometheus no right for what is not of Kubernetes', () => {
    expect(rolesOf(staticTargets(['a:1'])).filter(([kind]) => kind === 'ClusterRole')).toEqual([]);
  });

  test('gives it the rights of the role, where that looks', () => {
    const one = rolesOf({ kubernetesSDConfigs: [{ role: 'Ingress', namespaces: { names: ['shop'] } }] });
    expect(one).toContainEqual(['Role', 'shop', expect.stringContaining('ingresses')]);
    expect(one.filter(([kind]) => kind === 'ClusterRole')).toEqual([]);
    expect(rolesOf({ kubernetesSDConfigs: [{ role: 'Pod' }] })).toContainEqual(['ClusterRole', undefined, expect.stringContaining('pods')]);
    expect(rolesOf({ kubernetesSDConfigs: [{ role: 'Node' }] })).toContainEqual([
      'ClusterRole',
      undefined,
      expect.stringContaining('nodes'),
    ]);
  });

  test.each<[object, RegExp]>([
    [{}, /^discover is missing/],
    [{ discover: {} }, /^discover: nothing is discovered/],
    [{ discover: { httpSdConfigs: [{}] } }, /^discover: "httpSdConfigs" is no discovery/],
    [{ discover: staticTargets(['a:1']), interval: '1m', timeout: '2m' }, /^timeout: it is longer/],
    [{ discover: staticTargets(['a:1']), metricsPath: '/x' }, /has no option metricsPath/],
  ])('says what is wrong with %j', (options, message) => {
    const [finding] = stackOf((stack) => stack.scrape('hosts', options as never)).findings();
    expect(finding?.message).toMatch(message);
  });
});

describe('probe()', () => {
  const blackbox = prober('blackbox.monitoring:9115', { modules: ['http_2xx', 'icmp'] });
  const website = (stack: MonitoringStack) =>
    stack.probe('website', {
      prober: blackbox,
      module: 'http_2xx',
      targets: ['https://shop.example'],
      labels: { team: 'shop' },
      interval: '1m',
    });

  test('is a Probe, and a job of prometheus.yml', () => {
    expect(specOf(website, 'Probe')).toEqual({
      jobName: 'website',
      prober: { url: 'blackbox.monitoring:9115', path: '/probe' },
      module: 'http_2xx',
      interval: '1m',
      targets: { staticConfig: { static: ['https://shop.example'], labels: { team: 'shop' } } },
    });
    expect(jobOf(website, 'website')).toMatchObject({ metrics_path: '/probe', params: { module: ['http_2xx'] } });
  });

  test('of Ingresses lets Prometheus read them', () => {
    const declare = (stack: MonitoringStack) =>
      stack.probe('ingresses', { prober: blackbox, module: 'http_2xx', targets: { ingresses: { probed: 'yes' }, namespaces: ['shop'] } });
    expect(specOf(declare, 'Probe')).toMatchObject({
      targets: { ingress: { selector: { matchLabels: { probed: 'yes' } }, namespaceSelector: { matchNames: ['shop'] } } },
    });
    const role = objectsOf(declare).find(({ kind, metadata }) => kind === 'Role' && metadata.namespace === 'shop');
    expect(JSON.stringify(role)).toContain('ingresses');
  });

  test.each(everyBackend)('is right for the checks in $name', (backend) => {
    expect(messagesOf(stackOf(website, { backend })).filter((message) => /website|Probe/.test(message))).toEqual([]);
  });

  test('does not take a module that the prober lacks', () => {
    const stack = stackOf((one) => one.probe('mail', { prober: blackbox, module: 'smtp', targets: ['mail:25'] } as never));
    expect(stack.findings()).toMatchObject([{ message: 'module: the prober has no module smtp', hint: 'It has http_2xx and icmp.' }]);
  });
});
