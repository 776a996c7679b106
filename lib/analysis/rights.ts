import { listAt, mappingsAt, textAt, valueAt } from '../kubernetes/access';
import { namespaceOf } from '../kubernetes/object';
import { append } from '../text/grouping';
import type { CheckInput } from './check-input';
import { groupOf, nameOfObject } from './pods';

/** A resource as roles name it: its API group and its plural. */
export interface Resource {
  readonly group: string;
  readonly name: string;
}

/** What a service account may do; undefined where a role of it is not among the objects. `namespace` undefined: in all of them. */
export type May = (verb: string, resource: Resource, namespace: string | undefined) => boolean | undefined;

interface Rule {
  readonly verbs: readonly unknown[];
  readonly groups: readonly unknown[];
  readonly resources: readonly unknown[];
}

/** A binding of the account: to a role's rules, or to a role that is not known. It holds in a namespace, or everywhere. */
interface Grant {
  readonly namespace?: string;
  readonly rules?: readonly Rule[];
}

/**
 * The rights of service accounts (Kubernetes documentation, "Using RBAC Authorization"); undefined for an account that nothing
 * here binds.
 */
export function rightsOf({ objects }: Pick<CheckInput, 'objects'>): (namespace: string, account: string) => May | undefined {
  const roles = new Map<string, readonly Rule[] | undefined>();
  const grants = new Map<string, Grant[]>();
  const rbac = objects.filter(({ object }) => groupOf(object) === 'rbac.authorization.k8s.io').map(({ object }) => object);
  for (const object of rbac) {
    if (object.kind === 'Role') roles.set(`${namespaceOf(object)}/${nameOfObject(object)}`, rulesOf(object));
    if (object.kind === 'ClusterRole') {
      roles.set(nameOfObject(object), valueAt(object, 'aggregationRule') === undefined ? rulesOf(object) : undefined);
    }
  }
  for (const binding of rbac) {
    if (binding.kind !== 'RoleBinding' && binding.kind !== 'ClusterRoleBinding') continue;
    const isNamespaced = binding.kind === 'RoleBinding';
    const name = textAt(binding, 'roleRef', 'name') ?? '';
    const rules = roles.get(valueAt(binding, 'roleRef', 'kind') === 'Role' ? `${namespaceOf(binding)}/${name}` : name);
    for (const [subject] of mappingsAt(binding, 'subjects')) {
      if (subject.kind !== 'ServiceAccount') continue;
      const key = `${textAt(subject, 'namespace') ?? namespaceOf(binding)}/${textAt(subject, 'name') ?? ''}`;
      const grant = { ...(isNamespaced && { namespace: namespaceOf(binding) }), ...(rules && { rules }) };
      append(grants, key, grant);
    }
  }
  // Every account is also in groups, and a binding of such a group is one of all accounts.
  const isOpen = rbac.some((binding) =>
    mappingsAt(binding, 'subjects').some(
      ([{ kind, name }]) => kind === 'Group' && /^system:(?:serviceaccounts|authenticated)/.test(String(name)),
    ),
  );
  return (namespace, account) => {
    const own = grants.get(`${namespace}/${account}`);
    if (own === undefined || isOpen) return undefined;
    return (verb, resource, where) => {
      const holding = own.filter((grant) => grant.namespace === undefined || grant.namespace === where);
      if (holding.some(({ rules }) => rules?.some((rule) => allows(rule, verb, resource)))) return true;
      return holding.some(({ rules }) => rules === undefined) ? undefined : false;
    };
  };
}

/** Rules for objects of certain names do not let anybody list. */
const rulesOf = (role: unknown): readonly Rule[] =>
  mappingsAt(role, 'rules').flatMap(([rule]) =>
    listAt(rule, 'resourceNames').length > 0
      ? []
      : [{ verbs: listAt(rule, 'verbs'), groups: listAt(rule, 'apiGroups'), resources: listAt(rule, 'resources') }],
  );

const allows = ({ verbs, groups, resources }: Rule, verb: string, { group, name }: Resource): boolean =>
  has(verbs, verb) && has(groups, group) && has(resources, name);
const has = (names: readonly unknown[], name: string) => names.includes(name) || names.includes('*');
