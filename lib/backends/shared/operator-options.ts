import { withSecurity } from '../../manifests/added-containers';
import { envVars } from '../../manifests/env';
import type { ProgramOptions } from '../../manifests/program-options';

/** Flags as prometheus-operator takes them: a name without dashes, and a value. */
export const argumentsOf = ({ args = [] }: ProgramOptions) =>
  args.length === 0
    ? {}
    : {
        additionalArgs: args.map((arg) => {
          const [, name = '', value] = /^-{0,2}([^=]*)(?:=(.*))?$/s.exec(arg) ?? [];
          return { name, ...(value !== undefined && { value }) };
        }),
      };

/** Environment variables have no field of their own: the operator merges a container of the same name. */
export function containerPatch(name: string, { env, containers = [] }: ProgramOptions) {
  const all = [...(env === undefined ? [] : [{ name, env: envVars(env) }]), ...containers.map(withSecurity)];
  return all.length === 0 ? {} : { containers: all };
}
