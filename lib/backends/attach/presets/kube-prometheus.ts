import { dnsLabel } from '../../../kubernetes/names';
import type { NamedObject } from '../../../kubernetes/object';
import { namespacedGrant } from '../../../manifests/rbac';
import { fields } from '../../../model/shape/fields';
import { named } from '../../../model/shape/kinds';
import type { Installed } from '../../backend';
import { discoveryRules } from '../../shared/discovery-rbac';
import type { InstalledStack } from '../installed-stack';
import { clusterJobs, type InstalledJob, scrapeOfJob } from './jobs';
import { scrapeKinds, selecting } from './objects';
import { remembered } from './remembered';

export interface KubePrometheusOptions {
  /** Where it is installed. @default monitoring */
  readonly namespace?: string;
}

const optionsKind = fields<KubePrometheusOptions>('kubePrometheus()', { namespace: named('name of a namespace', dnsLabel) });

/**
 * The manifests of prometheus-operator/kube-prometheus as they come. Its Prometheus reads monitors and rules of every namespace, and may look
 * for targets in three; its Alertmanager reads what is in its own namespace; its Grafana takes no dashboards by a label.
 */
export const kubePrometheus = (options: KubePrometheusOptions = {}): InstalledStack => ({
  kind: 'installed',
  problems: optionsKind(options, ''),
  read: () => remembered(`kube-prometheus ${JSON.stringify(options)}`, () => manifests(options)),
});

const account = 'prometheus-k8s';
const prometheusLabels = {
  'app.kubernetes.io/component': 'prometheus',
  'app.kubernetes.io/instance': 'k8s',
  'app.kubernetes.io/name': 'prometheus',
  'app.kubernetes.io/part-of': 'kube-prometheus',
};
const { kubeApiServer, kubelet, kubeControllerManager, kubeScheduler, kubeStateMetrics, nodeExporter } = clusterJobs;
// The job is called after the Service of the cluster's DNS, which mostly has no label that says another name.
const coreDns: InstalledJob = { job: 'kube-dns', monitor: 'coredns', namespace: 'kube-system' };
const own = (job: string, image: string): InstalledJob => ({ job, monitor: job, image });

function manifests({ namespace = 'monitoring' }: KubePrometheusOptions): Installed {
  const jobs: readonly InstalledJob[] = [
    ...[kubeApiServer, kubelet, kubeControllerManager, kubeScheduler, coreDns, kubeStateMetrics, nodeExporter].flat(),
    own(account, 'prometheus'),
    own('alertmanager-main', 'alertmanager'),
    own('prometheus-operator', 'prometheus-operator'),
    own('grafana', 'grafana'),
    own('blackbox-exporter', 'blackbox-exporter'),
  ];
  const everything = { labels: {}, namespaces: {} };
  return {
    title: 'kube-prometheus',
    objects: [
      selecting('Prometheus', { name: 'k8s', namespace }, [[[...scrapeKinds, 'rule'], everything]], {
        serviceName: account,
        serviceAccountName: account,
        podMetadata: { labels: prometheusLabels },
      }),
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: account, namespace },
        spec: { selector: prometheusLabels, ports: [{ name: 'web', port: 9090, targetPort: 'web' }] },
      },
      // Beside these of its own namespace nobody may ask it.
      {
        apiVersion: 'networking.k8s.io/v1',
        kind: 'NetworkPolicy',
        metadata: { name: account, namespace },
        spec: {
          podSelector: { matchLabels: prometheusLabels },
          policyTypes: ['Egress', 'Ingress'],
          egress: [{}],
          ingress: ['prometheus', 'prometheus-adapter', 'grafana'].map((name) => ({
            from: [{ podSelector: { matchLabels: { 'app.kubernetes.io/name': name } } }],
            ports: [{ protocol: 'TCP', port: 9090 }],
          })),
        },
      },
      selecting('Alertmanager', { name: 'main', namespace }, [[['alertmanagerConfig'], { labels: {} }]]),
      ...['default', 'kube-system', namespace].flatMap((where): readonly NamedObject[] =>
        namespacedGrant(where, { account, accountNamespace: namespace, rules: discoveryRules }),
      ),
    ],
    scrapes: jobs.map((job) => scrapeOfJob(job, namespace)),
    without: new Set(),
  };
}
