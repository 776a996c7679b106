import type { LabelSelector } from '../../../kubernetes/label-selector';
import type { NamedObject } from '../../../kubernetes/object';

/** What a Prometheus selects of each kind; `namespaces` undefined: only what is in its own namespace. */
interface Selects {
  readonly labels: LabelSelector;
  readonly namespaces?: LabelSelector;
}

const fieldsFor = (kinds: readonly string[], { labels, namespaces }: Selects) =>
  Object.fromEntries(
    kinds.flatMap((kind) => [[`${kind}Selector`, labels], ...(namespaces === undefined ? [] : [[`${kind}NamespaceSelector`, namespaces]])]),
  );

/** A program of prometheus-operator that selects these kinds. */
export const selecting = (
  kind: 'Prometheus' | 'Alertmanager' | 'ThanosRuler',
  metadata: { readonly name: string; readonly namespace: string },
  selectors: readonly (readonly [kinds: readonly string[], selects: Selects])[],
  spec: object = {},
): NamedObject => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind,
  metadata,
  spec: { ...spec, ...Object.assign({}, ...selectors.map(([kinds, selects]) => fieldsFor(kinds, selects))) },
});

export const scrapeKinds: readonly string[] = ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig'];

/** A Grafana whose sidecar brings ConfigMaps with a label, from all namespaces. */
export const grafanaWithSidecar = (name: string, namespace: string, label: string, value: string): NamedObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: {
    selector: { matchLabels: { 'app.kubernetes.io/name': 'grafana' } },
    template: {
      metadata: { labels: { 'app.kubernetes.io/name': 'grafana' } },
      spec: {
        containers: [
          {
            name: 'grafana-sc-dashboard',
            image: 'quay.io/kiwigrid/k8s-sidecar',
            env: [
              { name: 'LABEL', value: label },
              { name: 'LABEL_VALUE', value },
              { name: 'NAMESPACE', value: 'ALL' },
              { name: 'RESOURCE', value: 'both' },
            ],
          },
        ],
      },
    },
  },
});
