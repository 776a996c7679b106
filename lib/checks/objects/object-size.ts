import { foundIn } from '../../analysis/found';
import { groupOf } from '../../analysis/pods';
import { mappingAt, textsAt } from '../../kubernetes/access';
import type { NamedObject } from '../../kubernetes/object';
import { inBytes } from '../../text/bytes';
import { check } from '../check';

/** `MaxSecretSize` of the API server, for the values of a Secret and of a ConfigMap (pkg/apis/core/types.go). */
const mostData = 1024 * 1024;
/** All annotations of an object, keys and values (apimachinery, `TotalAnnotationSizeLimitB`). */
const mostAnnotations = 256 * 1024;
/** etcd's `--max-request-bytes`, as it is if nobody sets it. */
const mostStored = 1.5 * 1024 * 1024;

const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration';

export const objectSize = check('object-size', {
  finds: 'an object that is larger than the API server, etcd or `kubectl apply` accepts',
  severity: 'error',
  kinds: { 'kubectl-apply': { declared: 'error', manifests: 'warning' } },
  *run({ objects }) {
    for (const judged of objects) {
      const fault = faultOf(judged.object);
      if (fault !== undefined) yield foundIn(judged, fault);
    }
  },
});

interface Fault {
  readonly kind?: 'kubectl-apply';
  readonly message: string;
  readonly hint: string;
}

function faultOf(object: NamedObject): Fault | undefined {
  const content = contentBytes(object);
  // JSON writes a character with six bytes at most, so that this much cannot become too much.
  if (content * 6 < mostAnnotations) return undefined;
  const data = dataBytes(object);
  if (data > mostData) {
    return {
      message: `its data have ${inBytes(data)}, and the API server takes at most ${inBytes(mostData)}`,
      hint: `split it into several ${object.kind}s`,
    };
  }
  if (content > mostStored) {
    return {
      message: `it has ${inBytes(content)}, and etcd stores at most ${inBytes(mostStored)} in one object`,
      hint: 'split it',
    };
  }
  const annotations = textsAt(object, 'metadata', 'annotations');
  const own = Object.entries(annotations).reduce((sum, [key, value]) => sum + (key === lastApplied ? 0 : bytes(key) + bytes(value)), 0);
  if (own > mostAnnotations) {
    return {
      message: `its annotations have ${inBytes(own)}, and the API server takes at most ${inBytes(mostAnnotations)}`,
      hint: 'keep the text in a ConfigMap',
    };
  }
  if (Object.values(annotations).some((value) => value.includes('ServerSideApply=true'))) return undefined;
  const applied = own + bytes(lastApplied) + appliedBytes(object);
  if (applied <= mostAnnotations) return undefined;
  return {
    kind: 'kubectl-apply',
    message:
      `\`kubectl apply\` keeps a copy of it in an annotation, which would have ${inBytes(applied)}, ` +
      `and the API server takes at most ${inBytes(mostAnnotations)}`,
    hint: 'split it, or apply it with --server-side (Argo CD: the sync option ServerSideApply=true)',
  };
}

const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

/** All texts of a value, which every encoding holds. */
function contentBytes(value: unknown): number {
  if (typeof value === 'string') return bytes(value);
  if (typeof value !== 'object' || value === null) return 0;
  let sum = 0;
  for (const inner of Object.values(value)) sum += contentBytes(inner);
  return sum;
}

/** The values of a ConfigMap or a Secret, decoded. */
function dataBytes(object: NamedObject): number {
  if (groupOf(object) !== '' || (object.kind !== 'ConfigMap' && object.kind !== 'Secret')) return 0;
  const encoded = object.kind === 'Secret' ? 'data' : 'binaryData';
  const plain = object.kind === 'Secret' ? 'stringData' : 'data';
  const sizes = (field: string, size: (value: string) => number) =>
    Object.values(mappingAt(object, field)).reduce<number>((sum, value) => sum + (typeof value === 'string' ? size(value) : 0), 0);
  return sizes(plain, bytes) + sizes(encoded, (value) => Buffer.byteLength(value, 'base64'));
}

/** The object as `kubectl apply` writes it: JSON of Go, which escapes `<`, `>` and `&`, with annotations even if there are none. */
function appliedBytes(object: NamedObject): number {
  const { [lastApplied]: _, ...annotations } = mappingAt(object, 'metadata', 'annotations');
  const json = JSON.stringify({ ...object, metadata: { ...object.metadata, annotations } });
  return bytes(json) + 5 * (json.match(/[<>&]/g)?.length ?? 0) + 1;
}
