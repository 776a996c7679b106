import { regexpMatches } from '../promql/regexp';

/** One entry of relabel_configs or metric_relabel_configs (Prometheus documentation, "relabel_config"). */
export interface RelabelConfig {
  readonly action?: string;
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string | number;
  readonly target_label?: string;
  readonly replacement?: string;
}

/** What is known of the labels of some series: those that each of them has, and those that one may have. */
export interface LabelKnowledge {
  readonly always: ReadonlySet<string>;
  /** `any`: more labels than are listed anywhere, such as those of a labelmap. */
  readonly possible: ReadonlySet<string> | 'any';
}

/** Labels that a target has before relabeling, whatever found it. */
const beforeRelabeling = ['__address__', '__scheme__', '__metrics_path__', '__scrape_interval__', '__scrape_timeout__', 'job'];

/** Meta labels that service discovery of Kubernetes gives to every target of a role (Prometheus documentation, "kubernetes_sd_config"). */
const kubernetesMeta: Readonly<Record<string, readonly string[]>> = {
  node: ['__meta_kubernetes_node_name'],
  service: ['__meta_kubernetes_namespace', '__meta_kubernetes_service_name'],
  pod: ['__meta_kubernetes_namespace', '__meta_kubernetes_pod_name', '__meta_kubernetes_pod_container_name', '__meta_kubernetes_pod_phase'],
  endpoints: ['__meta_kubernetes_namespace', '__meta_kubernetes_endpoints_name', '__meta_kubernetes_service_name'],
  endpointslice: ['__meta_kubernetes_namespace', '__meta_kubernetes_endpointslice_name', '__meta_kubernetes_service_name'],
  ingress: [
    '__meta_kubernetes_namespace',
    '__meta_kubernetes_ingress_name',
    '__meta_kubernetes_ingress_scheme',
    '__meta_kubernetes_ingress_path',
  ],
};

export interface ScrapeJob {
  readonly scrape_interval?: string;
  readonly relabel_configs?: readonly RelabelConfig[];
  readonly metric_relabel_configs?: readonly RelabelConfig[];
  readonly kubernetes_sd_configs?: readonly { readonly role: string }[];
  readonly static_configs?: readonly { readonly labels?: Readonly<Record<string, string>> }[];
  readonly [section: string]: unknown;
}

const isDiscovery = (section: string) => section.endsWith('_sd_configs') && section !== 'kubernetes_sd_configs';

/** The labels that a job's targets give to all of their series. */
export function targetLabels(job: ScrapeJob): LabelKnowledge {
  const roles = (job.kubernetes_sd_configs ?? []).map(({ role }) => kubernetesMeta[role] ?? []);
  const statics = (job.static_configs ?? []).map(({ labels = {} }) => Object.keys(labels));
  const found = [...roles, ...statics];
  const opaque = Object.keys(job).some(isDiscovery);
  const inAll = opaque ? [] : (found[0] ?? []).filter((label) => found.every((labels) => labels.includes(label)));
  const before: LabelKnowledge = {
    always: new Set([...beforeRelabeling, ...inAll]),
    // Files and HTTP may give any label; other discovery only such as begin with `__`, which stay by relabeling alone.
    possible:
      opaque && Object.keys(job).some((section) => /^(file|http)_sd_configs$/.test(section))
        ? 'any'
        : new Set([...beforeRelabeling, ...found.flat()]),
  };
  const after = relabeled(before, job.relabel_configs ?? []);
  const visible = (labels: ReadonlySet<string>) => [...labels].filter((label) => !label.startsWith('__'));
  return {
    always: new Set(['instance', ...visible(after.always)]),
    possible: after.possible === 'any' ? 'any' : new Set(['instance', ...visible(after.possible)]),
  };
}

/** What relabeling leaves of what is known. */
export function relabeled(before: LabelKnowledge, configs: readonly RelabelConfig[]): LabelKnowledge {
  return configs.reduce(relabeledOnce, before);
}

const matchesAll = (regex: string | number | undefined) => regex === undefined || /^\(?\.\*\)?$/.test(String(regex));

function relabeledOnce(known: LabelKnowledge, config: RelabelConfig): LabelKnowledge {
  const { action = 'replace', target_label: target } = config;
  switch (action.toLowerCase()) {
    case 'replace':
    case 'hashmod':
    case 'lowercase':
    case 'uppercase':
      return target === undefined ? known : replaced(known, config, target);
    case 'labelmap':
      return { always: known.always, possible: 'any' };
    case 'labeldrop':
      return filtered(known, (label) => !regexpMatches(String(config.regex ?? ''), label));
    case 'labelkeep':
      return filtered(known, (label) => regexpMatches(String(config.regex ?? ''), label));
    // keep, drop, keepequal and dropequal choose targets, not labels.
    default:
      return known;
  }
}

function replaced(
  known: LabelKnowledge,
  { source_labels: sources = [], regex, replacement = '$1', action }: RelabelConfig,
  target: string,
): LabelKnowledge {
  // A target label with references ($1) can become any label.
  if (target.includes('$')) return { always: known.always, possible: 'any' };
  const refers = replacement.includes('$');
  if (replacement === '' && matchesAll(regex)) return filtered(known, (label) => label !== target);
  const hasSource = sources.some((label) => known.always.has(label));
  const givesText = refers ? hasSource && /\$(1|\{1\})/.test(replacement) : replacement !== '';
  const filled = action === undefined || action === 'replace' ? matchesAll(regex) && givesText : hasSource;
  const mayEmpty = !filled && matchesAll(regex);
  const always = new Set(known.always);
  if (filled) always.add(target);
  else if (mayEmpty || replacement === '') always.delete(target);
  return { always, possible: known.possible === 'any' ? 'any' : new Set([...known.possible, target]) };
}

const filtered = ({ always, possible }: LabelKnowledge, keeps: (label: string) => boolean): LabelKnowledge => ({
  always: new Set([...always].filter(keeps)),
  possible: possible === 'any' ? 'any' : new Set([...possible].filter(keeps)),
});
