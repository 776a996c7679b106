import { describe, expect, test } from 'vitest';
import { compilePrometheus } from '../../../lib/compile/prometheus/compile';
import { agent, compiled, jobs, podMonitor, probe, prometheus, scrapeConfig, serviceMonitor } from './objects';

const namespace = (name: string, labels: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { ...labels } },
});
const objects = [
  namespace('team-a', { tier: 'prod' }),
  serviceMonitor({}, {}, { name: 'a', namespace: 'team-a', labels: { team: 'a' } }),
  serviceMonitor({}, {}, { name: 'b', namespace: 'team-b' }),
  serviceMonitor({}, {}, { name: 'own' }),
];
const selected = (spec: object) => jobs(compiled(objects, spec)).map(({ job_name }) => job_name.split('/')[2]);

describe('a selector', () => {
  test('that is absent selects nothing', () => expect(selected({ serviceMonitorSelector: undefined })).toEqual([]));
  test('that is null selects nothing', () => expect(selected({ serviceMonitorSelector: null })).toEqual([]));
  test('that is empty selects everything', () => expect(selected({})).toEqual(['own', 'a', 'b']));
  test('selects by the labels of the object', () =>
    expect(selected({ serviceMonitorSelector: { matchExpressions: [{ key: 'team', operator: 'Exists' }] } })).toEqual(['a']));
});

describe('a namespace selector', () => {
  test("that is absent selects the Prometheus object's namespace", () =>
    expect(selected({ serviceMonitorNamespaceSelector: undefined })).toEqual(['own']));
  test('selects by the labels of Namespace objects', () =>
    expect(selected({ serviceMonitorNamespaceSelector: { matchLabels: { tier: 'prod' } } })).toEqual(['a']));
  test('knows the name of a namespace that has no object of its own here', () =>
    expect(selected({ serviceMonitorNamespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'team-b' } } })).toEqual(['b']));
});

const one = [scrapeConfig({ staticConfigs: [{ targets: ['a'] }] }), probe(), podMonitor(), serviceMonitor()];
const kinds = (names: readonly string[]) => names.map((name) => name.split('/')[0]);
const additionalScrapeConfigs = '- job_name: own';

test('jobs come in the order of the kinds, and additional ones last', () => {
  expect(kinds(jobs(compiled(one, {}, { additionalScrapeConfigs })).map(({ job_name }) => job_name))).toEqual([
    'serviceMonitor',
    'podMonitor',
    'probe',
    'scrapeConfig',
    'own',
  ]);
});

describe('a PrometheusAgent', () => {
  const jobsOf = (spec: object) => {
    const { config } = compilePrometheus({ prometheus: agent(spec), objects: one, options: { additionalScrapeConfigs } });
    return config.scrape_configs as readonly { readonly job_name: string; readonly kubernetes_sd_configs?: readonly object[] }[];
  };
  test('begins with pods', () =>
    expect(kinds(jobsOf({}).map(({ job_name }) => job_name))).toEqual(['podMonitor', 'own', 'serviceMonitor', 'probe', 'scrapeConfig']));
  test('on every node scrapes the pods of its node only', () => {
    const onNode = jobsOf({ mode: 'DaemonSet' });
    expect(kinds(onNode.map(({ job_name }) => job_name))).toEqual(['podMonitor', 'own']);
    expect(onNode[0]!.kubernetes_sd_configs).toMatchObject([{ selectors: [{ role: 'pod', field: 'spec.nodeName=$(NODE_NAME)' }] }]);
  });
  test('on every node is refused where the operator is not allowed to run it', () => {
    const { config, rejected } = compilePrometheus({
      prometheus: agent({ mode: 'DaemonSet' }),
      objects: one,
      options: { featureGates: { PrometheusAgentDaemonSet: false } },
    });
    expect([config, rejected]).toMatchObject([
      {},
      [{ path: 'spec.mode', message: "feature gate for Prometheus Agent's DaemonSet mode is not enabled" }],
    ]);
  });
  test('has no rules, alerts and evaluation', () => {
    const { config } = compilePrometheus({ prometheus: agent({ evaluationInterval: '1m', alerting: { alertmanagers: [] } }), objects: [] });
    expect(Object.keys(config)).toEqual(['global', 'scrape_configs']);
    expect(config.global).not.toHaveProperty('evaluation_interval');
  });
});

test('of two objects with one name the later counts', () => {
  const { config } = compilePrometheus({
    prometheus: prometheus(),
    objects: [serviceMonitor({ path: '/old' }), serviceMonitor({ path: '/new' })],
  });
  expect(config.scrape_configs).toMatchObject([{ metrics_path: '/new' }]);
});

test('the order of the objects does not matter', () => {
  expect(compiled([...objects, ...one])).toEqual(compiled([...one, ...objects].reverse()));
});
