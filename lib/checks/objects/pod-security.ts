import type { ObjectInput } from '../../analysis/check-input';
import { foundIn } from '../../analysis/found';
import { judgedPod } from '../../analysis/pod-security/pod';
import { podPoliciesOf } from '../../analysis/pod-security/policies';
import { groupOf, podOf } from '../../analysis/pods';
import { textsAt } from '../../kubernetes/access';
import { check } from '../check';

const prefix = 'pod-security.kubernetes.io/';
const levels = ['privileged', 'baseline', 'restricted'] as const;
type Level = (typeof levels)[number];

interface Enforced {
  readonly level: Level;
  /** The minor version of Kubernetes 1 whose rules are meant. */
  readonly version: number;
}

export const podSecurity = check('pod-security', {
  finds: 'a pod that breaks the Pod Security level of its namespace',
  severity: 'error',
  *run({ objects }) {
    const namespaces = new Map<string, Enforced>();
    for (const judged of objects) {
      if (judged.object.kind !== 'Namespace' || groupOf(judged.object) !== '') continue;
      yield* wrongLabels(judged);
      const enforced = enforcedBy(judged);
      if (enforced !== undefined) namespaces.set(judged.object.metadata.name, enforced);
    }
    for (const owner of objects) {
      const pod = podOf(owner);
      const enforced = pod && namespaces.get(pod.namespace);
      if (pod === undefined || enforced === undefined) continue;
      const judged = judgedPod(pod);
      const broken = podPoliciesOf(enforced.level, enforced.version).flatMap(({ broken: judge }) => judge(judged, enforced.version) ?? []);
      if (broken.length === 0) continue;
      yield foundIn(owner, {
        message:
          `its namespace ${pod.namespace} enforces the Pod Security level ${enforced.level}, ` +
          `and its pods are refused: ${broken.join('; ')}`,
        hint: 'set the securityContext so, or run the pod in a namespace of its own with the level that it needs',
        at: pod.at,
      });
    }
  },
});

const levelOf = (value: string): Level | undefined => levels.find((level) => level === value);

/** The latest rules, for `latest` and a label that is not there. */
function minorOf(value: string | undefined): number | undefined {
  if (value === undefined || value === 'latest') return Infinity;
  const minor = /^v1\.(0|[1-9]\d*)$/.exec(value)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

function enforcedBy({ object }: ObjectInput): Enforced | undefined {
  const labels = textsAt(object, 'metadata', 'labels');
  const level = levelOf(labels[`${prefix}enforce`] ?? '');
  const version = minorOf(labels[`${prefix}enforce-version`]);
  return level === undefined || version === undefined ? undefined : { level, version };
}

function* wrongLabels(judged: ObjectInput) {
  for (const [label, value] of Object.entries(textsAt(judged.object, 'metadata', 'labels'))) {
    if (!/^pod-security\.kubernetes\.io\/(enforce|audit|warn)(-version)?$/.test(label)) continue;
    const isVersion = label.endsWith('-version');
    if (isVersion ? minorOf(value) !== undefined : levelOf(value) !== undefined) continue;
    yield foundIn(judged, {
      message: `the API server refuses the label ${label}: ${value}`,
      hint: isVersion ? 'write latest, or a version such as v1.36' : `write ${levels.join(', ')}`,
      at: ['metadata', 'labels', label],
    });
  }
}
