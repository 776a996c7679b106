import type { JudgedRefusal } from '../analysis/check-input';
import { prometheusProblems, selectsEverything } from '../compile/files';
import type { CompileProblem } from '../compile/problem';
import { listAt } from '../kubernetes/access';
import { type KubernetesObject, namespaceOf } from '../kubernetes/object';
import { validateObject, withDefaults } from '../kubernetes/schema/crds';
import { isMapping, pathOf } from '../yaml/value';
import type { Located } from './documents';
import { isKustomization } from './external-sources';
import { placeOf, rulesIn } from './rules';

const servers = new Set(['Prometheus', 'PrometheusAgent']);
const monitors = new Set(['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig']);
const leftOut = 'Correct it: prometheus-operator leaves the whole object out.';
const noConfiguration = 'Correct it: prometheus-operator makes no new configuration while it stands there.';

/**
 * What prometheus-operator would leave out of the configuration, or what would keep it from making one. Without a Prometheus among the
 * files only monitors are judged, as one that selects them would. Where kustomizations put objects together, nothing is sure.
 */
export function generationRefusals(held: readonly Located[], documents: readonly Located[]): readonly JudgedRefusal[] {
  if (documents.some(({ value }) => isKustomization(value))) return [];
  const sound = held.filter(({ value }) => isSound(value as KubernetesObject));
  const objects = sound.map(({ value }) => inNamespace(withDefaults(value as KubernetesObject)));
  const own = objects.filter((object) => servers.has(object.kind) && isManaged(object));
  if (own.length === 0 && objects.some(({ kind }) => servers.has(kind))) return [];
  if (own.length === 0 && !objects.some(({ kind }) => monitors.has(kind))) return [];
  const problems =
    own.length > 0 ? own.flatMap((server) => problemsOf(server, objects)) : problemsOf(selectsEverything, objects).filter(isOfMonitor);
  const seen = new Set<string>();
  return problems.flatMap((problem) => {
    const refusal = refusalAt(problem, sound);
    const key = refusal && JSON.stringify([refusal.place.file, refusal.place.object, refusal.path, refusal.message]);
    if (refusal === undefined || seen.has(key!)) return [];
    seen.add(key!);
    return [refusal];
  });
}

/** Without any of them the operator leaves the configuration to somebody else. */
const isManaged = ({ spec }: KubernetesObject): boolean =>
  isMapping(spec) && ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig'].some((kind) => spec[`${kind}Selector`] !== undefined);

const isOfMonitor = ({ object }: CompileProblem): boolean => monitors.has(object.kind);

const isSound = (object: KubernetesObject): boolean =>
  typeof object.metadata?.name === 'string' && !/\$\{|\{\{/.test(JSON.stringify(object)) && (validateObject(object) ?? []).length === 0;

const inNamespace = (object: KubernetesObject): KubernetesObject =>
  object.metadata?.namespace === undefined && object.apiVersion.startsWith('monitoring.coreos.com/')
    ? { ...object, metadata: { ...object.metadata, namespace: 'default' } }
    : object;

function problemsOf(server: KubernetesObject, objects: readonly KubernetesObject[]): readonly CompileProblem[] {
  try {
    return prometheusProblems(server, objects);
  } catch {
    return []; // a server whose version is none: the schema, or the check of versions, says it
  }
}

function refusalAt({ object: of, code, path, message, hint }: CompileProblem, held: readonly Located[]): JudgedRefusal | undefined {
  const document = held.find(({ value }) => {
    const object = value as KubernetesObject;
    return object.kind === of.kind && object.metadata?.name === of.name && namespaceOf(object) === of.namespace;
  });
  // What is not among the files may be in the cluster.
  if (code === 'missing-object') return undefined;
  const advice = hint ?? (servers.has(of.kind) ? noConfiguration : leftOut);
  // Rules are read by checks of their own, unless they are in another language, or for another version.
  if (document === undefined || (of.kind === 'PrometheusRule' && code !== 'unsupported' && isJudgedElsewhere(document))) return undefined;
  if (of.kind === 'Secret') return { path: [], message: `${path}: ${message}`, hint: advice, place: placeOf(document, []) };
  return { path: pathOf(path), message, hint: advice, place: placeOf(document, []) };
}

const isJudgedElsewhere = (document: Located): boolean =>
  rulesIn(document).rules.length > 0 || listAt((document.value as KubernetesObject).spec, 'groups').length === 0;
