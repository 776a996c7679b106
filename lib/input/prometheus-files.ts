import type { JudgedRefusal } from '../analysis/check-input';
import { mappingsAt, textAt, valueAt } from '../kubernetes/access';
import { type KubernetesObject, namespaceOf, titleOf } from '../kubernetes/object';
import { parseDuration } from '../promql/numbers';
import { regexpFault } from '../promql/regexp';
import { inWords } from '../text/list';
import { nearest } from '../text/nearest';
import { isMapping, type Path } from '../yaml/value';
import type { Located } from './documents';
import { actions, fieldsOfFile, fieldsOfJob, fieldsOfRelabeling, roles } from './prometheus-fields';
import { placeOf } from './rules';

type Json = Readonly<Record<string, unknown>>;

interface Misread {
  readonly path: Path;
  readonly message: string;
  readonly hint?: string;
}

const refused = 'Correct it: Prometheus does not start with it, and one that runs keeps the old configuration.';

/**
 * What Prometheus refuses in its own language: in a prometheus.yml, and in the texts that a Prometheus object adds to the configuration
 * that the operator makes. Files for agents that read more than Prometheus are left alone.
 */
export function misreadPrometheus(documents: readonly Located[], objects: readonly KubernetesObject[]): readonly JudgedRefusal[] {
  const texts = additionalTexts(objects);
  return documents.flatMap((document) => {
    const { value, object, holderKey } = document;
    const part = object === undefined || holderKey === undefined ? undefined : texts.get(`${object} ${holderKey}`);
    const found = part !== undefined ? [...ofPart(part, value)] : isPrometheusFile(value) ? [...ofFile(value)] : [];
    return found
      .filter(({ path }) => !placeholder.test(String(valueAt(value, ...path) ?? '')))
      .map(({ hint = refused, ...rest }) => ({ ...rest, hint, by: 'Prometheus' as const, place: placeOf(document, []) }));
  });
}

