import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goModule } from '../kit';
import type { Documented, Program } from '../program';
import { hollow, needs, pagesOf } from './control-plane';

// The version that the kubelet of kubernetes v1.36.3 is built with.
const version = '0.56.2';

/** A metric with the kind of metrics (container/factory.go) that it belongs to; none: always there. */
interface Declared extends Documented {
  readonly kind?: string;
}

const statements = new RegExp(
  [
    /^\tif includedMetrics\.Has\(container\.(\w+)\)/,
    /^\t+name:\s+"(\w+)",\n\t+help:\s+"([^"]*)",\n((?:\t+(?:valueType|extraLabels|condition):.*\n)*)/,
    /NewDesc\("(container_\w+)", "([^"]*)"/,
    /Namespace: "(\w+)",\n\t+Name:\s+"(\w+)",\n\t+Help:\s+"([^"]*)"/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gm',
);

/** metrics/prometheus.go and prometheus_machine.go: each metric's literal, below the test for its kind. */
async function declared(): Promise<Declared[]> {
  const root = await goModule('github.com/google/cadvisor', `v${version}`);
  const factory = readFileSync(join(root, 'container', 'factory.go'), 'utf8');
  const kinds = new Map([...factory.matchAll(/^\t(\w+)\s+MetricKind = "(\w+)"/gm)].map(([, name, value]) => [name!, value!]));
  const found = new Map<string, Declared>();
  const versionInfo = /NewDesc\("(cadvisor_version_info)", "([^"]*)", \[\]string\{(.*?)\}/;
  const files = ['prometheus.go', 'prometheus_machine.go'].map((file) => ({
    file,
    source: readFileSync(join(root, 'metrics', file), 'utf8'),
  }));
  const constants = new Map(
    files.flatMap(({ source }) => [...source.matchAll(/^\t(\w+)\s+=\s+"(\w*)"/gm)].map(([, name, value]) => [name!, value!])),
  );
  for (const { file, source } of files) {
    const always = file === 'prometheus.go' ? [] : ['machine_id', 'system_uuid', 'boot_id'];
    let kind: string | undefined;
    const [, info, infoHelp, infoLabels] = versionInfo.exec(source) ?? [];
    if (info) found.set(info, { name: info, type: 'gauge', help: infoHelp!, labels: infoLabels!.match(/\w+/g)! });
    for (const [, has, name, help, rest, spec, specHelp, namespace, short, shortHelp] of source.matchAll(statements)) {
      if (has) kind = kinds.get(has);
      else if (name) {
        const list = /extraLabels:\s*\[\]string\{(.*)\}/.exec(rest!)?.[1] ?? '';
        const labels = [...list.matchAll(/"(\w+)"|(\w+)/g)].map(([, text, constant]) => text ?? constants.get(constant!)!);
        const type = rest!.includes('CounterValue') ? 'counter' : 'gauge';
        found.set(name, { name, type, help: help!, labels: [...always, ...labels], ...(kind && { kind }) });
      } else if (spec) found.set(spec, { name: spec, type: 'gauge', help: specHelp!, labels: [] });
      else if (namespace)
        found.set(`${namespace}_${short}`, { name: `${namespace}_${short}`, type: 'gauge', help: shortHelp!, labels: [] });
    }
  }
  return [...found.values()];
}

// Both collectors' scrape errors are one gauge of the endpoint, and have no container.
const hasContainer = ({ name }: Documented): boolean => name.startsWith('container_') && name !== 'container_scrape_error';

// pkg/kubelet/server/server.go: includedMetrics, and containerPrometheusLabelsFunc
const kindsOfKubelet = ['cpu', 'memory', 'cpuLoad', 'diskIO', 'disk', 'network', 'app', 'process', 'oom_event', 'pressure'];
const labelsOfKubelet = ['container', 'id', 'image', 'name', 'namespace', 'pod'];

export const kubeletCadvisor: Program = {
  name: 'kubelet-cadvisor',
  program: 'kubelet, /metrics/cadvisor',
  version: '1.36.3',
  live: { source: hollow, needs, pages: pagesOf('kubelet-cadvisor') },
  doc: {
    source: `github.com/google/cadvisor v${version}, metrics/*.go, as the kubelet of k8s.io/kubernetes v1.36.3 includes and labels them`,
    metrics: async () =>
      (await declared())
        .filter(({ kind }) => !kind || kindsOfKubelet.includes(kind))
        .map(({ kind, ...metric }) => (hasContainer(metric) ? { ...metric, labels: [...labelsOfKubelet, ...metric.labels!] } : metric)),
  },
};

// cmd/cadvisor.go: the metrics that -disable_metrics leaves out where it is not given
const offByDefault = [
  'advtcp',
  'cpu_topology',
  'cpuset',
  'hugetlb',
  'memory_numa',
  'process',
  'referenced_memory',
  'resctrl',
  'sched',
  'tcp',
  'udp',
];

export const cadvisor: Program = {
  name: 'cadvisor',
  program: 'cadvisor',
  version,
  doc: {
    source: `github.com/google/cadvisor v${version}, metrics/*.go`,
    metrics: async () =>
      (await declared()).map(({ kind, ...metric }) => ({
        ...metric,
        ...(hasContainer(metric) && {
          labels: ['id', 'image', 'name', ...metric.labels!],
          openLabels: ['container_env_', 'container_label_'],
        }),
        ...(kind && offByDefault.includes(kind) && { when: `--enable_metrics=${kind}` }),
        ...(kind === 'perf_event' && { when: '--perf_events_config' }),
      })),
  },
};
