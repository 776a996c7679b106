import type { ScrapeJob } from '../../analysis/target-labels';
import { type CompiledPrometheus, compilePrometheus } from '../../compile/prometheus/compile';
import type { NamedObject } from '../../kubernetes/object';
import { append } from '../../text/grouping';
import type { RenderedConfiguration } from '../backend';
import { prometheusObject } from './custom-resources';
import type { Installation } from './installation';
import type { PrometheusProps } from './props';
import type { CompiledRouting } from './routing';
import { scrapeConfigsText, unknownSources } from './scrape-configs';

/** The configuration that prometheus-operator would make of a stack. */
export const compiledPrometheus = (installation: Installation): CompiledPrometheus =>
  compilePrometheus({
    prometheus: prometheusObject(installation),
    objects: installation.scrapes.map(({ monitor }) => monitor),
    options: optionsOf(installation.prometheus),
  });

const optionsOf = (props: PrometheusProps) => {
  const text = scrapeConfigsText(props);
  return text === undefined ? {} : { additionalScrapeConfigs: text };
};

/** What the checks read of it. */
export function renderedConfiguration(
  installation: Installation,
  { config }: CompiledPrometheus,
  routing: CompiledRouting | undefined,
): RenderedConfiguration {
  const others = unknownSources(installation);
  return {
    externalLabels: { ...installation.clusterLabel, ...installation.prometheus.externalLabels },
    ...(others !== undefined && { others }),
    jobsOf: jobFinder(config),
    ...(routing && { routing }),
  };
}

/** The jobs of a configuration by the monitors that they were made of. */
export function jobFinder(config: CompiledPrometheus['config']): RenderedConfiguration['jobsOf'] {
  const jobs = new Map<string, ScrapeJob[]>();
  // The operator names a job after its monitor: serviceMonitor/NAMESPACE/NAME/ENDPOINT.
  for (const job of (config.scrape_configs ?? []) as readonly (ScrapeJob & { readonly job_name: string })[])
    append(jobs, job.job_name.split('/').slice(0, 3).join('/'), job);
  return (monitor) => jobs.get(keyOf(monitor)) ?? [];
}

const keyOf = ({ kind, metadata }: NamedObject) =>
  `${kind.slice(0, 1).toLowerCase()}${kind.slice(1)}/${metadata.namespace}/${metadata.name}`;
