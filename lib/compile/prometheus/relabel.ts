import type { LabelSelector } from '../../kubernetes/label-selector';
import { type NamedObject, namespaceOf } from '../../kubernetes/object';
import type { CompileContext, EndpointsRole } from './context';
import type { Relabeling } from './crd/common';
import type { EnforcementExclusion } from './crd/prometheus';
import { sortedKeys } from './fields';

/** One entry of relabel_configs or metric_relabel_configs. */
export interface RelabelSection {
  source_labels?: readonly string[];
  separator?: string;
  target_label?: string;
  /** Ports are written as integers, as the operator does; Prometheus reads them as text. */
  regex?: string | number;
  modulus?: number;
  replacement?: string;
  action?: string;
}

/** A Kubernetes label name as Prometheus' discovery spells it. Different names may become the same one (`a.b` and `a_b`). */
function sanitize(name: string): string {
  return name.replace(/[^a-zA-Z0-9_]/gu, '_');
}

/** Relabelings that a user wrote, in the configuration's names. */
export function relabelRules(relabelings: readonly Relabeling[] | undefined): RelabelSection[] {
  return relabelings?.map(relabelRule) ?? [];
}

function relabelRule({ sourceLabels, separator, targetLabel, regex, modulus, replacement, action }: Relabeling): RelabelSection {
  const rule: RelabelSection = {};
  if (sourceLabels?.length) rule.source_labels = sourceLabels;
  if (separator !== undefined) rule.separator = separator;
  if (targetLabel) rule.target_label = targetLabel;
  if (regex) rule.regex = regex;
  if (modulus) rule.modulus = modulus;
  if (replacement !== undefined) rule.replacement = replacement;
  if (action) rule.action = action.toLowerCase();
  return rule;
}

/** The user's relabelings, and last, so that none of them can undo it, the namespace that the Prometheus object enforces. */
export function enforcedRules(
  context: CompileContext,
  object: NamedObject,
  relabelings: readonly Relabeling[] | undefined,
): RelabelSection[] {
  const rules = relabelRules(relabelings);
  const label = enforcedLabel(context, object);
  if (label) rules.push({ target_label: label, replacement: namespaceOf(object) });
  return rules;
}

/** metric_relabel_configs: those of the scrape class, the user's, the enforced namespace; undefined where there are none. */
export function metricRules(
  context: CompileContext,
  object: NamedObject,
  scrapeClass: string | undefined,
  relabelings: readonly Relabeling[] | undefined,
): RelabelSection[] | undefined {
  const rules = [...relabelRules(context.scrapeClass(scrapeClass).metricRelabelings), ...enforcedRules(context, object, relabelings)];
  return rules.length ? rules : undefined;
}

const kinds: Readonly<Record<string, string>> = {
  servicemonitors: 'ServiceMonitor',
  podmonitors: 'PodMonitor',
  probes: 'Probe',
  scrapeconfigs: 'ScrapeConfig',
  prometheusrules: 'PrometheusRule',
};
const operatorGroup = 'monitoring.coreos.com';

/** The label that must carry the namespace of this object; undefined where none is enforced or the object is excluded. */
function enforcedLabel({ spec }: CompileContext, object: NamedObject): string | undefined {
  return excludedFrom(spec.excludedFromEnforcement, object) ? undefined : spec.enforcedNamespaceLabel || undefined;
}

export function excludedFrom(references: readonly EnforcementExclusion[] | undefined, object: NamedObject): boolean {
  return (
    references?.some(
      ({ group, resource = '', namespace, name }) =>
        (group || operatorGroup) === operatorGroup &&
        kinds[resource] === object.kind &&
        namespace === namespaceOf(object) &&
        (!name || name === object.metadata.name),
    ) ?? false
  );
}

type Selected = 'service' | 'pod' | 'ingress';

/** Keeps the targets whose Kubernetes labels the selector matches. Values are not escaped: `a.b` matches `axb` too, as in the operator. */
export function selectorRules(selector: LabelSelector | undefined, selected: Selected): RelabelSection[] {
  const label = (key: string) => `__meta_kubernetes_${selected}_label_${sanitize(key)}`;
  const present = (key: string) => `__meta_kubernetes_${selected}_labelpresent_${sanitize(key)}`;
  const oneOf = (action: string, key: string, values: readonly string[] | undefined): RelabelSection => ({
    action,
    source_labels: [label(key), present(key)],
    regex: `(${values?.join('|') ?? ''});true`,
  });
  const exists = (action: string, key: string): RelabelSection => ({ action, source_labels: [present(key)], regex: 'true' });

  const rules = sortedKeys(selector?.matchLabels).map((key) => oneOf('keep', key, [selector!.matchLabels![key]!]));
  for (const { key = '', operator, values } of selector?.matchExpressions ?? []) {
    if (operator === 'In') rules.push(oneOf('keep', key, values));
    if (operator === 'NotIn') rules.push(oneOf('drop', key, values));
    if (operator === 'Exists') rules.push(exists('keep', key));
    if (operator === 'DoesNotExist') rules.push(exists('drop', key));
  }
  return rules;
}

/** Copies Kubernetes labels onto the target; a target without the label stays without it. */
export function labelRules(labels: readonly string[] | undefined, owner: 'service' | 'pod'): RelabelSection[] {
  return labels?.map((label) => copyRule(label, owner, sanitize(label))) ?? [];
}

export function copyRule(label: string, owner: 'service' | 'pod', target: string): RelabelSection {
  return {
    source_labels: [`__meta_kubernetes_${owner}_label_${sanitize(label)}`],
    target_label: target,
    regex: '(.+)',
    replacement: '${1}',
  };
}

/** The first rule of every job: what the user's relabelings may need to know the job by, before they change it. */
export const jobNameRule = (): RelabelSection => ({ source_labels: ['job'], target_label: '__tmp_prometheus_job_name' });

export const copyTo = (source: string, target: string): RelabelSection => ({ source_labels: [source], target_label: target });

/** Pods that ended keep their address for a while. */
export const runningPods = (): RelabelSection => ({
  action: 'drop',
  source_labels: ['__meta_kubernetes_pod_phase'],
  regex: '(Failed|Succeeded)',
});

/** Keeps one port of the container, by name or by number. */
export function containerPortRules(port: string | number): RelabelSection[] {
  const label = typeof port === 'number' ? '__meta_kubernetes_pod_container_port_number' : '__meta_kubernetes_pod_container_port_name';
  return [{ action: 'keep', source_labels: [label], regex: port }];
}

/** The label `endpoint`: the port by which the target was chosen. */
export function endpointRules({ port, targetPort }: { readonly port?: string; readonly targetPort?: string | number }): RelabelSection[] {
  const endpoint = port || (targetPort === undefined ? '' : String(targetPort));
  return endpoint ? [{ target_label: 'endpoint', replacement: endpoint }] : [];
}

/** How the labels of discovered endpoints begin: the role `endpoints` calls them `endpoint`. */
export function metaPrefix(role: EndpointsRole): string {
  return `__meta_kubernetes_${role === 'endpoints' ? 'endpoint' : role}`;
}
