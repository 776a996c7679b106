import { kubeletSources, podWatch } from '../catalog/kubernetes';
import type { Component } from '../manifests/component';
import { kubeletScrapeClass, nodeScrape } from '../manifests/scrape';

/**
 * The kubelet of every node, and the container metrics of its cAdvisor. Nothing runs for it: nodes are found through the API, so
 * that no second list of kubelets can come to stand beside another one's.
 */
export function kubelet(): Component {
  const scrape = (name: keyof typeof kubeletSources, path: string, namespace: string) =>
    nodeScrape({ name, job: 'kubelet', namespace, path, scrapeClass: kubeletScrapeClass.name, sources: [kubeletSources[name]] });
  return {
    name: 'kubelet',
    objects: () => [],
    scrapes: ({ namespace }) => [scrape('kubelet', '/metrics', namespace), scrape('cadvisor', '/metrics/cadvisor', namespace)],
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
