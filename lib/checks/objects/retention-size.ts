import type { CheckInput, ObjectInput } from '../../analysis/check-input';
import { foundIn } from '../../analysis/found';
import { type Container, containersOf, groupOf, type Pod, podOf } from '../../analysis/pods';
import { listAt, mappingsAt, textAt, valueAt } from '../../kubernetes/access';
import { type NamedObject, namespaceOf } from '../../kubernetes/object';
import { bytesOfSize, inBytes, quantityValue } from '../../text/bytes';
import type { Path } from '../../yaml/value';
import { check } from '../check';

/** What Prometheus' documentation recommends of a volume ("Storage", 80 to 85 %): compaction needs room that the limit does not count. */
const fill = 0.85;

export const retentionSize = check('retention-size', {
  finds: 'a Prometheus that keeps more data than its volume holds',
  severity: 'error',
  kinds: { tight: 'warning' },
  *run(input) {
    for (const judged of input.objects) {
      for (const { size, at: where, volume } of retentionsOf(judged, input)) {
        const [kept, room] = [bytesOfSize(size), quantityValue(volume.size)];
        if (kept === undefined || room === undefined || kept === 0 || kept <= room * fill) continue;
        const full = kept > room;
        yield foundIn(judged, {
          ...(!full && { kind: 'tight' }),
          message: full
            ? `Prometheus keeps up to ${inBytes(kept)} (${size}), and ${volume.title} has ${inBytes(room)}: ` +
              'it is full before anything is dropped'
            : `Prometheus keeps up to ${inBytes(kept)} (${size}), which is more than ${fill * 100} % of ${volume.title} ` +
              `with ${inBytes(room)}: compaction and the write-ahead log need room beside it`,
          hint: `keep at most ${inBytes(Math.floor((room * fill) / 1024 ** 2) * 1024 ** 2)}, or give it a larger volume`,
          at: where,
        });
      }
    }
  },
});

interface Retention {
  /** As Prometheus reads it: `50GB`. */
  readonly size: string;
  readonly at: Path;
  readonly volume: Volume;
}

interface Volume {
  readonly title: string;
  readonly size: unknown;
}

function retentionsOf(judged: ObjectInput, input: CheckInput): readonly Retention[] {
  const { object } = judged;
  if (groupOf(object) === 'monitoring.coreos.com') return ofResource(object);
  const pod = podOf(judged);
  return pod === undefined ? [] : containersOf(pod).flatMap((container) => ofContainer(container, pod, input) ?? []);
}

/** A Prometheus resource: the operator makes the claim. */
function ofResource(object: NamedObject): readonly Retention[] {
  const size = textAt(object, 'spec', 'retentionSize');
  if (object.kind !== 'Prometheus' || size === undefined) return [];
  const storage = valueAt(object, 'spec', 'storage');
  const claim =
    valueAt(storage, 'volumeClaimTemplate', 'spec', 'resources', 'requests', 'storage') ??
    valueAt(storage, 'ephemeral', 'volumeClaimTemplate', 'spec', 'resources', 'requests', 'storage');
  const room = claim ?? valueAt(storage, 'emptyDir', 'sizeLimit');
  return room === undefined ? [] : [{ size, at: ['spec', 'retentionSize'], volume: { title: 'its volume', size: room } }];
}

function ofContainer({ json, at: where }: Container, pod: Pod, input: CheckInput): Retention | undefined {
  const words = ['command', 'args'].flatMap((field) => listAt(json, field).map((word, index) => ({ word, at: [...where, field, index] })));
  const flag = (name: string) => {
    const index = words.findIndex(
      ({ word }) => typeof word === 'string' && new RegExp(`^--?${name.replaceAll('.', '\\.')}(=|$)`).test(word),
    );
    if (index === -1) return undefined;
    const { word, at: place } = words[index]!;
    const [, value] = /=(.*)$/.exec(word as string) ?? [];
    return { value: value ?? words[index + 1]?.word, at: place };
  };
  const isPrometheus = words.some(({ word }) => typeof word === 'string' && /^--?storage\.tsdb\./.test(word));
  if (!isPrometheus) return undefined;
  const limit = flag('storage.tsdb.retention.size');
  const size = limit?.value ?? configuredSize(pod, input);
  const path = flag('storage.tsdb.path')?.value ?? '/prometheus';
  const volume = typeof path === 'string' ? volumeAt(path, json, pod, input) : undefined;
  return typeof size === 'string' && volume !== undefined ? { size, at: limit?.at ?? where, volume } : undefined;
}

/** The limit in a configuration file that the pod mounts; Prometheus reads it there since 3.11. */
function configuredSize(pod: Pod, { objects }: CheckInput): string | undefined {
  const mounted = mappingsAt(pod.spec, 'volumes').flatMap(([volume]) => [
    textAt(volume, 'configMap', 'name'),
    ...mappingsAt(volume, 'projected', 'sources').map(([source]) => textAt(source, 'configMap', 'name')),
  ]);
  for (const { object } of objects) {
    if (object.kind !== 'ConfigMap' || namespaceOf(object) !== pod.namespace || !mounted.includes(object.metadata.name)) continue;
    for (const content of Object.values(valueAt(object, 'data') ?? {})) {
      const [, block = ''] = typeof content === 'string' ? (/^storage:[^\n]*\n((?:[ \t]+[^\n]*\n?|\n)+)/m.exec(content) ?? []) : [];
      const size = /^([ \t]+)retention:[ \t]*\n(?:\1[ \t]+(?!size:)[^\n]*\n)*\1[ \t]+size:[ \t]*["']?([\w.]+)/m.exec(block)?.[2];
      if (size !== undefined) return size;
    }
  }
  return undefined;
}

/** The volume that a path of a container is on, where its size is known. */
function volumeAt(path: string, container: unknown, { spec, owner, namespace }: Pod, { objects }: CheckInput): Volume | undefined {
  const mounts = mappingsAt(container, 'volumeMounts').flatMap(([mount]) => {
    const mountPath = (textAt(mount, 'mountPath') ?? '').replace(/\/$/, '');
    return mountPath !== '' && (path === mountPath || path.startsWith(`${mountPath}/`)) ? [{ mountPath, name: textAt(mount, 'name') }] : [];
  });
  const [deepest] = mounts.sort((a, b) => b.mountPath.length - a.mountPath.length);
  if (deepest === undefined) return undefined;
  const template = mappingsAt(owner.object, 'spec', 'volumeClaimTemplates').find(
    ([claim]) => textAt(claim, 'metadata', 'name') === deepest.name,
  )?.[0];
  if (template !== undefined) return sized(`the claim ${deepest.name}`, valueAt(template, 'spec', 'resources', 'requests', 'storage'));
  const volume = mappingsAt(spec, 'volumes').find(([each]) => textAt(each, 'name') === deepest.name)?.[0];
  const claimName = textAt(volume, 'persistentVolumeClaim', 'claimName');
  if (claimName === undefined) {
    return sized(
      `the volume ${deepest.name}`,
      valueAt(volume, 'emptyDir', 'sizeLimit') ??
        valueAt(volume, 'ephemeral', 'volumeClaimTemplate', 'spec', 'resources', 'requests', 'storage'),
    );
  }
  const claim = objects.find(
    ({ object }) => object.kind === 'PersistentVolumeClaim' && object.metadata.name === claimName && namespaceOf(object) === namespace,
  );
  return sized(`the claim ${claimName}`, valueAt(claim?.object, 'spec', 'resources', 'requests', 'storage'));
}

const sized = (title: string, size: unknown): Volume | undefined => (size === undefined ? undefined : { title, size });
