import type { NamedObject } from '../kubernetes/object';
import type { MetricSource, Scrape } from '../model/watch';
import { componentLabels } from './labels';
import { controlPlaneScrapeClass, jobRelabeling } from './scrape';

/** Where a program that runs on nodes shows its metrics. */
export interface NodeProgram {
  readonly port: number;
  /** With `https`, Prometheus logs in with the token of its account. */
  readonly scheme: 'http' | 'https';
  /** The label of the nodes that it runs on: `node-role.kubernetes.io/control-plane`. @default - all nodes */
  readonly onNodes?: string;
}

/** A program on the host network of nodes. It is found by its node, so that nothing has to be made in the namespace in which it runs. */
export function nodeProgramScrape(
  job: string,
  namespace: string,
  { port, scheme, onNodes }: NodeProgram,
  sources: readonly MetricSource[],
): Scrape {
  const monitor: NamedObject = {
    apiVersion: 'monitoring.coreos.com/v1alpha1',
    kind: 'ScrapeConfig',
    metadata: { name: job, namespace, labels: componentLabels(job) },
    spec: {
      ...(scheme === 'https' && { scrapeClass: controlPlaneScrapeClass.name }),
      scheme: scheme === 'https' ? 'HTTPS' : 'HTTP',
      metricsPath: '/metrics',
      kubernetesSDConfigs: [{ role: 'Node', ...(onNodes !== undefined && { selectors: [{ role: 'Node', label: onNodes }] }) }],
      relabelings: [
        jobRelabeling(job),
        // Discovery of nodes gives the port of the kubelet.
        { action: 'replace', sourceLabels: ['__address__'], regex: '(.+):[0-9]+', targetLabel: '__address__', replacement: `$1:${port}` },
        { action: 'replace', sourceLabels: ['__meta_kubernetes_node_name'], targetLabel: 'node' },
      ],
    },
  };
  return { monitor, job, sources, reach: { port } };
}
