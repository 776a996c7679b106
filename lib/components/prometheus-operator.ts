import { cataloged } from '../catalog/cataloged';
import { catalogs } from '../catalog/catalogs';
import { operatorAlerts } from '../catalog/prometheus-operator/alerts';
import { dnsLabel } from '../kubernetes/names';
import type { Component } from '../manifests/component';
import { serviceScrape } from '../manifests/scrape';
import type { Labels } from '../model/labels';
import { type Tuning, tune } from '../model/rule';
import { fields, required } from '../model/shape/fields';
import { anything, kubernetesLabels, named, textLike } from '../model/shape/kinds';

export type OperatorAlert = (typeof operatorAlerts)[number];

export interface PrometheusOperatorProps {
  /** The namespace in which it runs. */
  readonly namespace: string;
  /** The labels of its Service. @default { 'app.kubernetes.io/name': 'prometheus-operator' } */
  readonly labels?: Labels;
  /** The name of the port at which it shows its metrics, without TLS. @default http */
  readonly port?: string;
  /** What of its alerts is other. @default - all alerts, as they are */
  readonly tune?: Tuning<OperatorAlert>;
}

const optionsKind = fields<PrometheusOperatorProps>('prometheusOperator()', {
  namespace: required(named('name of a namespace', dnsLabel)),
  labels: kubernetesLabels,
  port: textLike('name of a port', /^[a-z0-9-]+$/, 'Write the name of the port of its Service.'),
  tune: anything,
});

const metrics = cataloged(catalogs['prometheus-operator']);

/**
 * The prometheus-operator that runs in the cluster already, with its alerts. Nothing runs for it: it is found behind its Service.
 *
 *     stack.install(prometheusOperator({ namespace: 'default' }));
 */
export function prometheusOperator(props: PrometheusOperatorProps): Component {
  const {
    namespace: targetNamespace,
    labels = { 'app.kubernetes.io/name': 'prometheus-operator' },
    port = 'http',
    tune: by = {},
  } = props ?? {};
  return {
    name: 'prometheus-operator',
    problems: optionsKind(props, ''),
    watch: { metrics, alerts: tune(operatorAlerts, by) },
    objects: () => [],
    scrapes: ({ namespace }) => [
      {
        ...serviceScrape({
          job: 'prometheus-operator',
          namespace,
          targetNamespace,
          port,
          matchLabels: labels,
          sources: [metrics],
          reach: {},
        }),
        isForeign: true,
      },
    ],
  };
}
