import type { CompiledFiles } from '../../compile/files';
import type { CompileProblem } from '../../compile/problem';
import { inventory } from '../../compile/prometheus/selection';
import { type KubernetesObject, namespaceOf, referenceText } from '../../kubernetes/object';
import { problemAt } from '../../kubernetes/problem-at';
import type { LocatedObject } from '../../kubernetes/read';
import { count } from '../../text/list';
import type { InputProblem } from '../../yaml/problem';
import { pathOf } from '../../yaml/value';

/** A problem of a compilation at the place of its object in the input. */
export function placed(problem: CompileProblem, objects: readonly LocatedObject[]): InputProblem {
  const { object: of, path, inside, code, hint = 'prometheus-operator would leave this object out for the same reason.' } = problem;
  const message = inside ? `${inside}: ${problem.message}` : problem.message;
  const located = objects.find(
    ({ object }) => object.kind === of.kind && object.metadata?.name === of.name && namespaceOf(object) === of.namespace,
  );
  if (located === undefined) return { code, file: referenceText(of), ...(path && { path }), message, hint };
  const { object, source, at } = located;
  const field = of.kind === 'Secret' ? [object.stringData === undefined ? 'data' : 'stringData', path] : pathOf(path);
  return problemAt({ value: object, source, at }, field, { code, message, hint });
}

/** Files that do not belong in a ConfigMap. */
export function credentialNotice({ credentials }: CompiledFiles): string {
  return credentials
    .filter(([, paths]) => paths.length > 0)
    .map(([file, paths]) => {
      const more = paths.length > shown ? ` and ${paths.length - shown} more` : '';
      return (
        `${file}: ${count(paths.length, 'credential')} in plain text: ${paths.slice(0, shown).join(', ')}${more}\n` +
        '  Keep the file in a Secret, not in a ConfigMap; or let these fields read files.\n'
      );
    })
    .join('');
}

const shown = 5;

const selectors = [
  ['ServiceMonitor', 'serviceMonitor'],
  ['PodMonitor', 'podMonitor'],
  ['Probe', 'probe'],
  ['ScrapeConfig', 'scrapeConfig'],
  ['PrometheusRule', 'rule'],
] as const;

/** Objects that nothing here is compiled from. */
export function withoutServer(objects: readonly KubernetesObject[], hasAlertmanager: boolean): string {
  const number = (kind: string) => objects.filter((object) => object.kind === kind).length;
  const configs = hasAlertmanager ? 0 : number('AlertmanagerConfig');
  const rulers = number('ThanosRuler');
  return [
    ...(configs > 0 ? [`${count(configs, 'AlertmanagerConfig')} skipped: there is no Alertmanager object\n`] : []),
    ...(rulers > 0 ? [`${count(rulers, 'ThanosRuler')} skipped: only Prometheus and Alertmanager are compiled\n`] : []),
  ].join('');
}

/** Which monitors and rules a Prometheus object leaves out by its selectors: a label that is missing is the common reason. */
export function unselected(prometheus: KubernetesObject, objects: readonly KubernetesObject[]): string {
  type Known = ReturnType<typeof inventory>;
  const known = inventory(objects as unknown as Parameters<typeof inventory>[0]);
  const spec = (prometheus.spec ?? {}) as Readonly<Record<string, Parameters<Known['selected']>[1]>>;
  const { namespace = 'default', name } = prometheus.metadata ?? {};
  const titleOf = ({ metadata }: { readonly metadata: { readonly namespace?: string; readonly name: string } }) =>
    `${metadata.namespace ?? 'default'}/${metadata.name}`;
  return selectors
    .filter(([kind]) => prometheus.kind === 'Prometheus' || kind !== 'PrometheusRule')
    .map(([kind, field]) => {
      const selected = new Set(known.selected(kind, spec[`${field}Selector`], spec[`${field}NamespaceSelector`], namespace).map(titleOf));
      const left = known
        .ofKind(kind)
        .map(titleOf)
        .filter((title) => !selected.has(title));
      if (left.length === 0) return '';
      const more = left.length > shown ? ` and ${left.length - shown} more` : '';
      return (
        `${prometheus.kind} ${namespace}/${name} does not select ${count(left.length, kind)}: ` +
        `${left.slice(0, shown).join(', ')}${more}\n` +
        `  See its ${field}Selector and ${field}NamespaceSelector.\n`
      );
    })
    .join('');
}
