import { valueAt } from '../../kubernetes/access';
import type { Backend, Installed, Monitoring } from '../backend';
import { paced, timed } from './adapted';
import { inNamespace, withNamespace } from './alert-namespace';
import type { InstalledStack } from './installed-stack';
import type { AttachOptions } from './options';
import { installedPrometheusUrl, rulerIn } from './programs';
import { refusalOf } from './refusals';
import { render } from './render';
import { alertmanagerIn, isKeptToNamespace } from './routing';
import { asSelected } from './selected';

/** The backend of a stack that is attached to what somebody else has installed. */
export const installedBackend = (to: InstalledStack, options: AttachOptions): Backend => ({
  kind: 'backend',
  name: 'attach',
  programs: () => [],
  prometheusUrl: () => installedPrometheusUrl(to.read()),
  refuses: (component) => refusalOf(component, to.read()),
  adapted: (monitoring) => adapted(monitoring, to.read(), options),
  render: (monitoring) => render(monitoring, to.read(), options),
});

/** What is declared, with what the installed stack has to be told in each object. */
function adapted(monitoring: Monitoring, installed: Installed, { labels, limits }: AttachOptions): Monitoring {
  const { context, scrapes, groups, scrapeInterval, evaluationInterval, routing } = monitoring;
  const alertmanager = alertmanagerIn(installed);
  const isForced = valueAt(rulerIn(installed), 'spec', 'enforcedNamespaceLabel') !== undefined;
  const isKept = routing !== undefined && alertmanager !== undefined && isKeptToNamespace(alertmanager, context.namespace);
  const evaluated = paced(groups, evaluationInterval);
  return {
    ...monitoring,
    scrapes: scrapes.map((scrape) => {
      const own = timed(scrape, scrapeInterval, limits);
      return { ...own, monitor: asSelected(own.monitor, installed, labels) };
    }),
    groups: isForced
      ? inNamespace(evaluated, context.namespace)
      : isKept
        ? withNamespace(evaluated, context.namespace, installed.rules ?? [])
        : evaluated,
  };
}
