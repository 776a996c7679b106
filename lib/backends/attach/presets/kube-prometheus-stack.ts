import { dnsLabel } from '../../../kubernetes/names';
import { type Fields, fields, required } from '../../../model/shape/fields';
import { choiceOf, listOf, named } from '../../../model/shape/kinds';
import type { Installed } from '../../backend';
import type { InstalledStack } from '../installed-stack';
import { clusterJobs, type InstalledJob, scrapeOfJob } from './jobs';
import { grafanaWithSidecar, scrapeKinds, selecting } from './objects';
import { remembered } from './remembered';

/** Parts of the chart, as its values call them. */
export type KubePrometheusStackPart = keyof typeof clusterJobs | 'alertmanager' | 'grafana' | 'prometheusOperator';

export interface KubePrometheusStackOptions {
  /** The name of the release, which monitors and rules have to have as their label `release`. */
  readonly release: string;
  /** Where it is installed. @default monitoring */
  readonly namespace?: string;
  /** What its values switch off, in their words, such as `kubeProxy`. @default - nothing */
  readonly without?: readonly KubePrometheusStackPart[];
  /** Which alerts the routing of a stack gets, as the values of its Alertmanager say: those of its namespace, or all. @default OnNamespace */
  readonly alertmanagerConfigMatcherStrategy?: (typeof strategies)[number];
}

const strategies = ['OnNamespace', 'OnNamespaceExceptForAlertmanagerNamespace', 'None'] as const;

const parts: readonly string[] = [...Object.keys(clusterJobs), 'alertmanager', 'grafana', 'prometheusOperator'];

const options: Fields<KubePrometheusStackOptions> = {
  release: required(named('name of a release', dnsLabel)),
  namespace: named('name of a namespace', dnsLabel),
  without: listOf(choiceOf(...parts)),
  alertmanagerConfigMatcherStrategy: choiceOf(...strategies),
};
const optionsKind = fields<KubePrometheusStackOptions>('kubePrometheusStack()', options);

/** The chart kube-prometheus-stack of prometheus-community, with the selectors of its values as they come. */
export function kubePrometheusStack(props: KubePrometheusStackOptions): InstalledStack {
  return {
    kind: 'installed',
    problems: optionsKind(props, ''),
    read: () => remembered(`kube-prometheus-stack ${JSON.stringify(props)}`, () => chart(props)),
  };
}

/** The names that the chart makes of a release (its template `kube-prometheus-stack.fullname`). */
function fullname(release: string): string {
  const name = release.includes('kube-prometheus-stack') ? release : `${release}-kube-prometheus-stack`;
  return name.slice(0, 26).replace(/-$/, '');
}

function chart(props: KubePrometheusStackOptions): Installed {
  const { release, namespace = 'monitoring', without = [], alertmanagerConfigMatcherStrategy: type } = props;
  const name = fullname(release);
  const has = (part: KubePrometheusStackPart) => !without.includes(part);
  const own: readonly (readonly [KubePrometheusStackPart | 'prometheus', InstalledJob])[] = [
    ['prometheus', { job: `${name}-prometheus`, monitor: `${name}-prometheus`, image: 'prometheus' }],
    ['alertmanager', { job: `${name}-alertmanager`, monitor: `${name}-alertmanager`, image: 'alertmanager' }],
    ['prometheusOperator', { job: `${name}-operator`, monitor: `${name}-operator`, image: 'prometheus-operator' }],
    ['grafana', { job: `${release}-grafana`, monitor: `${release}-grafana`, image: 'grafana' }],
  ];
  const all: readonly (readonly [string, InstalledJob])[] = [
    ...own,
    ...Object.entries(clusterJobs).flatMap(([part, jobs]) => jobs.map((job): readonly [string, InstalledJob] => [part, job])),
  ];
  const isLeftOut = ([part]: readonly [string, InstalledJob]) => (without as readonly string[]).includes(part);
  const labels = { matchLabels: { release } };
  const everywhere = { labels: {}, namespaces: {} };
  return {
    title: `kube-prometheus-stack ${release}`,
    objects: [
      selecting('Prometheus', { name: `${name}-prometheus`, namespace }, [[[...scrapeKinds, 'rule'], { labels, namespaces: {} }]], {
        serviceName: `${name}-prometheus`,
        serviceAccountName: `${name}-prometheus`,
      }),
      ...(has('alertmanager')
        ? [
            selecting(
              'Alertmanager',
              { name: `${name}-alertmanager`, namespace },
              [[['alertmanagerConfig'], everywhere]],
              type && { alertmanagerConfigMatcherStrategy: { type } },
            ),
          ]
        : []),
      ...(has('grafana') ? [grafanaWithSidecar(`${release}-grafana`, namespace, 'grafana_dashboard', '1')] : []),
    ],
    scrapes: all.filter((entry) => !isLeftOut(entry)).map(([, job]) => scrapeOfJob(job, namespace)),
    without: new Set(all.filter(isLeftOut).map(([, { job }]) => job)),
  };
}
