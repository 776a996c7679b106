import type { ComponentRefusal, Installed } from '../backend';
import { sidecarIn } from './dashboards';

/** Programs of which a cluster has one, by the names of the components that run or watch them, and their jobs in installed stacks. */
const jobs: Readonly<Record<string, string>> = { 'node-exporter': 'node-exporter', 'kube-state-metrics': 'kube-state-metrics' };

/** Components of which one is enough. */
export const ofWholeCluster: ReadonlySet<string> = new Set([...Object.keys(jobs), 'grafana']);

export const kubeletRefusal = (title: string): ComponentRefusal => ({
  message: `an attached stack cannot scrape the kubelets: that is for ${title}, whose Prometheus has the rights and the settings for it`,
  hint: `Leave kubelet() out: queries may read what ${title} scrapes.`,
});

/** Why an attached stack does not take a component: the installed stack has it already, or it needs what only that can give. */
export function refusalOf(component: string, installed: Installed): ComponentRefusal | undefined {
  const { title } = installed;
  if (component === 'kubelet') return kubeletRefusal(title);
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
