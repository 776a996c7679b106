import { isMapping } from '../../yaml/value';

/** Something that prometheus-operator generates all the same, and for which Prometheus refuses the whole file. */
export interface Refusal {
  /** The field of prometheus.yaml: `scrape_configs`, `remote_write`, `external_labels` ... */
  readonly field: string;
  /** Which of the list, where the field is one. */
  readonly index?: number;
  /** The job's name, of a scrape configuration. */
  readonly job?: string;
  readonly reason: string;
}

type Mapping = Readonly<Record<string, unknown>>;

/**
 * What Prometheus v3 would refuse in a configuration, as far as objects that the API server and the operator accept can bring it about
 * (prometheus/common/config, HTTPClientConfig.Validate; prometheus/config, GlobalConfig and RemoteWriteConfig).
 */
export function refusalsOf(config: Mapping): readonly Refusal[] {
  const refusals: Refusal[] = [];
  const judge = (field: string, list: unknown, fault: (item: Mapping) => string | undefined): void => {
    mappingsOf(list).forEach((item, index) => {
      const reason = fault(item);
      if (reason !== undefined) refusals.push({ field, index, ...(typeof item.job_name === 'string' && { job: item.job_name }), reason });
    });
  };
  judge('scrape_configs', config.scrape_configs, (job) => loginFault(job) ?? discoveryFault(job) ?? relabelFault(job));
  judge('remote_write', config.remote_write, (remote) => loginFault(remote) ?? queueFault(remote));
  judge('remote_read', config.remote_read, loginFault);
  judge(
    'alertmanagers',
    isMapping(config.alerting) ? config.alerting.alertmanagers : undefined,
    (one) => loginFault(one) ?? discoveryFault(one),
  );
  for (const field of ['remote_write', 'remote_read']) refusals.push(...namesakes(field, config[field]));
  refusals.push(...externalLabelFaults(config.global));
  return refusals;
}

const mappingsOf = (list: unknown): readonly Mapping[] => (Array.isArray(list) ? list.filter(isMapping) : []);

const logins = ['basic_auth', 'authorization', 'oauth2', 'sigv4', 'azuread', 'google_iam'];

/** Two ways to log in at one place. */
function loginFault(client: Mapping): string | undefined {
  const bearer = ['bearer_token', 'bearer_token_file'].filter((name) => typeof client[name] === 'string' && client[name] !== '');
  const found = [...logins.filter((name) => isMapping(client[name])), ...bearer];
  return found.length > 1 ? `Prometheus takes one of ${found.join(' and ')}, not both` : undefined;
}

function discoveryFault(job: Mapping): string | undefined {
  for (const key in job) {
    if (!key.endsWith('_sd_configs')) continue;
    for (const discovery of mappingsOf(job[key])) {
      const reason = loginFault(discovery);
      if (reason !== undefined) return `${key}: ${reason}`;
    }
  }
  return undefined;
}

function relabelFault(job: Mapping): string | undefined {
  const rules = ['relabel_configs', 'metric_relabel_configs'].flatMap((field) => mappingsOf(job[field]));
  return rules.some(({ action, modulus }) => action === 'hashmod' && !modulus)
    ? 'Prometheus takes no action hashmod without a modulus'
    : undefined;
}

function queueFault({ queue_config: queue }: Mapping): string | undefined {
  if (!isMapping(queue)) return undefined;
  const { min_shards: least = 1, max_shards: most = 50 } = queue; // the defaults of prometheus/config, DefaultQueueConfig
  return typeof least === 'number' && typeof most === 'number' && least > most
    ? `Prometheus takes no more min_shards (${least}) than max_shards (${most})`
    : undefined;
}

function namesakes(field: string, list: unknown): Refusal[] {
  const seen = new Set<unknown>();
  return mappingsOf(list).flatMap(({ name }, index) => {
    if (name === undefined || name === '') return [];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ field, index, reason: `Prometheus takes the name ${String(name)} once` }];
  });
}

const legacyName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function externalLabelFaults(global: unknown): Refusal[] {
  if (!isMapping(global) || global.metric_name_validation_scheme !== 'legacy' || !isMapping(global.external_labels)) return [];
  return Object.keys(global.external_labels)
    .filter((name) => !legacyName.test(name))
    .map((name) => ({ field: 'external_labels', reason: `${name} is no name for a label, where names are validated the legacy way` }));
}
