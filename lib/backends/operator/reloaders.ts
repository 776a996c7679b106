import { cataloged } from '../../catalog/cataloged';
import { catalogs } from '../../catalog/catalogs';
import { configReloaderAlerts } from '../../catalog/config-reloader/alerts';
import { selectorLabels } from '../../manifests/labels';
import { podScrape } from '../../manifests/scrape';
import type { Alert } from '../../model/rule';
import type { OwnProgram } from '../backend';
import { alertmanager, prometheus } from '../shared/own-programs';

const metrics = cataloged(catalogs['config-reloader']);

/** The container that the operator puts beside a program, at its own port. */
const beside = (program: string, alerts: readonly Alert[]): OwnProgram => ({
  name: `${program}-config-reloader`,
  watch: { metrics, alerts },
  scrape: ({ namespace }) =>
    podScrape({
      name: `${program}-config-reloader`,
      job: 'config-reloader',
      namespace,
      port: 'reloader-web',
      matchLabels: selectorLabels(program),
      sources: [metrics],
      reach: { podLabels: selectorLabels(program), port: 8080 },
    }),
});

/** What makes Prometheus and Alertmanager read a new configuration; its alert is about both, and comes where somebody is told. */
export const configReloaders = (routed: boolean): readonly OwnProgram[] =>
  routed ? [beside(prometheus.name, configReloaderAlerts), beside(alertmanager.name, [])] : [beside(prometheus.name, [])];
