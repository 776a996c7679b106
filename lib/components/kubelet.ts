import { kubeletSources, podWatch } from '../catalog/kubernetes';
import type { Component } from '../manifests/component';
import { kubeletScrapeClass, nodeScrape } from '../manifests/scrape';
import type { MetricSource } from '../model/watch';

/**
 * The kubelet of every node, and the container metrics of its cAdvisor. Nothing runs for it: nodes are found through the API, so
 * that no second list of kubelets can come to stand beside another one's.
 */
export function kubelet(): Component {
  return kubeletWith([]);
}

/** A program that is in the process of the kubelet, and shows its metrics where that does. */
export interface SharedProgram {
  /** The job that its series get. */
  readonly job: string;
  /** What the names of its metrics begin with. */
  readonly beginnings: readonly string[];
  readonly metrics: MetricSource;
}

/** The kubelet, where it shows the metrics of others too: they get the job that they have elsewhere, and are stored once. */
export function kubeletWith(shared: readonly SharedProgram[]): Component {
  const scrape = (name: keyof typeof kubeletSources, path: string, namespace: string, others: readonly SharedProgram[] = []) =>
    nodeScrape({
      name,
      job: 'kubelet',
      namespace,
      path,
      scrapeClass: kubeletScrapeClass.name,
      sources: [kubeletSources[name], ...others.map(({ metrics }) => metrics)],
      metricRelabelings: others.map(({ job, beginnings }) => ({
        action: 'replace',
        sourceLabels: ['__name__'],
        regex: `(${beginnings.join('|')})_.+`,
        targetLabel: 'job',
        replacement: job,
      })),
    });
  return {
    name: 'kubelet',
    objects: () => [],
    scrapes: ({ namespace }) => [scrape('kubelet', '/metrics', namespace, shared), scrape('cadvisor', '/metrics/cadvisor', namespace)],
  };
}

/** Alerts and a dashboard about pods. They read what `kubelet()` and `kubeStateMetrics()` bring, so both must be installed. */
export function podHealth(): Component {
  return {
    name: 'pods',
    watch: podWatch,
    objects: () => [],
    needs: { 'kubelet()': 'container_cpu_usage_seconds_total', 'kubeStateMetrics()': 'kube_pod_container_resource_limits' },
  };
}
