import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { NamedObject } from '../kubernetes/object';
import { isRoute } from '../manifests/exposure';

/**
 * The routes of an app, such as an Ingress, that were declared in charts. `isClosed` tells constructs that are not to be looked into:
 * a look at a stack makes its objects.
 */
export function routesIn(root: IConstruct, isClosed: (construct: IConstruct) => boolean): readonly NamedObject[] {
  return declaredChildren(root).flatMap((child): readonly NamedObject[] => {
    const own = ApiObject.isApiObject(child) && isRoute(child) ? [child.toJson() as NamedObject] : [];
    return [...own, ...(isClosed(child) ? [] : routesIn(child, isClosed))];
  });
}

/** The children that are there already. */
function declaredChildren({ node }: IConstruct): readonly IConstruct[] {
  const { get } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(node), 'children')!;
  return get!.call(node) as readonly IConstruct[];
}
