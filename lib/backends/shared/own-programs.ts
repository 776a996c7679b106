import { alertmanagerWatch } from '../../catalog/alertmanager';
import { prometheusWatch } from '../../catalog/prometheus';
import type { NamedObject } from '../../kubernetes/object';
import type { Context } from '../../manifests/context';
import { selectorLabels } from '../../manifests/labels';
import { serviceScrape, sourcesOf } from '../../manifests/scrape';
import { service } from '../../manifests/workload';
import type { Watch } from '../../model/watch';
import type { OwnProgram } from '../backend';

export const prometheus = { name: 'prometheus', service: 'prometheus-service', port: 9090 } as const;
export const alertmanager = { name: 'alertmanager', service: 'alertmanager-service', config: 'alertmanager-config', port: 9093 } as const;

const watched = (name: string, port: number, watch: Watch): OwnProgram => ({
  name,
  watch,
  scrape: ({ namespace }) =>
    serviceScrape({
      job: name,
      namespace,
      port: 'http',
      matchLabels: selectorLabels(name),
      sources: sourcesOf(watch),
      reach: { podLabels: selectorLabels(name), port },
    }),
});

const { alerts: _, ...silentWatch } = prometheusWatch;
const silentPrometheus = watched(prometheus.name, prometheus.port, silentWatch);
const watchedPrometheus = watched(prometheus.name, prometheus.port, prometheusWatch);
const watchedAlertmanager = watched(alertmanager.name, alertmanager.port, alertmanagerWatch);

/** Prometheus, and Alertmanager where somebody is to be notified. Where nobody is, Prometheus has no alerts about itself. */
export const ownPrograms = (routed: boolean): readonly OwnProgram[] =>
  routed ? [watchedPrometheus, watchedAlertmanager] : [silentPrometheus];

export const prometheusUrl = (namespace: string): string => `http://${prometheus.service}.${namespace}.svc:${prometheus.port}`;

export const programService = ({ namespace }: Context, program: typeof prometheus | typeof alertmanager): NamedObject =>
  service({ name: program.service, namespace, component: program.name, ports: { http: program.port } });
