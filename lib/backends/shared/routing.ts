import type { AlertmanagerConfiguration } from '../../alertmanager/configuration';
import { type CompiledAlertmanager, compileAlertmanager } from '../../compile/alertmanager/compile';
import type { NamedObject } from '../../kubernetes/object';
import type { Finding } from '../../model/finding';
import { alertmanagerConfigSpec } from '../../render/routing';
import type { Monitoring } from '../backend';
import { alertmanagerConfigObject, alertmanagerObject } from './custom-resources';
import { judgedRouting, lackFindings } from './custom-routing';
import type { Installation } from './installation';
import { leftOut } from './left-out';
import { alertmanager } from './own-programs';
import type { DeclaredOrigin } from './routing-origins';
import { foreignTemplates } from './templates';
import { ownerOf, rejectionsOf, routedTenants, tenantOrigins } from './tenants';

export interface CompiledRouting extends Omit<CompiledAlertmanager, 'origins'> {
  readonly config: AlertmanagerConfiguration;
  /** Where its parts were declared. @default - it is the stack's own as a whole */
  readonly origins?: readonly DeclaredOrigin[];
  /** What cannot be written of the routings of the stack and of those that are attached to it. */
  readonly findings: readonly Finding[];
}

/**
 * How Alertmanager gets its configuration: from a file, which may say all that it knows, or from custom resources, which may say less, by the
 * operator, which reads Secrets.
 */
export type WrittenAs = 'file' | 'custom-resources';

/** A stack's routing as alertmanager.yml has it, with the names that its users gave; undefined where it has none. */
export function compiledRouting(installation: Installation, writtenAs: WrittenAs): CompiledRouting | undefined {
  if (installation.routing === undefined) return undefined;
  const isFile = writtenAs === 'file';
  const tenants = routedTenants(installation);
  const members: readonly Monitoring[] = [installation, ...tenants.map(({ tenant }) => tenant)];
  const takesMore = isFile || members.some((member) => judgedRouting(member).takesMore);
  const judged = (object: NamedObject, { routing }: Monitoring) =>
    takesMore ? { ...object, spec: alertmanagerConfigSpec(routing!) } : object;
  const compiled = compileAlertmanager({
    alertmanager: alertmanagerObject(installation),
    objects: [judged(alertmanagerConfigObject(installation), installation), ...tenants.map(({ object, tenant }) => judged(object, tenant))],
    options: { takesMore, assumesSecrets: !isFile },
  });
  const prefix = `${installation.context.namespace}/${alertmanager.config}/`;
  const { own, ofTenants } = rejectionsOf(installation, compiled);
  return {
    ...compiled,
    config: withPlainNames(compiled.config ?? {}, prefix) as AlertmanagerConfiguration,
    rejected: onceEach(own).map((one) => (one.code === 'missing-object' ? { ...one, hint: withoutFile } : one)),
    ...(tenants.length > 0 && { origins: tenantOrigins(installation, compiled) }),
    findings: [
      ...ofTenants,
      ...leftOut(compiled, (object) => ownerOf(object, tenants)?.path ?? installation.path),
      ...(isFile ? [] : members.flatMap(lackFindings)),
      ...tenants.flatMap(({ tenant }) => foreignTemplates(tenant, `the Alertmanager of ${installation.path}`)),
    ],
  };
}

const withoutFile =
  'Leave it out where the pod itself has an identity, as a role of AWS; or use the backend operator(), whose operator reads the Secret.';

/** A configuration that an AlertmanagerConfig is the base of is looked at as both. */
const onceEach = (rejected: CompiledAlertmanager['rejected']) => [
  ...new Map(rejected.map((one) => [`${one.path} ${one.message}`, one])).values(),
];

/** The operator calls a receiver after its namespace and object, so that two objects do not collide; here there is one. */
export function withPlainNames(value: unknown, prefix: string): unknown {
  if (typeof value === 'string') return value.startsWith(prefix) ? value.slice(prefix.length) : value;
  if (Array.isArray(value)) return value.map((item) => withPlainNames(item, prefix));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withPlainNames(item, prefix)]));
  }
  return value;
}
