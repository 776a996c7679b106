import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { type CompiledAlertmanager, compileAlertmanager } from '../../compile/alertmanager/compile';
import type { Finding } from '../../model/finding';
import { alertmanagerConfigObject, alertmanagerObject } from './custom-resources';
import type { Installation } from './installation';
import { alertmanager } from './own-programs';
import type { DeclaredOrigin } from './routing-origins';
import { rejectionsOf, routedTenants, tenantOrigins } from './tenants';

export interface CompiledRouting extends Omit<CompiledAlertmanager, 'origins'> {
  readonly config: AlertmanagerConfiguration;
  /** Where its parts were declared. @default - it is the stack's own as a whole */
  readonly origins?: readonly DeclaredOrigin[];
  /** What is wrong with the routings of attached stacks. */
  readonly tenantFindings: readonly Finding[];
}

/** A stack's routing as alertmanager.yml has it, with the names that its users gave; undefined where it has none. */
export function compiledRouting(installation: Installation): CompiledRouting | undefined {
  if (installation.routing === undefined) return undefined;
  const object = alertmanagerObject(installation);
  const tenants = routedTenants(installation).map((one) => one.object);
  const compiled = compileAlertmanager({
    alertmanager: object,
    objects: [alertmanagerConfigObject(installation), ...tenants],
  });
  const prefix = `${installation.context.namespace}/${alertmanager.config}/`;
  const { own, ofTenants } = rejectionsOf(installation, compiled);
  return {
    ...compiled,
    config: withPlainNames(compiled.config ?? {}, prefix) as AlertmanagerConfiguration,
    rejected: own,
    ...(tenants.length > 0 && { origins: tenantOrigins(installation, compiled) }),
    tenantFindings: ofTenants,
  };
}

/** The operator calls a receiver after its namespace and object, so that two objects do not collide; here there is one. */
export function withPlainNames(value: unknown, prefix: string): unknown {
  if (typeof value === 'string') return value.startsWith(prefix) ? value.slice(prefix.length) : value;
  if (Array.isArray(value)) return value.map((item) => withPlainNames(item, prefix));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPlainNames(item, prefix)]));
  }
  return value;
}
