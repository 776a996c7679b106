import type { CheckInput } from '../../lib/analysis/check-input';
import { inputFromManifests } from '../../lib/input/model';

/** Objects that were written elsewhere, as the checks see them. */
export const foreignOf = (...objects: readonly object[]): CheckInput =>
  inputFromManifests([{ file: 'all.yaml', text: objects.map((object) => JSON.stringify(object)).join('\n---\n') }]).model;

type Labels = Readonly<Record<string, string>>;
const web: Labels = { app: 'web' };
const monitoring = 'monitoring.coreos.com/v1';

interface Place {
  readonly name?: string;
  readonly namespace?: string;
  readonly labels?: Labels;
}
const metadata = ({ name = 'web', namespace = 'shop', labels }: Place) => ({ name, namespace, ...(labels && { labels }) });

/** The same object, which gets its namespace when it is applied. */
export const unplaced = <T extends { readonly metadata: object }>(object: T): T => ({
  ...object,
  metadata: { ...object.metadata, namespace: undefined },
});

/** A workload of pods with `app: web` and the port http, 8080. */
export const workload = ({
  pods = web,
  ports = [{ name: 'http', containerPort: 8080 }],
  kind = 'Deployment',
  image = 'example/web:1',
  annotations,
  ...place
}: Place & {
  readonly pods?: Labels;
  readonly ports?: readonly object[];
  readonly kind?: string;
  readonly image?: string;
  readonly annotations?: Labels;
} = {}) => ({
  apiVersion: 'apps/v1',
  kind,
  metadata: metadata(place),
  spec: {
    selector: { matchLabels: pods },
    template: { metadata: { labels: pods, ...(annotations && { annotations }) }, spec: { containers: [{ name: 'main', image, ports }] } },
  },
});

/** A Service with `app: web` in front of such pods. */
export const service = ({
  selector = web,
  ports = [{ name: 'http', port: 80, targetPort: 'http' }],
  labels = web,
  more = {},
  ...place
}: Place & {
  readonly selector?: Labels;
  readonly ports?: readonly object[];
  readonly more?: object;
} = {}) => ({ apiVersion: 'v1', kind: 'Service', metadata: metadata({ ...place, labels }), spec: { selector, ports, ...more } });

/** A ServiceMonitor of Services with `app: web` in its own namespace. */
export const serviceMonitor = ({
  selector = { matchLabels: web },
  endpoints = [{ port: 'http' }],
  more = {},
  ...place
}: Place & {
  readonly selector?: object;
  readonly endpoints?: readonly object[];
  readonly more?: object;
} = {}) => ({ apiVersion: monitoring, kind: 'ServiceMonitor', metadata: metadata(place), spec: { selector, endpoints, ...more } });

export const podMonitor = ({
  selector = { matchLabels: web },
  endpoints = [{ port: 'http' }],
  more = {},
  ...place
}: Place & {
  readonly selector?: object;
  readonly endpoints?: readonly object[];
  readonly more?: object;
} = {}) => ({
  apiVersion: monitoring,
  kind: 'PodMonitor',
  metadata: metadata(place),
  spec: { selector, podMetricsEndpoints: endpoints, ...more },
});

/** A Prometheus that selects everything. */
export const prometheus = ({
  spec = {},
  kind = 'Prometheus',
  ...place
}: Place & { readonly spec?: object; readonly kind?: string } = {}) => ({
  apiVersion: monitoring,
  kind,
  metadata: metadata({ name: 'main', namespace: 'monitoring', ...place }),
  spec: {
    serviceAccountName: 'prometheus',
    ruleSelector: {},
    ruleNamespaceSelector: {},
    ...Object.fromEntries(
      ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig'].flatMap((what) => [
        [`${what}Selector`, {}],
        [`${what}NamespaceSelector`, {}],
      ]),
    ),
    ...spec,
  },
});

export const rules = (rule: object, place: Place = {}) => ({
  apiVersion: monitoring,
  kind: 'PrometheusRule',
  metadata: metadata({ name: 'rules', ...place }),
  spec: { groups: [{ name: 'g', rules: [rule] }] },
});
export const alerting = (name: string, expr: string) =>
  rules({ alert: name, expr, labels: { severity: 'warning' }, annotations: { summary: 'x' } });
