import { type AdditionalTexts, readAdditional } from './additional';
import { alertingFields } from './alerting';
import type { CompileContext } from './context';
import type { PodMonitor, Probe, ServiceMonitor } from './crd/monitors';
import type { PrometheusSpec } from './crd/prometheus';
import type { ScrapeConfig } from './crd/scrape-config';
import { type ConfigurationFields, nonEmptyList, omitUndefined } from './fields';
import { globalSection, runtimeFields, serverGlobalFields } from './global';
import { otlpFields } from './otlp';
import { compilePodMonitor } from './pod-monitor';
import { compileProbe } from './probe';
import { remoteReadConfig, remoteWriteConfig } from './remote';
import { type RuleConfigMap, ruleFilesOf } from './rule-config-maps';
import { compileScrapeConfig } from './scrape-config';
import { compileServiceMonitor } from './service-monitor';
import { agentStorage, serverStorage } from './storage';
import { tracingFields } from './tracing';

/** The objects that say what is scraped, in the order of their jobs. */
export interface ScrapeObjects {
  readonly serviceMonitors: readonly ServiceMonitor[];
  readonly podMonitors: readonly PodMonitor[];
  readonly probes: readonly Probe[];
  readonly scrapeConfigs: readonly ScrapeConfig[];
}

/** The configuration of a Prometheus server. */
export function serverConfig(
  context: CompileContext,
  spec: PrometheusSpec,
  scrapes: ScrapeObjects,
  maps: readonly RuleConfigMap[],
  texts: AdditionalTexts,
): ConfigurationFields {
  const additional = readAdditional(texts, context);
  return omitUndefined({
    global: omitUndefined({ ...globalSection(context), ...serverGlobalFields(context, spec) }),
    runtime: runtimeFields(context),
    rule_files: spec.ruleSelector && maps.map(ruleFilesOf),
    scrape_configs: [
      ...serviceMonitorJobs(context, scrapes),
      ...podMonitorJobs(context, scrapes),
      ...probeJobs(context, scrapes),
      ...scrapeConfigJobs(context, scrapes),
      ...(additional.scrapeConfigs ?? []),
    ],
    storage: serverStorage(context, spec),
    alerting: alertingFields(context, spec, additional),
    ...remoteWriteField(context),
    remote_read: nonEmptyList(spec.remoteRead)?.map((remote) => remoteReadConfig(remote, context)),
    otlp: otlpFields(context),
    tracing: tracingFields(context),
  });
}

/** The configuration of a PrometheusAgent. An agent on every node scrapes that node's pods, and nothing else. */
export function agentConfig(context: CompileContext, scrapes: ScrapeObjects, texts: AdditionalTexts): ConfigurationFields {
  const pods = podMonitorJobs(context, scrapes);
  const additional = readAdditional(texts, context).scrapeConfigs ?? [];
  const others = context.daemonSet
    ? []
    : [...serviceMonitorJobs(context, scrapes), ...probeJobs(context, scrapes), ...scrapeConfigJobs(context, scrapes)];
  return omitUndefined({
    global: globalSection(context),
    runtime: runtimeFields(context),
    scrape_configs: [...pods, ...additional, ...others],
    storage: agentStorage(context),
    ...remoteWriteField(context),
    otlp: otlpFields(context),
    tracing: tracingFields(context),
  });
}

function serviceMonitorJobs(context: CompileContext, { serviceMonitors }: ScrapeObjects): ConfigurationFields[] {
  return serviceMonitors.flatMap((monitor) =>
    (monitor.spec.endpoints ?? []).map((_, index) => compileServiceMonitor(monitor, index, context)),
  );
}

function podMonitorJobs(context: CompileContext, { podMonitors }: ScrapeObjects): ConfigurationFields[] {
  return podMonitors.flatMap((monitor) =>
    (monitor.spec.podMetricsEndpoints ?? []).map((_, index) => compilePodMonitor(monitor, index, context)),
  );
}

function probeJobs(context: CompileContext, { probes }: ScrapeObjects): ConfigurationFields[] {
  return probes.map((probe) => compileProbe(probe, context));
}

function scrapeConfigJobs(context: CompileContext, { scrapeConfigs }: ScrapeObjects): ConfigurationFields[] {
  return scrapeConfigs.map((config) => compileScrapeConfig(config, context));
}

function remoteWriteField(context: CompileContext): ConfigurationFields {
  return { remote_write: nonEmptyList(context.spec.remoteWrite)?.map((remote) => remoteWriteConfig(remote, context)) };
}
