import { alertmanagerWatch } from '../../catalog/alertmanager';
import { prometheusWatch } from '../../catalog/prometheus';
import type { NamedObject } from '../../kubernetes/object';
import type { Context } from '../../manifests/context';
import { selectorLabels } from '../../manifests/labels';
import type { Replicated } from '../../manifests/program-options';
import { serviceScrape, sourcesOf } from '../../manifests/scrape';
import type { Served } from '../../manifests/service-settings';
import { service } from '../../manifests/workload';
import type { Watch } from '../../model/watch';
import type { OwnProgram } from '../backend';
import { type ProgramProps, pathPrefix, replicasOf, type Web } from './props';

export const prometheus = { name: 'prometheus', service: 'prometheus-service', peers: 'prometheus-replicas', port: 9090 } as const;
export const alertmanager = {
  name: 'alertmanager',
  service: 'alertmanager-service',
  peers: 'alertmanager-replicas',
  config: 'alertmanager-config',
  port: 9093,
  /** Of TCP and UDP, between replicas. */
  peerPort: 9094,
} as const;

const watched = (name: string, port: number, watch: Watch, web: Web = {}): OwnProgram => ({
  name,
  watch,
  scrape: ({ namespace }) =>
    serviceScrape({
      job: name,
      namespace,
      port: 'http',
      ...(pathPrefix(web) !== '' && { path: `${pathPrefix(web)}/metrics` }),
      matchLabels: selectorLabels(name),
      sources: sourcesOf(watch),
      reach: { podLabels: selectorLabels(name), port },
    }),
});

const { alerts: _, ...silentWatch } = prometheusWatch;

/** Prometheus, and Alertmanager where somebody is to be notified. Where nobody is, Prometheus has no alerts about itself. */
export const ownPrograms =
  (props: ProgramProps = {}) =>
  (routed: boolean): readonly OwnProgram[] =>
    routed
      ? [
          watched(prometheus.name, prometheus.port, prometheusWatch, props.prometheus),
          watched(alertmanager.name, alertmanager.port, alertmanagerWatch, props.alertmanager),
        ]
      : [watched(prometheus.name, prometheus.port, silentWatch, props.prometheus)];

export const prometheusUrl =
  ({ prometheus: web = {} }: ProgramProps = {}) =>
  (namespace: string): string =>
    `http://${prometheus.service}.${namespace}.svc:${prometheus.port}${pathPrefix(web)}`;

/** The Service of a program. Of several replicas a client stays at one: two hold the same samples at other times. */
export function programService(
  { namespace }: Context,
  program: typeof prometheus | typeof alertmanager,
  { service: settings, ...replicated }: Served & Replicated = {},
): NamedObject {
  return service({
    name: program.service,
    namespace,
    component: program.name,
    ports: { http: program.port },
    ...(settings && { settings }),
    ...(replicasOf(replicated) > 1 && { sticky: true }),
  });
}
