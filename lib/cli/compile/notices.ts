import { inventory } from '../../compile/prometheus/selection';
import type { KubernetesObject } from '../../kubernetes/object';
import type { LocatedObject } from '../../kubernetes/read';
import type { InputFault } from '../../yaml/fault';
import { pathOf } from '../../yaml/value';
import { count } from '../shared/outcome';
import type { Compiled, Notice } from './compiled';
import { faultOf } from './objects';

/** A notice at the place where its object stands. */
export function placed(
  { kind, namespace, name, path, reason, hint = 'prometheus-operator would leave this object out for the same reason.' }: Notice,
  objects: readonly LocatedObject[],
): InputFault {
  const located = objects.find(
    ({ object }) => object.kind === kind && object.metadata?.name === name && (object.metadata.namespace ?? 'default') === namespace,
  );
  if (located === undefined) return { file: `${kind} ${namespace}/${name}`, ...(path && { path }), message: reason, hint };
  if (kind === 'Secret') return faultOf(located, [located.object.stringData === undefined ? 'data' : 'stringData', path], reason, hint);
  return faultOf(located, pathOf(path), reason, hint);
}

/** What is said of files that must not stand in a ConfigMap. */
export function credentialNotice({ credentials }: Compiled): string {
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

/** What no server takes. */
export function passedOver(objects: readonly KubernetesObject[], hasAlertmanager: boolean): string {
  const number = (kind: string) => objects.filter((object) => object.kind === kind).length;
  const configs = hasAlertmanager ? 0 : number('AlertmanagerConfig');
  const rulers = number('ThanosRuler');
  return [
    ...(configs > 0 ? [`${count(configs, 'AlertmanagerConfig')} passed over: there is no Alertmanager object\n`] : []),
    ...(rulers > 0 ? [`${count(rulers, 'ThanosRuler')} passed over: only Prometheus and Alertmanager are compiled\n`] : []),
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
