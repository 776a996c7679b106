import { dnsLabel } from '../../kubernetes/names';
import type { Labels } from '../../model/labels';
import { fields } from '../../model/shape/fields';
import { kubernetesLabels, named } from '../../model/shape/kinds';
import type { ScrapeLimits } from '../shared/limits';
import { scrapeLimitsKind } from '../shared/option-kinds';

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

export const attachOptionsKind = fields<AttachOptions>('attach()', {
  labels: kubernetesLabels,
  limits: scrapeLimitsKind,
  dashboards: fields<NonNullable<AttachOptions['dashboards']>>('a mapping of dashboards', {
    labels: kubernetesLabels,
    namespace: named('name of a namespace', dnsLabel),
  }),
});
