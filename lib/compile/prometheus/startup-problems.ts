import type { Problem } from '../../text/problem';
import { isMapping } from '../../yaml/value';

/** Something that prometheus-operator generates all the same, and for which Prometheus refuses the whole file. */
export interface StartupProblem extends Problem {
  /** The field of prometheus.yaml: `scrape_configs`, `remote_write`, `external_labels` ... */
  readonly field: string;
  /** Which of the list, where the field is one. */
  readonly index?: number;
  /** The job's name, of a scrape configuration. */
  readonly job?: string;
}

type Mapping = Readonly<Record<string, unknown>>;

/**
 * What Prometheus v3 would refuse in a configuration, as far as objects that the API server and the operator accept can cause it
 * (prometheus/common/config, HTTPClientConfig.Validate; prometheus/config, GlobalConfig and RemoteWriteConfig).
 */
export function startupProblems(config: Mapping): readonly StartupProblem[] {
  const problems: StartupProblem[] = [];
  const check = (field: string, list: unknown, problemOf: (item: Mapping) => Problem | undefined): void => {
    mappingsOf(list).forEach((item, index) => {
      const problem = problemOf(item);
      if (problem !== undefined)
        problems.push({ ...problem, field, index, ...(typeof item.job_name === 'string' && { job: item.job_name }) });
    });
  };
  check('scrape_configs', config.scrape_configs, (job) => loginProblem(job) ?? discoveryProblem(job) ?? relabelProblem(job));
  check('remote_write', config.remote_write, (remote) => loginProblem(remote) ?? queueProblem(remote));
  check('remote_read', config.remote_read, loginProblem);
  check(
    'alertmanagers',
    isMapping(config.alerting) ? config.alerting.alertmanagers : undefined,
    (one) => loginProblem(one) ?? discoveryProblem(one),
  );
  for (const field of ['remote_write', 'remote_read']) problems.push(...namesakes(field, config[field]));
  problems.push(...externalLabelProblems(config.global));
  return problems;
}

const mappingsOf = (list: unknown): readonly Mapping[] => (Array.isArray(list) ? list.filter(isMapping) : []);

const logins = ['basic_auth', 'authorization', 'oauth2', 'sigv4', 'azuread', 'google_iam'];

/** Two ways to log in at one place. */
function loginProblem(client: Mapping): Problem | undefined {
  const bearer = ['bearer_token', 'bearer_token_file'].filter((name) => typeof client[name] === 'string' && client[name] !== '');
  const found = [...logins.filter((name) => isMapping(client[name])), ...bearer];
  return found.length > 1 ? { code: 'conflict', message: `Prometheus takes one of ${found.join(' and ')}, not both` } : undefined;
}

function discoveryProblem(job: Mapping): Problem | undefined {
  for (const key in job) {
    if (!key.endsWith('_sd_configs')) continue;
    for (const discovery of mappingsOf(job[key])) {
      const problem = loginProblem(discovery);
      if (problem !== undefined) return { ...problem, message: `${key}: ${problem.message}` };
    }
  }
  return undefined;
}

function relabelProblem(job: Mapping): Problem | undefined {
  const rules = ['relabel_configs', 'metric_relabel_configs'].flatMap((field) => mappingsOf(job[field]));
  return rules.some(({ action, modulus }) => action === 'hashmod' && !modulus)
    ? { code: 'missing-field', message: 'the action hashmod needs a modulus' }
    : undefined;
}

function queueProblem({ queue_config: queue }: Mapping): Problem | undefined {
  if (!isMapping(queue)) return undefined;
  const { min_shards: least = 1, max_shards: most = 50 } = queue; // the defaults of prometheus/config, DefaultQueueConfig
  return typeof least === 'number' && typeof most === 'number' && least > most
    ? { code: 'conflict', message: `min_shards (${least}) is more than max_shards (${most})` }
    : undefined;
}

function namesakes(field: string, list: unknown): StartupProblem[] {
  const seen = new Set<unknown>();
  return mappingsOf(list).flatMap(({ name }, index) => {
    if (name === undefined || name === '') return [];
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ field, index, code: 'duplicate', message: `the name ${String(name)} is used twice` }];
  });
}

const legacyName = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

function externalLabelProblems(global: unknown): StartupProblem[] {
  if (!isMapping(global) || global.metric_name_validation_scheme !== 'legacy' || !isMapping(global.external_labels)) return [];
  return Object.keys(global.external_labels)
    .filter((name) => !legacyName.test(name))
    .map((name) => ({
      field: 'external_labels',
      code: 'wrong-value',
      message: `${name} is not a valid label name under the legacy validation scheme`,
    }));
}
