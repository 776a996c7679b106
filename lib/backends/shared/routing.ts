import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { type CompiledAlertmanager, compileAlertmanager } from '../../compile/alertmanager/compile';
import { alertmanagerConfigObject, alertmanagerObject } from './custom-resources';
import type { Installation } from './installation';
import { alertmanager } from './own-programs';

export type CompiledRouting = CompiledAlertmanager & { readonly config: AlertmanagerConfiguration };

/** A stack's routing as alertmanager.yml has it, with the names that its users gave; undefined where it has none. */
export function compiledRouting(installation: Installation): CompiledRouting | undefined {
  if (installation.routing === undefined) return undefined;
  const compiled = compileAlertmanager({
    alertmanager: alertmanagerObject(installation),
    objects: [alertmanagerConfigObject(installation)],
  });
  const prefix = `${installation.context.namespace}/${alertmanager.config}/`;
  return { ...compiled, config: withPlainNames(compiled.config ?? {}, prefix) as AlertmanagerConfiguration };
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
