import type { Rendering } from '../backends/backend';
import type { NamedObject } from '../kubernetes/object';
import type { Component } from '../manifests/component';
import type { Context } from '../manifests/context';
import { routedConnections, servedConnections } from '../manifests/exposure';
import { type NetworkOptions, unknownComponents, withApiServer } from '../manifests/network';
import { networkPolicies } from '../manifests/network-policy';
import { podGroupsOf } from '../manifests/pod-groups';
import type { Finding } from '../model/finding';
import { inWords } from '../text/list';
import { nearest } from '../text/nearest';

interface Parts {
  readonly rendering: Rendering;
  readonly made: readonly { readonly component: Component; readonly objects: readonly NamedObject[] }[];
  readonly context: Context;
  readonly network?: 'off' | NetworkOptions;
  /** What the app declares to lead from outside to Services. */
  readonly routes: readonly NamedObject[];
}

/** Policies for the pods of the stack's namespace whose connections are known: those of the backend, and of components that say theirs. */
export function policiesOf({ rendering, made, context, network = {}, routes }: Parts): {
  readonly objects: readonly NamedObject[];
  readonly findings: readonly Finding[];
} {
  if (network === 'off') return { objects: [], findings: [] };
  const installed = made.map(({ component, objects }) => ({ component, pods: podGroupsOf(component.name, objects) }));
  const isolated = installed.filter(({ component }) => component.connections !== undefined);
  const groups = [...rendering.pods, ...(rendering.peers ?? []), ...installed.flatMap(({ pods }) => pods)];
  const objects = [...Object.values(rendering.parts), ...made.map((one) => one.objects)].flat();
  const connections = [
    ...rendering.connections,
    ...isolated.flatMap(({ component }) => component.connections!(context)),
    ...routedConnections(routes, objects),
    ...servedConnections(objects),
    ...(network.allow ?? []),
  ];
  const own = [...rendering.pods, ...isolated.flatMap(({ pods }) => pods)].filter(({ namespace }) => namespace === context.namespace);
  return {
    objects: networkPolicies(own, groups, withApiServer(connections, network)),
    findings: unknownNames(network, new Set(groups.map(({ component }) => component))),
  };
}

const unknownNames = ({ allow = [] }: NetworkOptions, known: ReadonlySet<string>): readonly Finding[] =>
  unknownComponents(allow, known).map((name) => {
    const near = nearest(name, known);
    return {
      check: 'blocked-connection',
      severity: 'error',
      message: `network.allow names ${JSON.stringify(name)}, and the stack has no such component`,
      hint: `${near === undefined ? '' : `Did you mean ${near}? `}The components of this stack are ${inWords([...known].sort())}.`,
    };
  });
