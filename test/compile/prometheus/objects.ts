import { load } from 'js-yaml';
import { type CompiledPrometheus, type CompileOptions, compilePrometheus } from '../../../lib/compile/prometheus/compile';
import type { ConfigurationFields } from '../../../lib/compile/prometheus/fields';
import type { RelabelSection } from '../../../lib/compile/prometheus/relabel';
import type { KubernetesObject } from '../../../lib/kubernetes/object';

/** Objects as a test needs them: short, and otherwise as an application team would write them. */

export const prometheus = (spec: object = {}): KubernetesObject => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Prometheus',
  metadata: { name: 'k8s', namespace: 'monitoring' },
  spec: {
    serviceMonitorSelector: {},
    serviceMonitorNamespaceSelector: {},
    podMonitorSelector: {},
    probeSelector: {},
    scrapeConfigSelector: {},
    scrapeInterval: '30s',
    evaluationInterval: '30s',
    ...spec,
  },
});

export const agent = (spec: object = {}): KubernetesObject => ({
  ...prometheus(spec),
  apiVersion: 'monitoring.coreos.com/v1alpha1',
  kind: 'PrometheusAgent',
});

const object = (kind: string, spec: object, metadata: object = {}, apiVersion = 'monitoring.coreos.com/v1'): KubernetesObject => ({
  apiVersion,
  kind,
  metadata: { name: 'web', namespace: 'monitoring', ...metadata },
  spec,
});

export const serviceMonitor = (endpoint: object = {}, spec: object = {}, metadata: object = {}) =>
  object('ServiceMonitor', { selector: { matchLabels: { app: 'web' } }, endpoints: [{ port: 'http', ...endpoint }], ...spec }, metadata);
export const podMonitor = (endpoint: object = {}, spec: object = {}) =>
  object('PodMonitor', { selector: {}, podMetricsEndpoints: [{ port: 'http', ...endpoint }], ...spec });
export const probe = (spec: object = {}) =>
  object('Probe', {
    prober: { url: 'blackbox:9115', path: '/probe' },
    targets: { staticConfig: { static: ['https://example.com'] } },
    ...spec,
  });
export const scrapeConfig = (spec: object) => object('ScrapeConfig', spec, {}, 'monitoring.coreos.com/v1alpha1');
export const prometheusRule = (groups: readonly object[], metadata: object = {}) => object('PrometheusRule', { groups }, metadata);

export const secret = (name: string, stringData: Readonly<Record<string, string>>, namespace = 'monitoring'): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  stringData,
});

export const compiled = (objects: readonly KubernetesObject[], spec: object = {}, options: CompileOptions = {}): CompiledPrometheus =>
  compilePrometheus({ prometheus: prometheus(spec), objects, options });

/** The scrape configs, of which most tests want the first. */
export const jobs = ({ config }: CompiledPrometheus) =>
  config.scrape_configs as readonly (ConfigurationFields & {
    readonly job_name: string;
    readonly relabel_configs: readonly RelabelSection[];
  })[];
export const jobOf = (object: KubernetesObject, spec: object = {}, options: CompileOptions = {}) =>
  jobs(compiled([object], spec, options))[0]!;

export const yaml = (text: string): unknown => load(text);
