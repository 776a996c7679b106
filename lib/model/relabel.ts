import type { RelabelConfig } from '../../imports/monitoring.coreos.com/common';

/** Rules of relabeling, from top to bottom. A helper may give several for one thing. */
export type Relabelings = readonly (RelabelConfig | readonly RelabelConfig[])[];

/** Each rule by itself. */
export const eachRelabeling = (relabelings: Relabelings = []): readonly RelabelConfig[] => relabelings.flat() as readonly RelabelConfig[];

/** A text is a pattern of RE2 for the whole value; a list holds exact values. */
const patternOf = (values: string | readonly string[]): string =>
  typeof values === 'string' ? values : values.map((value) => value.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');

const listed = (labels: string | readonly string[]): readonly string[] => (typeof labels === 'string' ? [labels] : labels);

const chosen =
  (action: 'keep' | 'drop') =>
  (source: string | readonly string[], values: string | readonly string[]): RelabelConfig => ({
    action,
    sourceLabels: listed(source),
    regex: patternOf(values),
  });

/** A reference to a group in what is to stand as it is. */
const literal = (value: string): string => value.replaceAll('$', '$$$$');

const keep = chosen('keep');
const drop = chosen('drop');

/**
 * Short forms of what relabeling mostly does, for `relabelings`, which decide on targets before they are scraped, and for
 * `metricRelabelings`, which decide on series before they are stored. A text is a pattern of RE2, a list holds exact values. What has no
 * short form is written in the words of the custom resource: `{ action: 'hashmod', ... }`.
 *
 * @example
 * stack.monitor(deployment, {
 *   relabelings: [relabel.copy('__meta_kubernetes_pod_node_name', 'node')],
 *   metricRelabelings: [relabel.dropMetrics('go_gc_.*'), relabel.rename('service', 'backend')],
 * });
 */
export const relabel = {
  /** Only those targets or series whose label has one of the values. Several labels are read as one text with `;` between them. */
  keep,
  /** All targets or series but those whose label has one of the values. */
  drop,
  /** A label under another name, where it is there; the first name is gone. */
  rename: (from: string, to: string): readonly RelabelConfig[] => [
    { action: 'replace', sourceLabels: [from], regex: '(.+)', targetLabel: to },
    { action: 'labeldrop', regex: patternOf([from]) },
  ],
  /** A label with one value for all. */
  label: (name: string, value: string): RelabelConfig => ({ action: 'replace', targetLabel: name, replacement: literal(value) }),
  /**
   * A label from one or several others, where `regex` matches their values, joined with `;`.
   * `replacement` may name groups of it. Without both, the whole value, where there is one.
   */
  copy: (
    from: string | readonly string[],
    to: string,
    { regex = '(.+)', replacement }: { readonly regex?: string; readonly replacement?: string } = {},
  ): RelabelConfig => ({
    action: 'replace',
    sourceLabels: listed(from),
    regex,
    targetLabel: to,
    ...(replacement !== undefined && { replacement }),
  }),
  /** Labels whose names match a pattern are taken away. What is left has to tell the series of a target apart. */
  dropLabels: (regex: string): RelabelConfig => ({ action: 'labeldrop', regex }),
  /** Series with these names are not stored. */
  dropMetrics: (names: string | readonly string[]): RelabelConfig => drop('__name__', names),
  /** Only series with these names are stored. */
  keepMetrics: (names: string | readonly string[]): RelabelConfig => keep('__name__', names),
} as const;
