import type { RoutingOrigin } from '../../analysis/check-input';
import type { CompiledAlertmanager } from '../../compile/alertmanager/compile';
import { type NamedObject, namespaceOf, type ObjectReference, referenceText } from '../../kubernetes/object';

/** Where a part of a configuration was declared: in the routing of the stack with this construct path. */
export interface DeclaredOrigin extends Omit<RoutingOrigin, 'place'> {
  /** @default - the stack that the configuration is of */
  readonly stack?: string;
}

/** The origins of a configuration that is made of declared routings: those whose objects have an owner. */
export function declaredOrigins(
  { origins }: CompiledAlertmanager,
  alertmanager: NamedObject,
  ownerOf: (object: ObjectReference) => string | undefined,
): readonly DeclaredOrigin[] {
  return origins.flatMap(({ path, at, object, adds }): readonly DeclaredOrigin[] => {
    const stack = object && ownerOf(object);
    if (object === undefined) return [];
    // What a stack declares for its own Alertmanager stands in the words of Alertmanager.
    if (stack === undefined) return [{ path, at: at.replace(/^spec\./, '') }];
    const added = adds && {
      matcher: adds,
      alertmanager: `Alertmanager ${namespaceOf(alertmanager)}/${alertmanager.metadata.name}`,
      isOfSameNamespace: object.namespace === namespaceOf(alertmanager),
    };
    return [{ path, at: at.replace(/^spec\./, ''), stack, custom: { title: referenceText(object), ...(added && { added }) } }];
  });
}
