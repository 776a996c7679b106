import type { RoutingOrigin } from '../../analysis/check-input';
import type { CompiledAlertmanager } from '../../compile/alertmanager/compile';
import type { ObjectReference } from '../../kubernetes/object';

/** Where a part of a configuration was declared: in the routing of the stack with this construct path. */
export interface DeclaredOrigin extends Omit<RoutingOrigin, 'place'> {
  /** @default - the stack that the configuration is of */
  readonly stack?: string;
}

/** The origins of a configuration that is made of declared routings; what stands in the words of an AlertmanagerConfig was declared so. */
export function declaredOrigins(
  { origins }: CompiledAlertmanager,
  stackOf: (object: ObjectReference) => string | undefined,
): readonly DeclaredOrigin[] {
  return origins.flatMap(({ path, at, object, adds }): readonly DeclaredOrigin[] => {
    if (object === undefined) return [];
    const stack = stackOf(object);
    return [
      {
        path,
        at: at.replace(/^spec\./, '').replace('inhibitRules', 'inhibit_rules'),
        ...(stack !== undefined && { stack }),
        ...(adds && { keptTo: adds.value }),
      },
    ];
  });
}
