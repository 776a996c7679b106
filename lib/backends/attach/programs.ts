import { type CompiledPrometheus, compilePrometheus } from '../../compile/prometheus/compile';
import { textAt } from '../../kubernetes/access';
import { type NamedObject, namespaceOf } from '../../kubernetes/object';
import type { PodGroup } from '../../manifests/pod-groups';
import type { Installed } from '../backend';
import { prometheus } from '../shared/own-programs';
import { readerOf } from './selected';

/** The Prometheus that is to scrape what a stack watches. */
export const prometheusIn = (installed: Pick<Installed, 'objects'>): NamedObject | undefined =>
  readerOf({ apiVersion: 'monitoring.coreos.com/v1', kind: 'ServiceMonitor', metadata: { name: '', namespace: '' } }, installed);

/** What evaluates the rules of a stack: a Prometheus, or a ThanosRuler. */
export const rulerIn = (installed: Pick<Installed, 'objects'>): NamedObject | undefined =>
  readerOf({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: '', namespace: '' } }, installed);

/** Its pods, by the label that prometheus-operator gives all of them. */
export function prometheusPods(installed: Pick<Installed, 'objects'>): readonly PodGroup[] {
  const object = prometheusIn(installed);
  if (object === undefined) return [];
  const labels = { 'app.kubernetes.io/name': 'prometheus' };
  return [{ component: prometheus.name, name: object.metadata.name, namespace: namespaceOf(object), labels, selector: labels }];
}

/** The Service that prometheus-operator makes for every Prometheus, on its usual port. */
export function installedPrometheusUrl(installed: Pick<Installed, 'objects'>): string {
  const object = prometheusIn(installed);
  const service = textAt(object, 'spec', 'serviceName') ?? 'prometheus-operated';
  return `http://${service}.${object === undefined ? 'default' : namespaceOf(object)}.svc:${prometheus.port}`;
}

/** What a Prometheus makes of monitors. */
export const compiledMonitors = (prometheus: NamedObject, monitors: readonly NamedObject[]): CompiledPrometheus =>
  compilePrometheus({ prometheus: readingAll(prometheus), objects: monitors });

/** Whether it selects an object is asked by a check; what it makes of one is known all the same. */
const readingAll = (prometheus: NamedObject): NamedObject => ({
  ...prometheus,
  spec: {
    ...(prometheus.spec as object),
    ...Object.fromEntries(
      ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig'].flatMap((kind) => [
        [`${kind}Selector`, {}],
        [`${kind}NamespaceSelector`, {}],
      ]),
    ),
  },
});