const placeholder = /\$\{[A-Z]|\$\(|\{\{|<[^>]*>|__[A-Z]+__|%\w+%/;

type Part = 'additionalScrapeConfigs' | 'additionalAlertRelabelConfigs' | 'additionalAlertManagerConfigs';
const parts: readonly Part[] = ['additionalScrapeConfigs', 'additionalAlertRelabelConfigs', 'additionalAlertManagerConfigs'];

/** The keys of Secrets that Prometheus objects name, and for what. */
function additionalTexts(objects: readonly KubernetesObject[]): ReadonlyMap<string, Part> {
  return new Map(
    objects
      .filter(({ kind }) => kind === 'Prometheus' || kind === 'PrometheusAgent')
      .flatMap((server) =>
        parts.flatMap((part): readonly (readonly [string, Part])[] => {
          const [name, key] = [textAt(server.spec, part, 'name'), textAt(server.spec, part, 'key')];
          const secret = titleOf({ apiVersion: 'v1', kind: 'Secret', metadata: { name, namespace: namespaceOf(server) } });
          return name === undefined || key === undefined ? [] : [[`${secret} ${key}`, part]];
        }),
      ),
  );
}

/** Promtail, the OpenTelemetry collector and vmagent have files that look alike, with keys or relabelings of their own. */
function isPrometheusFile(value: unknown): value is Json {
  if (!isMapping(value) || value.kind !== undefined || !Array.isArray(value.scrape_configs)) return false;
  const isKnown = (key: string) => fieldsOfFile.includes(key) || nearest(key, fieldsOfFile) !== undefined;
  return (
    Object.keys(value).every(isKnown) && !/"(?:if|pipeline_stages|stream_parse|loki_push_api)":/.test(JSON.stringify(value.scrape_configs))
  );
}

function* ofPart(part: Part, value: unknown): Iterable<Misread> {
  if (part === 'additionalScrapeConfigs') yield* ofJobs(value, [], {});
  else if (part === 'additionalAlertRelabelConfigs') yield* ofRelabelings(value, []);
  else for (const [one, index] of mappingsAt(value)) yield* ofAlertmanager(one, [index]);
}

function* ofFile(file: Json): Iterable<Misread> {
  yield* misspelt(file, fieldsOfFile, []);
  const global = isMapping(file.global) ? file.global : {};
  yield* tooLong(global, { scrape_interval: '1m' }, ['global']); // its default (Prometheus documentation, "global")
  yield* ofJobs(file.scrape_configs, ['scrape_configs'], global);
  yield* ofRelabelings(valueAt(file, 'alerting', 'alert_relabel_configs'), ['alerting', 'alert_relabel_configs']);
  for (const [one, index] of mappingsAt(file, 'alerting', 'alertmanagers'))
    yield* ofAlertmanager(one, ['alerting', 'alertmanagers', index]);
  for (const [one, index] of mappingsAt(file, 'remote_write')) {
    yield* ofRelabelings(one.write_relabel_configs, ['remote_write', index, 'write_relabel_configs']);
  }
}

function* ofJobs(value: unknown, at: Path, global: Json): Iterable<Misread> {
  const seen = new Set<string>();
  for (const [job, index] of mappingsAt(value)) {
    const path = [...at, index];
    const name = textAt(job, 'job_name');
    if (job.job_name === undefined || job.job_name === null || name === '') {
      yield { path, message: 'the job has no job_name', hint: 'Give it one that no other job has.' };
    }
    // In a file duplicate-name says so.
    if (name !== undefined && seen.has(name) && at.length === 0) {
      yield { path: [...path, 'job_name'], message: `two jobs are called ${name}`, hint: 'Give each job a name of its own.' };
    }
    if (name !== undefined) seen.add(name);
    yield* misspelt(job, fieldsOfJob, path);
    yield* tooLong(job, { scrape_interval: '1m', ...global }, path);
    for (const field of ['relabel_configs', 'metric_relabel_configs']) yield* ofRelabelings(job[field], [...path, field]);
    yield* ofDiscovery(job, path);
  }
}

function* ofAlertmanager(one: Json, path: Path): Iterable<Misread> {
  for (const field of ['relabel_configs', 'alert_relabel_configs']) yield* ofRelabelings(one[field], [...path, field]);
  yield* ofDiscovery(one, path);
}

/** The timeout that somebody wrote may not be longer than the interval; the default is cut down to it. */
function* tooLong(owner: Json, usual: Json, path: Path): Iterable<Misread> {
  const interval = owner.scrape_interval ?? usual.scrape_interval;
  const [timeout, every] = [owner.scrape_timeout, interval].map((text) => (typeof text === 'string' ? parseDuration(text) : undefined));
  if (timeout === undefined || every === undefined || 'fault' in timeout || 'fault' in every) return;
  if (every.seconds === 0 || timeout.seconds <= every.seconds) return;
  yield {
    path: [...path, 'scrape_timeout'],
    message: `scrape_timeout ${String(owner.scrape_timeout)} is more than scrape_interval ${String(interval)}`,
    hint: 'Write a timeout of at most the interval.',
  };
}

function* ofDiscovery(owner: Json, path: Path): Iterable<Misread> {
  for (const [{ role }, index] of mappingsAt(owner, 'kubernetes_sd_configs')) {
    if (typeof role === 'string' && roles.includes(role)) continue;
    const similar = typeof role === 'string' ? nearest(role.toLowerCase(), roles) : undefined;
    const [at, what] =
      role === undefined ? [[], 'it has no role'] : [['role'], `there is no role ${JSON.stringify(role)} of discovery in Kubernetes`];
    yield {
      path: [...path, 'kubernetes_sd_configs', index, ...(at as Path)],
      message: what as string,
      hint: similar === undefined ? `Write one of ${inWords(roles, roles.length)}.` : `Did you mean ${similar}?`,
    };
  }
  // With relabelings a target may be anything that they make an address of.
  if (mappingsAt(owner, 'relabel_configs').length > 0) return;
  for (const [group, index] of mappingsAt(owner, 'static_configs')) {
    for (const [number, target] of (Array.isArray(group.targets) ? group.targets : []).entries()) {
      if (typeof target !== 'string' || !target.includes('/')) continue;
      yield {
        path: [...path, 'static_configs', index, 'targets', number],
        message: `the target ${target} is no host and port`,
        hint: 'Write host:port; the scheme and the path are fields of their own (scheme, metrics_path, path_prefix).',
      };
    }
  }
}

function* ofRelabelings(value: unknown, at: Path): Iterable<Misread> {
  for (const [rule, index] of mappingsAt(value)) {
    const path = [...at, index];
    for (const field of Object.keys(rule).filter((each) => !fieldsOfRelabeling.includes(each)))
      yield unknownField(field, fieldsOfRelabeling, rule, path);
    const { action, regex } = rule;
    if (typeof action === 'string' && !actions.includes(action.toLowerCase())) {
      const similar = nearest(action.toLowerCase(), actions);
      yield {
        path: [...path, 'action'],
        message: `there is no relabeling with the action ${action}`,
        hint: `${similar === undefined ? '' : `Did you mean ${similar}? `}The actions are ${inWords(actions, actions.length)}.`,
      };
    }
    const fault = typeof regex === 'string' ? regexpFault(`^(?s:${regex})$`) : undefined;
    if (fault !== undefined) yield { path: [...path, 'regex'], message: `the regular expression ${regex} does not compile: ${fault}` };
  }
}

/** Of a field that is unknown, and like none that is known, it is not sure that a newer Prometheus does not have it. */
function* misspelt(owner: Json, fields: readonly string[], path: Path): Iterable<Misread> {
  for (const field of Object.keys(owner)) {
    if (!fields.includes(field) && nearest(field, fields) !== undefined) yield unknownField(field, fields, owner, path);
  }
}

function unknownField(field: string, fields: readonly string[], owner: Json, path: Path): Misread {
  const similar = nearest(
    field,
    fields.filter((known) => owner[known] === undefined),
  );
  return {
    path: [...path, field],
    message: `Prometheus has no field ${field} here`,
    ...(similar !== undefined && { hint: `Did you mean ${similar}?` }),
  };
}
