import { dnsLabel } from '../../kubernetes/names';
import type { Labels } from '../../model/labels';
import type { ScrapeLimits } from '../../model/scrape-settings';
import { fields } from '../../model/shape/fields';
import { kubernetesLabels, named } from '../../model/shape/kinds';
import { inside, type Kind, problem } from '../../model/shape/problem';
import { scrapeLimitsKind } from '../../model/shape/scrape';
import { isMapping } from '../../yaml/value';
import { prometheusOptions } from '../shared/option-kinds';

export interface AttachOptions {
  /** Labels of monitors, rules and the AlertmanagerConfig. @default - those that the stack selects them by; these are added */
  readonly labels?: Labels;
  /** What one target may bring. @default - as the Prometheus says that scrapes it */
  readonly limits?: ScrapeLimits;
  /** How a Grafana gets the dashboards. @default - by the labels of its sidecar; where none is known no dashboard is written */
  readonly dashboards?: {
    /** Labels of the ConfigMaps with dashboards. @default - those that the sidecar asks for */
    readonly labels?: Labels;
    /** @default - the namespace of the stack, or one in which the sidecar looks */
    readonly namespace?: string;
  };
}

const ownOptions = fields<AttachOptions>('attach()', {
  labels: kubernetesLabels,
  limits: scrapeLimitsKind,
  dashboards: fields<NonNullable<AttachOptions['dashboards']>>('a mapping of dashboards', {
    labels: kubernetesLabels,
    namespace: named('name of a namespace', dnsLabel),
  }),
});

/** Options of the programs that other backends run, and the names under which those take them. */
const ofPrograms: ReadonlySet<string> = new Set(
  ['prometheus', 'alertmanager', ...prometheusOptions].filter((name) => name !== 'limits' && name !== 'labels'),
);

/** The kind of the options of `attach()`: it has no program to hand those of a program to. */
export const attachOptionsKind: Kind = (value, at) => {
  if (!isMapping(value)) return ownOptions(value, at);
  const others = Object.keys(value).filter((name) => ofPrograms.has(name) && value[name] !== undefined);
  return [
    ...others.map((name) =>
      problem(
        inside(at, name),
        'an attached stack runs no Prometheus and no Alertmanager to configure',
        'Leave it out, and say it where those are set up.',
      ),
    ),
    ...ownOptions(Object.fromEntries(Object.entries(value).filter(([name]) => !others.includes(name))), at),
  ];
};
