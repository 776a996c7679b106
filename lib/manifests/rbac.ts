import type { PolicyRule } from 'kubernetes-types/rbac/v1';
import type { NamedObject } from '../kubernetes/object';
import { componentLabels } from './labels';

const group = 'rbac.authorization.k8s.io';
const apiVersion = `${group}/v1`;

export type { PolicyRule };

export function serviceAccount(name: string, namespace: string): NamedObject {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace, labels: componentLabels(name) },
    // A pod that talks to the API server asks for its token itself.
    automountServiceAccountToken: false,
  };
}

export interface Grant {
  /** The account that may. */
  readonly account: string;
  /** Where the account lives. */
  readonly accountNamespace: string;
  readonly rules: readonly PolicyRule[];
}

const subjects = ({ account, accountNamespace }: Grant) => [{ kind: 'ServiceAccount', name: account, namespace: accountNamespace }];

/** What an account may do in one namespace. In another one than its own the name says whose it is and where: two stacks may watch there. */
export function namespacedGrant(namespace: string, grant: Grant): NamedObject[] {
  const { account, accountNamespace } = grant;
  const name = namespace === accountNamespace ? account : `${accountNamespace}-${account}-${namespace}`;
  const metadata = { name, namespace, labels: componentLabels(account) };
  return [
    { apiVersion, kind: 'Role', metadata, rules: grant.rules },
    {
      apiVersion,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: group, kind: 'Role', name },
      subjects: subjects(grant),
    },
  ];
}

/** What an account may do with things that have no namespace. The name carries the account's namespace, for two stacks in one cluster. */
export function clusterGrant(grant: Grant): NamedObject[] {
  const name = `${grant.accountNamespace}-${grant.account}`;
  const metadata = { name, labels: componentLabels(grant.account) };
  return [
    { apiVersion, kind: 'ClusterRole', metadata, rules: grant.rules },
    {
      apiVersion,
      kind: 'ClusterRoleBinding',
      metadata,
      roleRef: { apiGroup: group, kind: 'ClusterRole', name },
      subjects: subjects(grant),
    },
  ];
}
