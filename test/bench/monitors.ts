import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toYaml } from '../../lib/yaml/write';
import { certificate } from '../conformance/operator-fixtures';

/** Twenty teams; a namespace of each fifth team is watched by nobody. */
const teams = 20;
const isWatched = (team: number): boolean => team % 5 !== 4;

/** What every Secret holds. */
export const credentials: Readonly<Record<string, string>> = { token: 'a-token', user: 'prometheus', password: 'a-password' };

/** A Prometheus that selects most of the namespaces and most of the monitors. */
const prometheus = {
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'Prometheus',
  metadata: { name: 'main', namespace: 'monitoring' },
  spec: {
    version: 'v3.13.1',
    scrapeInterval: '30s',
    evaluationInterval: '30s',
    serviceDiscoveryRole: 'EndpointSlice',
    serviceMonitorSelector: { matchExpressions: [{ key: 'monitoring', operator: 'NotIn', values: ['off'] }] },
    serviceMonitorNamespaceSelector: { matchLabels: { watched: 'yes' } },
    enforcedSampleLimit: 100_000,
  },
};

const namespace = (team: number) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: `team-${team}`, labels: { watched: isWatched(team) ? 'yes' : 'no' } },
});
const secret = (team: number) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'scrape', namespace: `team-${team}` },
  stringData: credentials,
});
const trust = (team: number) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'trust', namespace: `team-${team}` },
  data: { 'ca.crt': certificate },
});

/** The monitors that charts bring: relabelings, TLS with an authority and a token, a second endpoint now and then. */
function monitor(index: number): object {
  const name = `service-${index}`;
  const isOff = index % 50 === 49;
  return {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: {
      name,
      namespace: `team-${index % teams}`,
      labels: {
        'app.kubernetes.io/name': name,
        'app.kubernetes.io/managed-by': 'Helm',
        release: 'prometheus',
        ...(isOff && { monitoring: 'off' }),
      },
    },
    spec: {
      jobLabel: 'app.kubernetes.io/name',
      targetLabels: ['team'],
      selector: {
        matchLabels: { 'app.kubernetes.io/name': name },
        ...(index % 7 === 0 && { matchExpressions: [{ key: 'track', operator: 'In', values: ['stable', 'canary'] }] }),
      },
      ...(index % 10 === 0 && { namespaceSelector: { matchNames: [`team-${index % teams}`, `team-${index % teams}-staging`] } }),
      sampleLimit: 5000,
      endpoints: [
        endpoint(index),
        ...(index % 4 === 0
          ? [
              {
                port: 'admin',
                path: '/admin/metrics',
                basicAuth: { username: { name: 'scrape', key: 'user' }, password: { name: 'scrape', key: 'password' } },
              },
            ]
          : []),
      ],
    },
  };
}

function endpoint(index: number): object {
  return {
    port: 'metrics',
    interval: '30s',
    ...(index % 3 === 0 && {
      scheme: 'https',
      tlsConfig: { ca: { configMap: { name: 'trust', key: 'ca.crt' } }, serverName: `service-${index}.team-${index % teams}.svc` },
      authorization: { credentials: { name: 'scrape', key: 'token' } },
    }),
    relabelings: [
      { action: 'replace', sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' },
      { action: 'drop', sourceLabels: ['__meta_kubernetes_pod_phase'], regex: 'Failed|Succeeded' },
    ],
    metricRelabelings: [
      { action: 'drop', sourceLabels: ['__name__'], regex: `go_gc_.*|process_${index % 100}_.*` },
      { action: 'labeldrop', regex: 'pod_template_hash|container_id' },
    ],
  };
}

/** Writes a folder of YAML: a file for each hundred monitors. */
export function writeMonitors(folder: string, count: number): void {
  mkdirSync(folder, { recursive: true });
  const write = (name: string, objects: readonly object[]) =>
    writeFileSync(join(folder, name), objects.map((object) => toYaml(object)).join('---\n'));
  const all = Array.from({ length: teams }, (_, team) => team);
  write('prometheus.yaml', [prometheus, ...all.map(namespace), ...all.map(secret), ...all.map(trust)]);
  for (let from = 0; from < count; from += 100) {
    write(
      `monitors-${String(from).padStart(6, '0')}.yaml`,
      Array.from({ length: Math.min(100, count - from) }, (_, offset) => monitor(from + offset)),
    );
  }
}
