import type { AlertmanagerConfiguration } from '../alertmanager/configuration';
import { type CompiledAlertmanager, compileAlertmanager } from '../compile/alertmanager/compile';
import { alertmanager, type Resources } from './resources';

/** A stack's routing as alertmanager.yml has it, with the names that its users gave. */
export function compileRouting({
  alertmanager: object,
  alertmanagerConfig,
}: Resources): CompiledAlertmanager & { readonly config: AlertmanagerConfiguration } {
  const compiled = compileAlertmanager({ alertmanager: object!, objects: [alertmanagerConfig!] });
  const prefix = `${alertmanagerConfig!.metadata.namespace}/${alertmanager.config}/`;
  return { ...compiled, config: withPlainNames(compiled.config ?? {}, prefix) as AlertmanagerConfiguration };
}

/** The operator calls a receiver after its namespace and object, so that two objects do not collide; here there is one. */
function withPlainNames(value: unknown, prefix: string): unknown {
  if (typeof value === 'string') return value.startsWith(prefix) ? value.slice(prefix.length) : value;
  if (Array.isArray(value)) return value.map((item) => withPlainNames(item, prefix));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPlainNames(item, prefix)]));
  }
  return value;
}
