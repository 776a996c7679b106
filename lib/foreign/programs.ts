import { cataloged } from '../catalog/cataloged';
import { catalogOf, type Catalog } from '../catalog/source';
import type { CatalogedMetrics } from '../model/watch';

/** The catalogues by the last part of the image that runs their program. Each is read only when a check asks it. */
const byImage: Readonly<Record<string, readonly Catalog[]>> = {
  'node-exporter': [catalogOf(() => require('../catalog/node/metrics.json') as typeof import('../catalog/node/metrics.json'))],
  'kube-state-metrics': [
    catalogOf(() => require('../catalog/kube-state-metrics/metrics.json') as typeof import('../catalog/kube-state-metrics/metrics.json')),
    catalogOf(() => require('../catalog/kube-state-metrics-self/metrics.json') as typeof import('../catalog/kube-state-metrics-self/metrics.json')),
  ],
  prometheus: [catalogOf(() => require('../catalog/prometheus/metrics.json') as typeof import('../catalog/prometheus/metrics.json'))],
  alertmanager: [catalogOf(() => require('../catalog/alertmanager/metrics.json') as typeof import('../catalog/alertmanager/metrics.json'))],
  grafana: [catalogOf(() => require('../catalog/grafana/metrics.json') as typeof import('../catalog/grafana/metrics.json'))],
  'prometheus-operator': [catalogOf(() => require('../catalog/prometheus-operator/metrics.json') as typeof import('../catalog/prometheus-operator/metrics.json'))],
  'prometheus-config-reloader': [catalogOf(() => require('../catalog/config-reloader/metrics.json') as typeof import('../catalog/config-reloader/metrics.json'))],
};

/** The catalogues of a cluster's own programs, by the name that their monitors have in common distributions, and the path. */
const byMonitor: readonly { readonly name: RegExp; readonly path?: string; readonly catalogs: readonly Catalog[] }[] = [
  { name: /kubelet/, path: '/metrics/cadvisor', catalogs: [catalogOf(() => require('../catalog/kubelet-cadvisor/metrics.json') as typeof import('../catalog/kubelet-cadvisor/metrics.json'))] },
  { name: /kubelet/, path: '/metrics/probes', catalogs: [catalogOf(() => require('../catalog/kubelet-probes/metrics.json') as typeof import('../catalog/kubelet-probes/metrics.json'))] },
  { name: /kubelet/, path: '/metrics/resource', catalogs: [catalogOf(() => require('../catalog/kubelet-resource/metrics.json') as typeof import('../catalog/kubelet-resource/metrics.json'))] },
  { name: /kubelet/, path: '/metrics', catalogs: [catalogOf(() => require('../catalog/kubelet/metrics.json') as typeof import('../catalog/kubelet/metrics.json'))] },
];

const made = new Map<readonly Catalog[], readonly CatalogedMetrics[]>();

function sourcesFrom(catalogs: readonly Catalog[]): readonly CatalogedMetrics[] {
  const known = made.get(catalogs) ?? catalogs.map(cataloged);
  made.set(catalogs, known);
  return known;
}

/** What a pod with these images exposes; undefined where one of its programs is not in a catalogue. */
export function sourcesOfImages(images: readonly string[]): readonly CatalogedMetrics[] | undefined {
  const names = images.map((image) => image.replace(/[@:][^/]*$/, '').replace(/.*\//, '')).filter((name) => !sidecars.has(name));
  const known = names.map((name) => byImage[name]);
  if (known.length === 0 || known.some((catalogs) => catalogs === undefined)) return undefined;
  return known.flatMap((catalogs) => sourcesFrom(catalogs!));
}

/** Containers that stand before a program or beside it, and expose nothing of their own on its ports. */
const sidecars = new Set(['kube-rbac-proxy', 'configmap-reload', 'oauth2-proxy', 'k8s-sidecar']);

export function sourcesOfMonitor(name: string, path: string): readonly CatalogedMetrics[] | undefined {
  const known = byMonitor.find((entry) => entry.name.test(name) && (entry.path === undefined || entry.path === path));
  return known && sourcesFrom(known.catalogs);
}
