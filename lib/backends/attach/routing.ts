import { compileAlertmanager } from '../../compile/alertmanager/compile';
import { textAt, valueAt } from '../../kubernetes/access';
import { type NamedObject, namespaceOf } from '../../kubernetes/object';
import type { Finding } from '../../model/finding';
import type { Installed, Monitoring, RenderedConfiguration } from '../backend';
import { judgedRouting } from '../shared/custom-routing';
import { leftOut } from '../shared/left-out';
import { withPlainNames } from '../shared/routing';
import { declaredOrigins } from '../shared/routing-origins';
import { attachedAlertmanagerConfig } from '../shared/tenants';
import { asSelected, readerOf } from './selected';

/** The Alertmanager that is to read a stack's AlertmanagerConfig. */
export const alertmanagerIn = (installed: Pick<Installed, 'objects'>): NamedObject | undefined =>
  readerOf({ apiVersion: 'monitoring.coreos.com/v1alpha1', kind: 'AlertmanagerConfig', metadata: { name: '', namespace: '' } }, installed);

const strategyOf = (alertmanager: NamedObject) =>
  textAt(alertmanager, 'spec', 'alertmanagerConfigMatcherStrategy', 'type') ?? 'OnNamespace';

/** Whether a route from this namespace gets the alerts of this namespace alone. */
export function isKeptToNamespace(alertmanager: NamedObject, namespace: string): boolean {
  const strategy = strategyOf(alertmanager);
  return strategy !== 'None' && !(strategy === 'OnNamespaceExceptForAlertmanagerNamespace' && namespace === namespaceOf(alertmanager));
}

/** The routing of a stack as the installed Alertmanager reads it. In another namespace it would get the alerts of that one. */
export function alertmanagerConfig(monitoring: Monitoring, installed: Installed, labels: Readonly<Record<string, string>>): NamedObject {
  const object = attachedAlertmanagerConfig(monitoring);
  const alertmanager = alertmanagerIn(installed);
  const written = asSelected(object, installed, labels);
  const isElsewhere = namespaceOf(written) !== namespaceOf(object);
  if (!isElsewhere || alertmanager === undefined || !isKeptToNamespace(alertmanager, namespaceOf(written))) return written;
  return { ...written, metadata: { ...object.metadata, labels: written.metadata.labels } };
}

/**
 * What prometheus-operator makes of it: a route below that of the installed stack, which nobody knows here and which is taken to tell
 * nobody.
 */
export function attachedRouting(
  monitoring: Monitoring,
  object: NamedObject,
  alertmanager: NamedObject,
): NonNullable<RenderedConfiguration['routing']> & { readonly findings: readonly Finding[] } {
  const reading: NamedObject = {
    ...alertmanager,
    spec: {
      version: valueAt(alertmanager, 'spec', 'version'),
      alertmanagerConfigMatcherStrategy: valueAt(alertmanager, 'spec', 'alertmanagerConfigMatcherStrategy'),
      // Whether it is selected is asked by a check: what it would become is known all the same.
      alertmanagerConfigSelector: {},
      alertmanagerConfigNamespaceSelector: {},
    },
  };
  const { spec, takesMore } = judgedRouting(monitoring);
  const compiled = compileAlertmanager({
    alertmanager: reading,
    objects: [{ ...object, spec }],
    options: { takesMore, assumesSecrets: true },
  });
  const namespace = namespaceOf(object);
  const config = withPlainNames(compiled.config ?? {}, `${namespace}/${object.metadata.name}/`) as NonNullable<typeof compiled.config>;
  const origins = declaredOrigins(compiled, () => monitoring.path);
  return { config, rejected: compiled.rejected, origins, findings: leftOut(compiled, () => monitoring.path) };
}
