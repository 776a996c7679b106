import type { CompiledAlertmanager } from '../../compile/alertmanager/compile';
import type { NamedObject } from '../../kubernetes/object';
import type { Finding } from '../../model/finding';
import { inWords } from '../../text/list';
import type { Monitoring, Rendering } from '../backend';
import { alertmanagerConfigObject, prometheusRule } from './custom-resources';
import { type DeclaredOrigin, declaredOrigins } from './routing-origins';

/*
 * A tenant is a stack that is attached to another one: the host's Prometheus scrapes what it watches and evaluates its rules, and the host's
 * Alertmanager has its routing below its own.
 */

/** A host with what its tenants watch. Their rules and their routing stay theirs. */
export const withTenants = (monitoring: Monitoring): Monitoring => ({
  ...monitoring,
  scrapes: [...monitoring.scrapes, ...(monitoring.tenants ?? []).flatMap(({ scrapes }) => scrapes)],
  components: [...monitoring.components, ...(monitoring.tenants ?? []).flatMap(({ components }) => components)],
});

/** A name of Kubernetes for a stack: its construct path. */
export const stackName = ({ path }: Monitoring): string =>
  path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '');

/** The AlertmanagerConfig of a stack that is attached to another one: two of them may be in one namespace. */
export function attachedAlertmanagerConfig(monitoring: Monitoring): NamedObject {
  const object = alertmanagerConfigObject(monitoring);
  return { ...object, metadata: { ...object.metadata, name: stackName(monitoring) || object.metadata.name } };
}

interface RoutedTenant {
  readonly tenant: Monitoring;
  readonly object: NamedObject;
}

/** The tenants that have a routing, and it. */
export const routedTenants = ({ tenants = [] }: Monitoring): readonly RoutedTenant[] =>
  tenants.flatMap((tenant) => (tenant.routing === undefined ? [] : [{ tenant, object: attachedAlertmanagerConfig(tenant) }]));

/** What a tenant writes where prometheus-operator reads it. */
export const tenantObjects = (monitoring: Monitoring, isRouted: boolean): Rendering['parts'] => ({
  prometheus: [...monitoring.groups.map((group) => prometheusRule(group, monitoring)), ...monitoring.scrapes.map(({ monitor }) => monitor)],
  ...(isRouted && monitoring.routing && { alertmanager: [attachedAlertmanagerConfig(monitoring)] }),
});

type Reference = CompiledAlertmanager['rejected'][number]['object'];
/** The attached stack that an AlertmanagerConfig is of. */
export const ownerOf = (object: Reference, routed: readonly RoutedTenant[]): Monitoring | undefined =>
  routed.find((one) => isOf(object, one))?.tenant;

const isOf = ({ namespace, name }: Reference, { object }: RoutedTenant): boolean =>
  namespace === object.metadata.namespace && name === object.metadata.name;

/** Where the parts of a configuration were declared: in the routing of the host or in that of a tenant. */
export function tenantOrigins(monitoring: Monitoring, compiled: CompiledAlertmanager): readonly DeclaredOrigin[] {
  const routed = routedTenants(monitoring);
  return declaredOrigins(compiled, (object) => ownerOf(object, routed)?.path);
}

/** What the operator refuses in the routing of a host itself, and, told there, in those of its tenants. */
export function rejectionsOf(
  monitoring: Monitoring,
  { rejected }: CompiledAlertmanager,
): { readonly own: CompiledAlertmanager['rejected']; readonly ofTenants: readonly Finding[] } {
  const routed = routedTenants(monitoring);
  return {
    own: rejected.filter(({ object }) => ownerOf(object, routed) === undefined),
    ofTenants: rejected.flatMap((one): Finding[] => {
      const tenant = ownerOf(one.object, routed);
      if (tenant === undefined) return [];
      return [
        {
          check: 'refused-configuration',
          severity: 'error',
          path: `${tenant.path}/routing`,
          message: `${one.path.replace(/^spec\b/, 'routing')}: ${one.message}`,
          hint: one.hint ?? 'Correct it: no configuration is made of it.',
        },
      ];
    }),
  };
}

/** Alertmanager mounts Secrets of its own namespace: those that the routing of a tenant names have to be there. */
export const movedSecrets = (monitoring: Monitoring, { assets }: Pick<CompiledAlertmanager, 'assets'>): readonly Finding[] =>
  routedTenants(monitoring).flatMap(({ tenant }): Finding[] => {
    const { namespace } = tenant.context;
    const home = monitoring.context.namespace;
    const names =
      namespace === home ? [] : [...new Set(assets.filter((one) => one.namespace === namespace).map(({ name }) => name))].sort();
    if (names.length === 0) return [];
    const [are, them] = names.length === 1 ? ['Secret', 'it'] : ['Secrets', 'them'];
    return [
      {
        check: 'not-taken',
        severity: 'info',
        path: `${tenant.path}/routing`,
        message: `the ${are} ${inWords(names)} is read in ${home}, where the Alertmanager of ${monitoring.path} runs: it cannot read those of ${namespace}`,
        hint: `Keep ${them} in ${home}.`,
      },
    ];
  });
