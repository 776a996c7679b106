import { valueAt } from '../../kubernetes/access';
import { isNo, type OptionProblem } from '../../model/shape/problem';
import { isMapping } from '../../yaml/value';
import type { Backend, Installed, Monitoring } from '../backend';
import { paced, timed } from './adapted';
import { inNamespace, withNamespace } from './alert-namespace';
import type { InstalledStack } from './installed-stack';
import { type AttachOptions, attachOptionsKind } from './options';
import { installedPrometheusUrl, rulerIn } from './programs';
import { refusalOf } from './refusals';
import { render } from './render';
import { alertmanagerIn, isKeptToNamespace } from './routing';
import { asSelected } from './selected';

/**
 * For clusters where somebody runs Prometheus and Alertmanager already: the stack runs neither, and writes its monitors, rules, routing and
 * dashboards so that the installed stack reads them.
 */
export function attach(to: InstalledStack, options: AttachOptions = {}): Backend {
  const problems = (): readonly OptionProblem[] => [...stackProblems(to), ...attachOptionsKind(options, '')];
  return {
    kind: 'backend',
    name: 'attach',
    get problems() {
      return problems();
    },
    programs: () => [],
    prometheusUrl: () => installedPrometheusUrl(to.read()),
    refuses: (component) => refusalOf(component, to.read()),
    adapted: (monitoring) => adapted(monitoring, to.read(), options),
    render: (monitoring) => render(monitoring, to.read(), options),
  };
}

const hint = "Write kubePrometheusStack({ release: 'kps' }), kubePrometheus() or installedFrom('platform/').";

function stackProblems(to: unknown): readonly OptionProblem[] {
  if (!isMapping(to) || to.kind !== 'installed' || typeof to.read !== 'function') return isNo('', to, 'installed stack', hint);
  return (to as unknown as InstalledStack).problems ?? [];
}

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
