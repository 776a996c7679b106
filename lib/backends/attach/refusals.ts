import type { ComponentRefusal, Installed } from '../backend';
import { sidecarIn } from './dashboards';

/** Programs of which a cluster has one, by the names of the components that run or watch them, and their jobs in installed stacks. */
const jobs: Readonly<Record<string, string>> = { 'node-exporter': 'node-exporter', 'kube-state-metrics': 'kube-state-metrics' };

/** Components of which one is enough. */
export const ofWholeCluster: ReadonlySet<string> = new Set([...Object.keys(jobs), 'grafana']);

/** What only whoever runs Prometheus can scrape: it needs rights in the whole cluster, and settings of that Prometheus. */
const ofControlPlane: Readonly<Record<string, string>> = {
  kubelet: 'the kubelets',
  apiserver: 'the API server',
  'kube-scheduler': 'the schedulers',
  'kube-controller-manager': 'the controller managers',
  'kube-proxy': 'kube-proxy',
  etcd: 'etcd',
};

/** Why no attached stack takes a component, whatever it is attached to. */
export function controlPlaneRefusal(component: string, title: string): ComponentRefusal | undefined {
  const what = Object.hasOwn(ofControlPlane, component) ? ofControlPlane[component] : undefined;
  if (what === undefined) return undefined;
  return {
    message: `an attached stack cannot scrape ${what}: that is for ${title}, whose Prometheus has the rights and the settings for it`,
    hint: `Leave it out: queries may read what ${title} scrapes.`,
  };
}

/** Why an attached stack does not take a component: the installed stack has it already, or it needs what only that can give. */
export function refusalOf(component: string, installed: Installed): ComponentRefusal | undefined {
  const { title } = installed;
  const general = controlPlaneRefusal(component, title);
  if (general !== undefined) return general;
  const job = jobs[component];
  if (job !== undefined && installed.scrapes.some((scrape) => scrape.job === job)) {
    return {
      message: `${title} runs and scrapes ${component} already: a second one doubles its series`,
      hint: 'Leave it out: queries may read its metrics.',
    };
  }
  if (component === 'grafana' && sidecarIn(installed) !== undefined) {
    return {
      message: `${title} has a Grafana already, which gets the dashboards of this stack`,
      hint: 'Leave grafana() out.',
    };
  }
  return undefined;
}
