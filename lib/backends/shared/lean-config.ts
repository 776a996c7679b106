import { leanRelabeling, type RelabelRule } from './lean-relabeling';

/*
 * The configuration that prometheus-operator generates is exact and full of what says nothing: defaults that are spelled out, empty
 * lists, labels that the next rule overwrites. It is written without, for who reads and reviews it; its meaning is the same.
 */

type Section = Readonly<Record<string, unknown>>;

/** Fields of a scrape job with the value that Prometheus takes without them (Prometheus documentation, "scrape_config"). */
const jobDefaults: Section = { honor_labels: false, honor_timestamps: true, scheme: 'http', metrics_path: '/metrics', enable_http2: true };

/** Lists and mappings that are the same empty and absent. */
const emptyMeansAbsent = new Set(['external_labels', 'alert_relabel_configs', 'metric_relabel_configs', 'relabel_configs', 'templates']);

export function leanPrometheus({ global, alerting, scrape_configs: jobs, ...rest }: Section): Section {
  return {
    ...(global !== undefined && { global: withoutEmpty(global as Section) }),
    ...rest,
    ...(alerting !== undefined && { alerting: leanAlerting(alerting as Section) }),
    ...(jobs !== undefined && { scrape_configs: (jobs as readonly Section[]).map(leanJob) }),
  };
}

export const leanAlertmanager = (config: object): Section => withoutEmpty(config as Section);

const leanAlerting = ({ alertmanagers, ...rest }: Section): Section =>
  withoutEmpty({ ...rest, ...(alertmanagers !== undefined && { alertmanagers: (alertmanagers as readonly Section[]).map(leanRules) }) });

function leanJob(job: Section): Section {
  const said = Object.entries(job).filter(([key, value]) => value !== jobDefaults[key]);
  return leanRules(Object.fromEntries(said));
}

function leanRules(section: Section): Section {
  const lean = (value: unknown) => leanRelabeling(value as readonly RelabelRule[]);
  const { relabel_configs: rules } = section;
  return withoutEmpty(rules === undefined ? section : { ...section, relabel_configs: lean(rules) });
}

const withoutEmpty = (section: Section): Section =>
  Object.fromEntries(Object.entries(section).filter(([key, value]) => !(emptyMeansAbsent.has(key) && isEmpty(value))));

const isEmpty = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length === 0;
