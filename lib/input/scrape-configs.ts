import type { ObjectInput, ScrapeInput } from '../analysis/check-input';
import { onPod } from '../analysis/endpoint-targets';
import type { LabelLookup } from '../analysis/relabeling';
import { type AnyService, type Wiring, wiringOf } from '../analysis/services';
import { type RelabelConfig, type ScrapeJob, targetLabels } from '../analysis/target-labels';
import { sourcesOfImages } from '../catalog/program-metrics';
import { listAt, mappingsAt, textAt, textsAt } from '../kubernetes/access';
import type { MetricSource } from '../model/watch';
import { isMapping } from '../yaml/value';
import type { Located } from './documents';
import { jobOf } from './jobs';
import { placeOf } from './rules';
import { intervalOf } from './scrapes';

/** The jobs of Prometheus' own configuration, in a file or in a ConfigMap. */
export function scrapesOfFiles(documents: readonly Located[], objects: readonly ObjectInput[]): readonly ScrapeInput[] {
  const wiring = wiringOf({ objects });
  return documents.flatMap((document) => {
    const { value } = document;
    if (!isMapping(value) || value.kind !== undefined) return [];
    // Prometheus' own default (Prometheus documentation, "global").
    const usual = textAt(value, 'global', 'scrape_interval') ?? '1m';
    return mappingsAt(value, 'scrape_configs').flatMap(([json, index]) =>
      ofJob({ scrape_interval: usual, ...json }, document, index, wiring),
    );
  });
}

/** One scrape for each job label: the groups of static targets may have different ones. */
function ofJob(json: Readonly<Record<string, unknown>>, document: Located, index: number, wiring: Wiring): readonly ScrapeInput[] {
  const name = textAt(json, 'job_name');
  if (name === undefined) return [];
  const groups = mappingsAt(json, 'static_configs').map(([group]) => group);
  const job: ScrapeJob = {
    ...json,
    job_name: name,
    relabel_configs: relabelConfigs(json.relabel_configs),
    metric_relabel_configs: relabelConfigs(json.metric_relabel_configs),
    kubernetes_sd_configs: mappingsAt(json, 'kubernetes_sd_configs').map(([config]) => ({ role: String(config.role) })),
    static_configs: groups.map((group) => ({ labels: textsAt(group, 'labels') })),
  };
  const isStatic = Object.keys(json).every((key) => !key.endsWith('_sd_configs'));
  const isPlain =
    isStatic && (textAt(json, 'metrics_path') ?? '/metrics') === '/metrics' && json.params === undefined && !movesTargets(job);
  const byJob = new Map<string, Readonly<Record<string, unknown>>[]>();
  for (const group of groups) {
    const label = jobOf(job, labelled(textsAt(group, 'labels')));
    byJob.set(label, [...(byJob.get(label) ?? []), group]);
  }
  if (!isStatic || groups.length === 0) {
    const label = jobOf(job, discovered(json));
    byJob.set(label, byJob.get(label) ?? []);
  }
  return [...byJob].map(
    ([label, own]): ScrapeInput => ({
      monitor: { apiVersion: '', kind: 'job', metadata: { name } },
      job: label,
      sources: isPlain
        ? sourcesOfTargets(
            own.flatMap((group) => listAt(group, 'targets')),
            wiring,
          )
        : [],
      reach: {},
      mustSelect: false,
      labels: targetLabels(job),
      honorsLabels: json.honor_labels === true,
      ...intervalOf(job),
      ...(job.metric_relabel_configs!.length > 0 && { metricRelabeling: job.metric_relabel_configs! }),
      place: placeOf(document, ['scrape_configs', index]),
    }),
  );
}

const relabelConfigs = (value: unknown): readonly RelabelConfig[] =>
  mappingsAt(value).map(([json]) => ({
    action: textAt(json, 'action') ?? 'replace',
    ...(Array.isArray(json.source_labels) && { source_labels: json.source_labels.map(String) }),
    ...(typeof json.separator === 'string' && { separator: json.separator }),
    ...((typeof json.regex === 'string' || typeof json.regex === 'number') && { regex: json.regex }),
    ...(typeof json.target_label === 'string' && { target_label: json.target_label }),
    ...(json.replacement !== undefined && { replacement: String(json.replacement) }),
  }));

/** Relabeling that makes targets be asked elsewhere than they are named. */
const movesTargets = ({ relabel_configs: configs = [] }: ScrapeJob): boolean =>
  configs.some(({ target_label: target = '' }) => /^__(?!tmp)/.test(target) || target.includes('$'));

const labelled =
  (labels: Readonly<Record<string, string>>): LabelLookup =>
  (label) =>
    labels[label] ?? (label.startsWith('__') && !label.startsWith('__tmp') ? undefined : '');

/** Files and HTTP give targets labels of their own; what Kubernetes gives begins with `__`. */
const discovered = (json: object): LabelLookup => {
  const isKubernetes = Object.keys(json).every((key) => !key.endsWith('_sd_configs') || key === 'kubernetes_sd_configs');
  return (label) => (isKubernetes && (!label.startsWith('__') || label.startsWith('__tmp')) ? '' : undefined);
};

/** What static targets run: Prometheus itself, or the pods behind the only Service of the target's name. */
function sourcesOfTargets(targets: readonly unknown[], wiring: Wiring): readonly MetricSource[] {
  const sources = targets.map((target) => {
    const [, host, port] = /^(?:https?:\/\/)?([\w.-]+):(\d+)$/.exec(String(target)) ?? [];
    if (host === undefined) return undefined;
    if (/^(?:localhost|127\.0\.0\.1)$/.test(host)) return port === '9090' ? sourcesOfImages(['prometheus']) : undefined;
    const service = serviceNamed(host, wiring);
    const [servicePort] = mappingsAt(service?.object, 'spec', 'ports').filter(([one]) => one.port === Number(port));
    const containers = servicePort === undefined ? [] : service!.pods.map((pod) => onPod(servicePort[0], pod).container);
    return containers.length === 0 || containers.includes(undefined)
      ? undefined
      : sourcesOfImages(containers.map((container) => textAt(container, 'json', 'image') ?? ''));
  });
  return sources.length === 0 || sources.includes(undefined) ? [] : [...new Set(sources.flatMap((known) => known!))];
}

/** `name`, `name.namespace` or `name.namespace.svc...`; without a namespace it is known only where one Service has the name. */
function serviceNamed(host: string, { findServices }: Wiring): AnyService | undefined {
  const [name, namespace] = host.split('.');
  const named = findServices({}, namespace === undefined ? undefined : [namespace]).filter(
    ({ object, judged }) => judged !== undefined && object.metadata.name === name,
  );
  return named.length === 1 ? named[0] : undefined;
}
