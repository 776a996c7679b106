import type { ObjectInput } from '../../analysis/check-input';
import { foundIn } from '../../analysis/found';
import { anyPodOf, operatedKind } from '../../analysis/operator-pods';
import { containersOf, nameOfObject, type Pod } from '../../analysis/pods';
import { mappingsAt, textAt, valueAt } from '../../kubernetes/access';
import { namespaceOf, titleOf } from '../../kubernetes/object';
import { inWords } from '../../text/list';
import type { Path } from '../../yaml/value';
import { check } from '../check';

export const sharedUid = check('shared-uid', {
  finds: 'a pod that sees the processes of its node and has the numeric user of other pods, whose files and tokens it may read',
  severity: { declared: 'warning', manifests: 'info' },
  *run({ objects }) {
    const pods = objects.flatMap((owner) => podWithUsers(owner) ?? []);
    for (const reader of pods) {
      const way = wayToProcesses(reader.pod);
      if (way === undefined) continue;
      for (const user of new Set(reader.users)) {
        // Root on the node reads everything anyway, whatever the users of the others are.
        if (user === 0) continue;
        const others = pods.filter(({ pod, users }) => users.includes(user) && !isSame(pod.owner, reader.pod.owner));
        if (others.length === 0) continue;
        const names = [...new Set(others.map(({ pod }) => titleOf(pod.owner.object)!))];
        yield foundIn(reader.pod.owner, {
          message:
            `its pods see the processes of their node by ${way.by}, and run as user ${user} as those of ${inWords(names)} do: ` +
            'on a node where they meet they may read their files, variables and tokens below /proc/PID',
          hint: 'set runAsUser to a number that no other pod has',
          at: way.at,
        });
      }
    }
  },
});

interface PodWithUsers {
  readonly pod: Pod;
  readonly users: readonly number[];
}

/** A pod whose users on the node are known; those of a user namespace are others than it says. */
function podWithUsers(owner: ObjectInput): PodWithUsers | undefined {
  const pod = anyPodOf(owner);
  if (pod === undefined) return undefined;
  const isOperated = operatedKind(owner) !== undefined;
  const from = isOperated ? valueAt(owner.object, 'spec') : pod.spec;
  if (valueAt(from, 'hostUsers') === false) return undefined;
  const usual = valueAt(from, 'securityContext', 'runAsUser');
  const users = isOperated ? [usual] : containersOf(pod).map(({ json }) => valueAt(json, 'securityContext', 'runAsUser') ?? usual);
  const known = users.filter((user): user is number => typeof user === 'number');
  return known.length === 0 ? undefined : { pod, users: known };
}

/** How its containers come to the processes of their node. */
function wayToProcesses(pod: Pod): { readonly by: string; readonly at: Path } | undefined {
  if (pod.spec.hostPID === true) return { by: 'hostPID', at: [...pod.at, 'hostPID'] };
  const mounted = new Set(
    containersOf(pod).flatMap(({ json }) => mappingsAt(json, 'volumeMounts').map(([mount]) => textAt(mount, 'name'))),
  );
  for (const [volume, index] of mappingsAt(pod.spec, 'volumes')) {
    const path = textAt(volume, 'hostPath', 'path')?.replace(/(.)\/+$/, '$1');
    if ((path === '/proc' || path === '/') && mounted.has(textAt(volume, 'name'))) {
      return { by: `its volume of ${path}`, at: [...pod.at, 'volumes', index, 'hostPath', 'path'] };
    }
  }
  return undefined;
}

/** One object, or the same one for two environments. */
const isSame = ({ object: a }: ObjectInput, { object: b }: ObjectInput): boolean =>
  a === b || (a.kind === b.kind && nameOfObject(a) === nameOfObject(b) && namespaceOf(a) === namespaceOf(b));
