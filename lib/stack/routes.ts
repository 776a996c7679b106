import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { isRoute } from '../manifests/exposure';
import type { KubernetesObject } from '../model/custom-resource';

/**
 * The routes of an app, such as an Ingress, that were declared in charts. `isClosed` tells constructs that are not to be looked into:
 * a look at a stack makes its objects.
 */
export function routesIn(root: IConstruct, isClosed: (construct: IConstruct) => boolean): readonly KubernetesObject[] {
  return declaredChildren(root).flatMap((child): readonly KubernetesObject[] => {
    const own = ApiObject.isApiObject(child) && isRoute(child) ? [child.toJson() as KubernetesObject] : [];
    return [...own, ...(isClosed(child) ? [] : routesIn(child, isClosed))];
  });
}

/** The children that are there already. */
function declaredChildren({ node }: IConstruct): readonly IConstruct[] {
  const { get } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(node), 'children')!;
  return get!.call(node) as readonly IConstruct[];
}
